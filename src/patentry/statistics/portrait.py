"""企业知识产权画像: what one organisation holds on a day, what comes due, and what to do next. Public facts alone."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from patentry.corpus import DuckEngine
from patentry.statistics.high_value import HighValueRule
from patentry.statistics.high_value.derivation import SPANS, table_of
from patentry.statistics.portrait_names import named_on
from patentry.status.fees import FeeDue, anniversary, fees_due, months_after
from patentry.status.standing import FLAGS

AGES = ((0, 3), (3, 6), (6, 10), (10, 99))
"""Whole years since filing, [from, to)."""
DUE_DAYS = 90
GRACE_AND_REQUEST_MONTHS = 8
"""Six months of grace (Implementing Regulations art. 115), then two from the notice of termination (art. 6)."""
UTMOST_YEARS = 2
"""For a cause nobody can be blamed for: two years from the end of the time limit at most (art. 6)."""
RECORDED = 0
NEXT_STEPS = 3
STAGES = ("filed", "published", "examination", "office_action")
"""The last thing announced of an application, the latest stage last."""
TABLES = ("pledges", "overseas_members", "enterprise_tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A patent in force: what its page is found by, its kind and its last day."""

    number: str
    title: str | None
    right_type: str
    age: int | None
    expires_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeComing:
    """An annual fee that falls due soon, in full, as nobody knows who has a reduction."""

    number: str
    title: str | None
    fee: FeeDue


@dataclass(frozen=True, slots=True, kw_only=True)
class Restorable:
    """A right lapsed for an unpaid fee that may still be restored.

    Two months run from the notice of termination, whose day no file states: the request is in time at least until
    `surely_until`, had the notice been sent the day the grace ended; for a cause nobody can be blamed for until
    `utmost` at most.
    """

    number: str
    title: str | None
    lapsed_on: date
    surely_until: date
    utmost: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title the organisation holds on the day."""

    name: str
    level: str
    until: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Something to do next: a code of `patentry.wording`, its number, and the rule it rests on."""

    code: str
    count: int
    source: str
    source_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One organisation on a day. Counts by right type and age, pending by stage, everything with a day named."""

    organisation: str
    name: str
    code: str | None
    on: date
    data_through: date | None
    in_force: Mapping[str, Mapping[int, int]]
    """By right type, then by the first year of the age band."""
    """The band that begins with -1: no filing date on file."""
    pending: Mapping[str, int]
    high_value_sure: int
    high_value_possible: int
    fees: tuple[FeeComing, ...]
    restorable: tuple[Restorable, ...]
    expiring: tuple[Held, ...]
    """Whose term ends within a year."""
    pledged: int
    licensed: int
    overseas: Mapping[str, int]
    """Members abroad by country, of patents in force."""
    titles: tuple[Title, ...]
    next_steps: tuple[NextStep, ...]

    @property
    def total(self) -> int:
        """How many patents are in force."""
        return sum(sum(ages.values()) for ages in self.in_force.values())


def portrait_of(
    engine: DuckEngine, organisation: str, *, on: date, rule: HighValueRule, data_through: date | None
) -> Portrait:
    """Answer the portrait of an organisation by its key or code. Raises `Refusal` for none, and for a person.

    `engine` holds the tenures, the organisations, the officer's lists of `TABLES` and the spans of high value under the
    rule.
    """
    name, code = named_on(engine, organisation, on)
    held = _held(engine, organisation, on)
    ids = [row["id"] for row in held]
    patents = [_patent(row, on) for row in held]
    sure, possible = _high_value(engine, table_of(SPANS, rule), ids, on)
    soon = anniversary(on, 1)
    facts: dict[str, Any] = {
        "in_force": _by_age(patents),
        "pending": _pending(engine, organisation, on),
        "high_value_sure": sure,
        "high_value_possible": possible,
        "fees": _fees(held, on),
        "restorable": _restorable(engine, organisation, on),
        "expiring": tuple(one for one in patents if one.expires_on is not None and one.expires_on <= soon),
        "pledged": _flagged(engine, ids, "pledged", on),
        "licensed": _flagged(engine, ids, "licensed", on) + _flagged(engine, ids, "open_licence", on),
        "overseas": _overseas(engine, ids),
        "titles": _titles(engine, organisation, on),
    }
    return Portrait(
        organisation=organisation,
        name=name,
        code=code,
        on=on,
        data_through=data_through,
        next_steps=_next_steps(facts, patents, on),
        **facts,
    )


def _held(engine: DuckEngine, organisation: str, on: date) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = engine.sql(
        f"""SELECT DISTINCT p.* FROM party_organisations o
            JOIN seats s ON s.party = o.party AND s.role = 'holder' AND s.since <= ? AND s.until > ?
            JOIN spans f ON f.id = s.id AND f.view = {RECORDED} AND f.settled = 1 AND f.start <= ? AND f.until > ?
            JOIN patents p ON p.id = s.id
            WHERE o.organisation = ? AND o.named_from <= ? AND o.named_to > ? ORDER BY p.id""",
        [on, on, on, on, organisation, on, on],
    ).to_pylist()
    return rows


def _patent(row: Mapping[str, Any], on: date) -> Held:
    filed = row["filing_date"]
    age = None if filed is None else on.year - filed.year - (on < anniversary(filed, on.year - filed.year))
    number = row["application_number"] or row["patent"]
    return Held(number=number, title=row["title"], right_type=row["right_type"], age=age, expires_on=row["expires_on"])


def _by_age(patents: Iterable[Held]) -> dict[str, dict[int, int]]:
    found: dict[str, Counter[int]] = {}
    for one in patents:
        first = -1 if one.age is None else next(low for low, high in AGES if low <= max(one.age, 0) < high)
        found.setdefault(one.right_type, Counter())[first] += 1
    return {right_type: dict(ages) for right_type, ages in found.items()}


ANNOUNCED = """(SELECT p.id, k.kind, coalesce(e.announced, e.effective) AS day, e.effective FROM events e
  JOIN event_kinds k ON k.authority = left(e.number, 2) AND k.code = e.code AND k.title = e.title
  LEFT JOIN patent_bases a ON NOT e.is_application AND a.base = e.base
  JOIN patents p ON p.patent = CASE WHEN e.is_application THEN e.number ELSE coalesce(a.patent, e.base) END)"""
"""The events with the patent each is about."""


def _pending(engine: DuckEngine, organisation: str, on: date) -> dict[str, int]:
    """Applications filed and neither granted nor at their end, by how far the gazette has announced them."""
    rows = engine.sql(
        f"""WITH own AS (
              SELECT DISTINCT p.id FROM party_organisations o JOIN seats s ON s.party = o.party AND s.role = 'filing'
              JOIN patents p ON p.id = s.id
              WHERE o.organisation = ? AND p.filing_date <= ? AND (p.grant_date IS NULL OR p.grant_date > ?)),
            told AS (
              SELECT own.id, bool_or(e.kind IN ('withdrawal', 'deemed_withdrawal', 'rejection', 'deemed_abandonment'))
                  AS over, bool_or(e.kind = 'office_action') AS acted,
                bool_or(e.kind = 'examination') AS examined, bool_or(e.kind = 'publication') AS published
              FROM own LEFT JOIN {ANNOUNCED} e ON e.id = own.id AND e.day <= ? GROUP BY own.id)
            SELECT CASE WHEN acted THEN 'office_action' WHEN examined THEN 'examination'
                WHEN published THEN 'published' ELSE 'filed' END AS stage,
              count(*) AS n FROM told WHERE NOT coalesce(over, false) GROUP BY stage""",
        [organisation, on, on, on],
    ).to_pylist()
    found = {row["stage"]: row["n"] for row in rows}
    return {stage: found.get(stage, 0) for stage in STAGES}


def _high_value(engine: DuckEngine, table: str, ids: list[int], on: date) -> tuple[int, int]:
    rows = engine.sql(
        f"""SELECT count(DISTINCT id) FILTER (sure) AS sure, count(DISTINCT id) AS possible FROM {table}
            WHERE id IN (SELECT unnest(?::INTEGER[])) AND since <= ? AND ends > ?""",
        [ids, on, on],
    ).to_pylist()[0]
    return rows["sure"], rows["possible"]


def _fees(held: Iterable[Mapping[str, Any]], on: date) -> tuple[FeeComing, ...]:
    found = []
    for row in held:
        for fee in fees_due(
            authority=row["authority"],
            right_type=row["right_type"],
            filing=row["filing_date"],
            grant=row["grant_date"],
            expires_on=row["expires_on"],
        ):
            if on <= fee.due <= on + timedelta(days=DUE_DAYS):
                number = row["application_number"] or row["patent"]
                found.append(FeeComing(number=number, title=row["title"], fee=fee))
    return tuple(sorted(found, key=lambda one: (one.fee.due, one.number)))


def _restorable(engine: DuckEngine, organisation: str, on: date) -> tuple[Restorable, ...]:
    """Lapses for an unpaid fee that are announced, not restored, and young enough for a request."""
    rows = engine.sql(
        f"""SELECT coalesce(p.application_number, p.patent) AS number, p.title, l.lapsed FROM (
              SELECT id, max(effective) FILTER (kind = 'fee_lapse') AS lapsed,
                max(day) FILTER (kind = 'fee_lapse') AS told, max(day) FILTER (kind = 'restoration') AS restored
              FROM {ANNOUNCED} WHERE day <= ? GROUP BY id) l
            JOIN patents p ON p.id = l.id JOIN seats s ON s.id = l.id AND s.role = 'holder'
            JOIN party_organisations o ON o.party = s.party
            WHERE o.organisation = ? AND s.since <= ? AND s.until > ? AND o.named_from <= ? AND o.named_to > ?
              AND l.lapsed IS NOT NULL AND (l.restored IS NULL OR l.restored < l.told)
              AND (p.expires_on IS NULL OR p.expires_on > ?)
            GROUP BY ALL ORDER BY l.lapsed DESC, number""",
        [on, organisation, on, on, on, on, on],
    ).to_pylist()
    found = (
        Restorable(
            number=row["number"],
            title=row["title"],
            lapsed_on=row["lapsed"],
            surely_until=months_after(row["lapsed"], GRACE_AND_REQUEST_MONTHS),
            utmost=anniversary(row["lapsed"], UTMOST_YEARS),
        )
        for row in rows
    )
    return tuple(sorted((one for one in found if one.utmost >= on), key=lambda one: _last_day(one, on)))


def _last_day(one: Restorable, on: date) -> tuple[bool, int, str]:
    """Those still in time by any reckoning first, the first to end before; then those lapsed last."""
    is_late = one.surely_until < on
    day = one.surely_until.toordinal()
    return is_late, -day if is_late else day, one.number


def _flagged(engine: DuckEngine, ids: list[int], flag: str, on: date) -> int:
    """Patents on which a flag was raised more often than lowered by the day."""
    up, down = (", ".join(f"'{kind}'" for kind in sorted(kinds)) for kinds in FLAGS[flag])
    rows = engine.sql(
        f"""SELECT count(*) AS n FROM (
              SELECT id FROM {ANNOUNCED} WHERE day <= ? AND id IN (SELECT unnest(?::INTEGER[])) GROUP BY id
              HAVING count(*) FILTER (kind IN ({up})) > count(*) FILTER (kind IN ({down})))""",
        [on, ids],
    )
    return int(rows["n"][0].as_py())


def _overseas(engine: DuckEngine, ids: list[int]) -> dict[str, int]:
    rows = engine.sql(
        """SELECT l.country, count(DISTINCT l.member) AS n FROM overseas_members l
           LEFT JOIN patent_bases b ON b.base = regexp_replace(l.number, '[A-Z][0-9]?$', '')
           JOIN patents p ON p.patent = coalesce(b.patent, l.number)
           WHERE l.country <> 'CN' AND p.id IN (SELECT unnest(?::INTEGER[])) GROUP BY l.country ORDER BY n DESC, 1""",
        [ids],
    ).to_pylist()
    return {row["country"]: row["n"] for row in rows}


def _titles(engine: DuckEngine, organisation: str, on: date) -> tuple[Title, ...]:
    rows = engine.sql(
        """SELECT DISTINCT t.tag AS name, t.level, t.valid_to AS until, t.source FROM enterprise_tags t
           WHERE (t.uscc = ? OR t.name IN (SELECT name FROM organisation_names WHERE organisation = ?))
             AND (t.valid_from IS NULL OR t.valid_from <= ?) AND (t.valid_to IS NULL OR t.valid_to > ?)
           ORDER BY 1, 2""",
        [organisation, organisation, on, on],
    ).to_pylist()
    return tuple(Title(**row) for row in rows)


@cache
def _rules() -> tuple[dict[str, str], ...]:
    text = files("patentry.statistics").joinpath("portrait_steps.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _next_steps(facts: Mapping[str, Any], patents: list[Held], on: date) -> tuple[NextStep, ...]:
    """The first rules of the table that hold, most urgent first."""
    inventions = sum(one.right_type == "invention" for one in patents)
    half_a_year = on + timedelta(days=182)
    counts = {
        "restorable": len([one for one in facts["restorable"] if one.surely_until >= on]),
        "lapsed": len(facts["restorable"]),
        "fees": len(facts["fees"]),
        "titles_ending": len([one for one in facts["titles"] if one.until is not None and one.until <= half_a_year]),
        "expiring": len(facts["expiring"]),
        "unsettled": facts["high_value_possible"] - facts["high_value_sure"],
        "home_only": inventions if inventions and not facts["overseas"] else 0,
        "unused": len(patents) if patents and not facts["licensed"] and not facts["pledged"] else 0,
        "pending": sum(facts["pending"][stage] for stage in STAGES[1:]),
    }
    held = [
        NextStep(
            code=f"portrait.step.{rule['when']}",
            count=counts[rule["when"]],
            source=rule["source"],
            source_en=rule["source_en"],
        )
        for rule in _rules()
        if counts[rule["when"]] >= int(rule["from_count"])
    ]
    return tuple(held[:NEXT_STEPS])
