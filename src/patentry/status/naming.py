"""What a snapshot tells of names: who is printed on patents, what officers know, which changes were registered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from patentry.corpus import DuckEngine
from patentry.numbers import parse_uscc
from patentry.parties.locating import BEGINNING, END
from patentry.parties.names import Mention, Rule, Tie, normal_form


@dataclass(frozen=True, slots=True)
class Told:
    """Mentions with the patents each stands on (0 where only a list or an event names it), ties and separations."""

    mentions: tuple[Mention, ...]
    patents: tuple[int, ...]
    ties: tuple[Tie, ...]
    separations: tuple[tuple[str, str], ...]


def gathered(engine: DuckEngine, *, known: date | None) -> Told:
    """Answer what is told of names. `known` leaves out registrations announced after that day.

    A code of the lists helps a name that patents print, and names nobody else. What officers keep holds whenever it
    was brought.
    """
    printed = engine.sql(
        """SELECT p.seated.name AS name, p.seated.uscc AS uscc, count(DISTINCT s.id) AS patents
           FROM parties p JOIN seats s ON s.party = p.party WHERE trim(p.seated.name) <> ''
           GROUP BY ALL ORDER BY ALL"""
    ).to_pylist()
    mentions = [Mention(row["name"], row["uscc"], row["patents"]) for row in printed]
    ties = (*_aliases(engine), *_changes(engine, known))
    extra = sorted({*_listed(engine, mentions), *_only_told(mentions, ties)} - {(m.name, m.uscc) for m in mentions})
    rows = engine.sql("SELECT name, other_name FROM separations WHERE withdrawn_on IS NULL").to_pylist()
    return Told(
        mentions=(*mentions, *(Mention(name, code or None, 0) for name, code in extra)),
        patents=(*(mention.times for mention in mentions), *[0] * len(extra)),
        ties=ties,
        separations=tuple(sorted((row["name"], row["other_name"]) for row in rows)),
    )


def _listed(engine: DuckEngine, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    """Names of enterprises with their code, where patents print the name or the code."""
    keys = {_key(mention.name) for mention in mentions}
    codes = {code for mention in mentions if (code := parse_uscc(mention.uscc))}
    rows = engine.sql(
        """SELECT DISTINCT name, uscc FROM (SELECT name, uscc FROM enterprises
             UNION ALL SELECT name, uscc FROM enterprise_tags) WHERE uscc IS NOT NULL"""
    ).to_pylist()
    for row in rows:
        code = parse_uscc(row["uscc"])
        if code and (code in codes or _key(row["name"]) in keys):
            yield row["name"], code


def _key(name: str) -> str:
    form = normal_form(name)
    return f"{form.script}:{form.key or name}"


def _only_told(mentions: list[Mention], ties: tuple[Tie, ...]) -> Iterator[tuple[str, str]]:
    """Names that ties tell and no patent prints; a code nobody prints stands for itself."""
    printed = {mention.name for mention in mentions}
    codes = {parse_uscc(mention.uscc) for mention in mentions}
    for tie in ties:
        for name in (tie.old, tie.new):
            code = parse_uscc(name)
            if name not in printed and (code is None or code not in codes):
                yield name, code or ""


def _aliases(engine: DuckEngine) -> Iterator[Tie]:
    for row in engine.sql("SELECT * FROM aliases").to_pylist():
        told = ", ".join(part for part in (row["kind"], row["source"]) if part)
        yield Tie(
            old=row["name"],
            new=row["organisation"],
            start=row["valid_from"] or BEGINNING,
            end=row["valid_to"] or END,
            rule=Rule.ALIAS,
            evidence=told,
        )


_DAY = "coalesce(e.effective, e.announced)"
_CHANGES = f"""
WITH told AS (
  SELECT e.number, e.is_application, {_DAY} AS day, e.code = 'AS-MERGER' AS is_merger,
    list_transform(e.before, lambda p: p.name) AS before, list_transform(e.after, lambda p: p.name) AS after
  FROM events e JOIN event_kinds k ON k.authority = left(e.number, 2) AND k.code = e.code AND k.title = e.title
  WHERE len(e.after) > 0 AND {_DAY} IS NOT NULL AND (k.kind::VARCHAR IN ('name_change', 'name_address_change')
      OR (e.code = 'AS-MERGER' AND NOT regexp_matches(e.title || ' ' || e.detail, 'demerger|de-merger', 'i')))
    AND ($known::DATE IS NULL OR coalesce(e.announced, e.effective) <= $known::DATE)
), silent AS (
  SELECT t.number, t.day, t.is_merger, [was.seated.name] AS before, [now.seated.name] AS after
  FROM told t JOIN patents p ON t.is_application AND p.patent = t.number
  JOIN seats a ON a.id = p.id AND a.role = 'holder' AND a.holders = 1 AND a.until = t.day
  JOIN seats b ON b.id = p.id AND b.role = 'holder' AND b.holders = 1 AND b.since = t.day
  JOIN parties was ON was.party = a.party JOIN parties now ON now.party = b.party
  WHERE len(t.before) = 0 OR t.before IS NULL
)
SELECT before, after, is_merger, min(day) AS day, arg_min(number, day) AS number FROM (
  SELECT number, day, is_merger, before, after FROM told WHERE len(before) > 0 UNION ALL SELECT * FROM silent
) GROUP BY before, after, is_merger ORDER BY day, before, after"""
"""Where the register does not say who held before, the holdings do, if it was one holder before and after."""


def _changes(engine: DuckEngine, known: date | None) -> Iterator[Tie]:
    for row in engine.sql(_CHANGES.replace("$known", f"'{known}'" if known else "NULL")).to_pylist():
        for old, new in _renamed(row["before"], row["after"], is_merger=row["is_merger"]):
            rule = Rule.MERGER if row["is_merger"] else Rule.NAME_CHANGE
            yield Tie(old=old, new=new, start=row["day"], end=END, rule=rule, evidence=row["number"])


def _renamed(before: list[str], after: list[str], *, is_merger: bool) -> Iterator[tuple[str, str]]:
    """Who became whom. Of several who changed at once nothing tells who is who; a person's name is many persons'."""
    stays = {_key(name) for name in before} & {_key(name) for name in after}
    leaving = [name for name in before if name and _key(name) not in stays]
    arriving = [name for name in after if name and (is_merger or _key(name) not in stays)]
    if len(arriving) != 1 or (len(leaving) != 1 and not is_merger):
        return
    for old in leaving:
        if not any(normal_form(name).is_person or not normal_form(name).key for name in (old, arriving[0])):
            yield old, arriving[0]
