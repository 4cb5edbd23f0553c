"""Looking organisations up: who there is, under which names and why, whose patents are whose, and unknown places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from patentry.corpus import DuckEngine, Snapshot
from patentry.numbers import parse_uscc
from patentry.parties.locating import BEGINNING, END
from patentry.parties.names import normal_form
from patentry.status.organisations import open_organisations
from patentry.status.tenures import tenures_of
from patentry.wording import Refusal

SUGGESTIONS = 5
LAST = END - timedelta(days=1)
"""The day after every registered change: what no day is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationName:
    """A name an organisation is printed under in [since, until), either open where it is None.

    `rule` is what joined it with `other` (`only`: the name the organisation goes by), `evidence` what that rests on;
    for `similarity`, `score` is the log-odds and the evidence its measures.
    """

    name: str
    code: str | None
    patents: int
    since: date | None
    until: date | None
    rule: str
    other: str
    score: float | None
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationInfo:
    """An organisation on a day: its key, the name and code it goes by, its patents and its names.

    `patents` are those it stands on as holder or applicant at any time.
    """

    organisation: str
    name: str
    code: str | None
    patents: int
    names: tuple[OrganisationName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPlace:
    """An address that no rule settles: whose, how many patents stand there, one of them, and the region as far as
    it is known."""

    address: str | None
    name: str
    patents: int
    example: str
    region: str | None


def organisations_of(
    snapshot: Snapshot, *, known: date | None = None, on: date | None = None
) -> tuple[OrganisationInfo, ...]:
    """Answer the organisations that stand on patents, those with most patents first, as their names stand on a day.

    Without `on`, as they stand after every registered change. Raises `Refusal` where there is no snapshot.
    """
    return tuple(one for one in _organisations(_opened(snapshot, known), on, None) if one.patents)


def organisation_named(
    snapshot: Snapshot, name: str, *, known: date | None = None, on: date | None = None
) -> tuple[OrganisationInfo, ...]:
    """Answer the organisations a name, one of its spellings, or a code stands for: usually one.

    Raises `Refusal` for a name nobody bears, with names that contain it.
    """
    engine = _opened(snapshot, known)
    return tuple(_organisations(engine, on, _keys_of(engine, name, on)))


def patents_of_organisation(snapshot: Snapshot, name: str, *, known: date | None = None) -> tuple[str, ...]:
    """Answer the numbers of the patents on which an organisation stands under any of its names, at any time.

    Application numbers, and publication numbers without kind. Raises `Refusal` for a name nobody bears.
    """
    engine = _opened(snapshot, known)
    rows = engine.sql(
        """WITH own AS (
             SELECT DISTINCT p.patent FROM party_organisations o JOIN seats s ON s.party = o.party
             JOIN patents p ON p.id = s.id WHERE o.organisation IN (SELECT unnest(?)) AND o.named_to > ?)
           SELECT patent AS number FROM own UNION SELECT b.base FROM own JOIN patent_bases b ON b.patent = own.patent
           ORDER BY number""",
        [_keys_of(engine, name, None), LAST],
    )
    return tuple(rows["number"].to_pylist())


def unknown_places(
    snapshot: Snapshot, *, known: date | None = None, on: date | None = None
) -> tuple[UnknownPlace, ...]:
    """Answer the addresses whose region is not settled on a day, those of most patents first."""
    engine = _opened(snapshot, known)
    rows = engine.sql(
        """SELECT nullif(trim(p.seated.address), '') AS address, min(p.seated.name) AS name,
             count(DISTINCT s.id) AS patents, min(coalesce(t.application_number, t.patent)) AS example,
             nullif(l.region::VARCHAR, '') AS region
           FROM places l JOIN parties p ON p.party = l.party JOIN seats s ON s.party = l.party
           JOIN patents t ON t.id = s.id
           WHERE l.is_open AND l.since <= ? AND l.until > ?
           GROUP BY address, region, CASE WHEN nullif(trim(p.seated.address), '') IS NULL THEN p.seated.name END
           ORDER BY patents DESC, address NULLS LAST, name""",
        [on or LAST, on or LAST],
    ).to_pylist()
    return tuple(UnknownPlace(**row) for row in rows)


def _opened(snapshot: Snapshot, known: date | None) -> DuckEngine:
    if snapshot.number == 0:
        raise Refusal("snapshot.none", home=snapshot.home.path)
    tenures = tenures_of(snapshot, known=known)
    engine = DuckEngine()
    tenures.open(engine)
    open_organisations(engine, tenures)
    return engine


def _keys_of(engine: DuckEngine, name: str, on: date | None) -> list[str]:
    """The organisations a name stands for: as printed, else as a code, else by its normal form."""
    stated = name.strip()
    at = "since <= ? AND until > ?"
    days = [on or LAST, on or LAST]
    for test, value in (("name = ?", stated), ("(code = ? OR uscc = ?)", parse_uscc(stated))):
        if value:
            told: list[object] = [value] * test.count("?")
            rows = engine.sql(
                f"SELECT DISTINCT organisation FROM organisation_names WHERE {test} AND {at}", [*told, *days]
            )
            if rows.num_rows:
                return sorted(rows["organisation"].to_pylist())
    form = normal_form(stated)
    rows = engine.sql(f"SELECT name, organisation FROM organisation_names WHERE {at}", days)
    pairs = zip(rows["name"].to_pylist(), rows["organisation"].to_pylist(), strict=True)
    found = {key for other, key in pairs if form.key and _is_same(form.key, str(form.script), other)}
    if not found:
        near = [other for other in dict.fromkeys(rows["name"].to_pylist()) if stated.casefold() in other.casefold()]
        raise Refusal("parties.unknown", name=stated, near="; ".join(near[:SUGGESTIONS]) or "—")
    return sorted(found)


def _is_same(key: str, script: str, other: str) -> bool:
    form = normal_form(other)
    return form.key == key and str(form.script) == script


def _organisations(engine: DuckEngine, on: date | None, keys: list[str] | None) -> Iterator[OrganisationInfo]:
    wanted = "" if keys is None else "AND n.organisation IN (SELECT unnest(?))"
    day = on or LAST
    rows = engine.sql(
        f"""WITH counted AS (
             SELECT o.organisation, count(DISTINCT s.id) AS all_patents FROM party_organisations o
             JOIN seats s ON s.party = o.party
             WHERE o.organisation IS NOT NULL AND o.named_from <= ? AND o.named_to > ? GROUP BY o.organisation)
           SELECT n.*, coalesce(c.all_patents, 0) AS all_patents FROM organisation_names n
           LEFT JOIN counted c ON c.organisation = n.organisation
           WHERE n.since <= ? AND n.until > ? {wanted}
           ORDER BY all_patents DESC, n.holder, n.organisation, n.rule <> 'only', n.patents DESC, n.name, n.uscc""",
        [*[day] * 4, *([] if keys is None else [keys])],
    ).to_pylist()
    for _, told in groupby(rows, key=lambda row: row["organisation"]):
        names = list(told)
        yield OrganisationInfo(
            organisation=names[0]["organisation"],
            name=names[0]["holder"],
            code=names[0]["code"],
            patents=names[0]["all_patents"],
            names=tuple(_name(row) for row in names),
        )


def _name(row: dict[str, Any]) -> OrganisationName:
    return OrganisationName(
        name=row["name"],
        code=row["uscc"],
        patents=row["patents"],
        since=None if row["since"] == BEGINNING else row["since"],
        until=None if row["until"] == END else row["until"],
        rule=row["rule"],
        other=row["other"],
        score=row["score"],
        evidence=row["evidence"],
    )
