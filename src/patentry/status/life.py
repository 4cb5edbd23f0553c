"""One patent's life: its events, its intervals in both views, its holders, its fees, its status on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from patentry.corpus import DuckEngine
from patentry.numbers import ApplicationNumber, NumberError, parse_number
from patentry.records import EventKind, FeeFact
from patentry.status.effects import Cause
from patentry.status.fee_facts import fee_facts_of
from patentry.status.fees import FeeDue, fees_due
from patentry.wording import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """An event with both its dates. `derived` is the effective date the rules supply where the file has none."""

    effective: date | None
    announced: date | None
    code: str
    kind: str
    title: str
    effect: str
    """What it does to the count, a code of `patentry.wording`."""
    derived: date | None = None
    state: str | None = None
    """Of a European patent: the one state it is about."""
    detail: str = ""
    """Of a designation: its states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeInterval:
    """An interval [start, end) in which the patent counts, or, not settled, in which it may."""

    start: date
    end: date
    settled: bool
    began: str
    ended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeHolding:
    """A holder in [start, end) with the region and what decided it."""

    start: date
    end: date
    position: int
    holder: str
    address: str | None
    region: str | None
    is_open: bool
    basis: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentLife:
    """Everything the files say about one patent. Dates the files do not give are None.

    `fees` are the annual fees by the law's table, `fee_facts` what pages and lists of an office state.
    """

    id: int
    patent: str
    number: str
    application_number: str | None
    authority: str
    title: str | None
    right_type: str
    ipc: str | None
    applicants: tuple[str, ...]
    filing_date: date | None
    grant_date: date | None
    expires_on: date | None
    vendor_status: str | None
    events: tuple[LifeEvent, ...]
    recorded: tuple[LifeInterval, ...]
    legal: tuple[LifeInterval, ...]
    holdings: tuple[LifeHolding, ...]
    fees: tuple[FeeDue, ...] = field(default=())
    fee_facts: tuple[FeeFact, ...] = field(default=())

    def intervals(self, view: str) -> tuple[LifeInterval, ...]:
        """Answer the intervals of a view."""
        return self.legal if view == "legal" else self.recorded


def find_patent(engine: DuckEngine, number: str) -> str:
    """Answer the key of the patent a number in any form names. Raises `Refusal` where the files do not have it."""
    try:
        readings = parse_number(number)
    except NumberError as error:
        raise Refusal(f"problem.{error.code}", value=number) from None
    for reading in readings:
        if isinstance(reading, ApplicationNumber):
            rows = engine.sql("SELECT patent FROM patents WHERE patent = ?", [str(reading)])
        else:
            base = str(reading.base)
            rows = engine.sql(
                """SELECT p.patent FROM patents p LEFT JOIN patent_bases a ON a.patent = p.patent
                   WHERE a.base = ? OR p.patent = ? OR p.publication_number = ? LIMIT 1""",
                [base, base, str(reading)],
            )
        if rows.num_rows:
            return str(rows["patent"][0].as_py())
    raise Refusal("patent.not_in_files", number=number)


def life_of(engine: DuckEngine, number: str, *, known: date | None) -> PatentLife:
    """Answer the life of the patent a number names, as far as it was announced by `known`."""
    patent = find_patent(engine, number)
    row = engine.sql("SELECT * FROM patents WHERE patent = ?", [patent]).to_pylist()[0]
    return PatentLife(
        id=row["id"],
        patent=patent,
        number=row["publication_number"] or patent,
        application_number=row["application_number"],
        authority=row["authority"],
        title=row["title"],
        right_type=row["right_type"],
        ipc=row["ipc"],
        applicants=_applicants(engine, row["id"]),
        filing_date=row["filing_date"],
        grant_date=row["grant_date"],
        expires_on=row["expires_on"],
        vendor_status=row["vendor_status"] or row["vendor_validity"],
        events=_events(engine, patent, row["id"], known),
        recorded=_intervals(engine, row["id"], 0),
        legal=_intervals(engine, row["id"], 1),
        holdings=_holdings(engine, row["id"]),
        fees=fees_due(
            authority=row["authority"],
            right_type=row["right_type"],
            filing=row["filing_date"],
            grant=row["grant_date"],
            expires_on=row["expires_on"],
        ),
        fee_facts=fee_facts_of(engine, patent, known=known),
    )


def _events(engine: DuckEngine, patent: str, patent_id: int, known: date | None) -> tuple[LifeEvent, ...]:
    """The file's events under any of the patent's numbers, with the effective dates the rules supplied."""
    rows = engine.sql(
        """SELECT DISTINCT number, announced, effective, e.code, e.title, e.detail, e.state, k.kind FROM events e
           JOIN event_kinds k ON k.authority = left(e.number, 2) AND k.code = e.code AND k.title = e.title
           WHERE number = ? OR base IN (SELECT base FROM patent_bases WHERE patent = ?) OR base = ?
           ORDER BY coalesce(announced, effective), effective""",
        [patent, patent, patent],
    ).to_pylist()
    derived = {
        (row["kind"], row["announced"]): row["effective"]
        for row in engine.sql("SELECT * FROM effects WHERE id = ? AND derived", [patent_id]).to_pylist()
    }
    told = [row for row in rows if known is None or (row["announced"] or row["effective"]) <= known]
    return tuple(_event(row, derived) for row in told)


def _event(row: dict[str, Any], derived: dict[tuple[str, date | None], date]) -> LifeEvent:
    kind = row["kind"]
    return LifeEvent(
        effective=row["effective"],
        announced=row["announced"],
        code=row["code"],
        kind=kind,
        title=row["title"],
        effect=f"effect.{kind}",
        derived=derived.get((kind, row["announced"])) if row["effective"] is None else None,
        state=row["state"],
        detail=row["detail"] if kind == EventKind.DESIGNATION else "",
    )


def _intervals(engine: DuckEngine, patent_id: int, view: int) -> tuple[LifeInterval, ...]:
    rows = engine.sql(
        "SELECT start, until, settled, began, ended FROM spans WHERE id = ? AND view = ? ORDER BY start",
        [patent_id, view],
    ).to_pylist()
    return tuple(
        LifeInterval(
            start=row["start"],
            end=row["until"],
            settled=bool(row["settled"]),
            began=Cause(row["began"]).code,
            ended=Cause(row["ended"]).code,
        )
        for row in rows
    )


def _applicants(engine: DuckEngine, patent_id: int) -> tuple[str, ...]:
    rows = engine.sql(
        """SELECT a.seated.name AS name FROM seats s JOIN parties a ON a.party = s.party
           WHERE s.id = ? AND s.role = 'filing' ORDER BY s.position""",
        [patent_id],
    )
    return tuple(name for name in rows["name"].to_pylist() if name)


def _holdings(engine: DuckEngine, patent_id: int) -> tuple[LifeHolding, ...]:
    rows = engine.sql(
        """SELECT greatest(s.since, p.since) AS start, least(s.until, p.until) AS "end", s.position,
             a.seated.name AS holder, a.seated.address AS address, p.region, p.is_open, p.basis, p.evidence
           FROM seats s JOIN parties a ON a.party = s.party
           JOIN places p ON p.party = s.party AND p.since < s.until AND p.until > s.since
           WHERE s.id = ? AND s.role = 'holder' ORDER BY start, s.position""",
        [patent_id],
    ).to_pylist()
    return tuple(LifeHolding(**row) for row in rows)
