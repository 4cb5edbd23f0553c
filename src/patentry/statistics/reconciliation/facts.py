"""What the files know of the patents on which two lists differ, looked up for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from patentry.corpus import DuckEngine
from patentry.status.effects import Cause, View

AT_ONCE = 20_000
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A patent in the files, by the number asked for."""

    id: int
    number: str
    publication: str
    title: str
    right_type: str
    grant_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The first holder (or applicant) in [since, until) with the region of the address."""

    since: date
    until: date
    holder: str
    address: str
    region: str | None
    is_open: bool
    basis: str
    is_filing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An interval [start, end) in which a patent counts, settled or not."""

    start: date
    end: date
    settled: bool
    ended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The intervals of both views, the seats in order, and the announcements of unpaid fees of one patent."""

    recorded: tuple[Span, ...] = ()
    legal: tuple[Span, ...] = ()
    seats: tuple[Seat, ...] = ()
    lapses: tuple[tuple[date | None, date | None], ...] = field(default=())
    """(effective, announced)"""

    def seat_on(self, day: date) -> Seat | None:
        """Answer who held the patent on a day, else who filed it."""
        held = next((one for one in self.seats if not one.is_filing and one.since <= day < one.until), None)
        return held or next((one for one in self.seats if one.is_filing), None)


def known_by(engine: DuckEngine, *, applications: Iterable[str], publications: Iterable[str]) -> dict[str, Known]:
    """Answer the patents that numbers name, by the number as asked."""
    found: dict[str, Known] = {}
    columns = "p.id, p.patent, p.application_number, p.publication_number, p.title, p.right_type, p.grant_date"
    for some in _portions(sorted(set(applications))):
        rows = engine.sql(
            f"SELECT p.application_number AS asked, {columns} FROM patents p"
            " WHERE p.application_number IN (SELECT unnest(?::VARCHAR[]))",
            [some],
        )
        found |= {row["asked"]: _known(row) for row in rows.to_pylist()}
    for some in _portions(sorted(set(publications))):
        rows = engine.sql(
            f"SELECT b.base AS asked, {columns} FROM patent_bases b JOIN patents p ON p.patent = b.patent"
            " WHERE b.base IN (SELECT unnest(?::VARCHAR[]))",
            [some],
        )
        found |= {row["asked"]: _known(row) for row in rows.to_pylist()}
    return found


def known_of(engine: DuckEngine, ids: Iterable[int]) -> dict[int, Known]:
    """Answer patents by their place in the derived tables."""
    found: dict[int, Known] = {}
    for some in _portions(sorted(ids)):
        rows = engine.sql(
            "SELECT id, patent, application_number, publication_number, title, right_type, grant_date FROM patents"
            " WHERE id IN (SELECT unnest(?::INTEGER[]))",
            [some],
        )
        found |= {row["id"]: _known(row) for row in rows.to_pylist()}
    return found


def _known(row: dict[str, Any]) -> Known:
    return Known(
        id=row["id"],
        number=row["application_number"] or row["patent"],
        publication=row["publication_number"] or "",
        title=row["title"] or "",
        right_type=row["right_type"],
        grant_date=row["grant_date"],
    )


def facts_of(engine: DuckEngine, ids: Iterable[int]) -> dict[int, Facts]:
    """Answer the facts of patents; one of which nothing is known has empty ones."""
    wanted = sorted(set(ids))
    spans: dict[tuple[int, int], list[Span]] = defaultdict(list)
    seats: dict[int, list[Seat]] = defaultdict(list)
    lapses: dict[int, list[tuple[date | None, date | None]]] = defaultdict(list)
    for some in _portions(wanted):
        for row in _rows(engine, "SELECT * FROM spans WHERE id IN ({}) ORDER BY id, view, start", some):
            ended = Cause(row["ended"]).code
            one = Span(start=row["start"], end=row["until"], settled=bool(row["settled"]), ended=ended)
            spans[row["id"], row["view"]].append(one)
        for row in _rows(engine, _SEATS, some):
            seats[row.pop("id")].append(Seat(**row))
        for row in _rows(engine, "SELECT * FROM effects WHERE kind = 'fee_lapse' AND id IN ({}) ORDER BY ALL", some):
            lapses[row["id"]].append((row["effective"], row["announced"]))
    return {
        one: Facts(
            recorded=tuple(spans[one, int(View.RECORDED)]),
            legal=tuple(spans[one, int(View.LEGAL)]),
            seats=tuple(seats[one]),
            lapses=tuple(lapses[one]),
        )
        for one in wanted
    }


_SEATS = """SELECT s.id, greatest(s.since, p.since) AS since, least(s.until, p.until) AS until,
      coalesce(a.seated.name, '') AS holder, coalesce(a.seated.address, '') AS address,
      p.region, p.is_open, p.basis, s.role = 'filing' AS is_filing
    FROM seats s JOIN parties a ON a.party = s.party
    JOIN places p ON p.party = s.party AND p.since < s.until AND p.until > s.since
    WHERE s.id IN ({}) AND s.role IN ('holder', 'filing') AND s.position = 1 ORDER BY s.id, is_filing, since, holder"""


def _rows(engine: DuckEngine, query: str, ids: Sequence[int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = engine.sql(query.format("SELECT unnest(?::INTEGER[])"), [list(ids)]).to_pylist()
    return found


def _portions(values: Sequence[_T]) -> Iterable[list[_T]]:
    for start in range(0, len(values), AT_ONCE):
        yield list(values[start : start + AT_ONCE])
