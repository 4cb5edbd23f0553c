"""Who held a patent in which interval, and where each of them was seated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from patentry.corpus import DuckEngine
from patentry.parties import Change, Locator, Place, Placement, holdings_of
from patentry.parties.locating import BEGINNING, END
from patentry.parties.ownership import CHANGES
from patentry.records import Enterprise, EventKind, Party, Region

_PARTY = "struct_pack(name := '', country := NULL, address := NULL, postcode := NULL, uscc := NULL)"
_CHANGE_KINDS = ", ".join(f"'{kind}'" for kind in sorted({*CHANGES, EventKind.BIBLIOGRAPHIC_CHANGE}))
PARTY_TYPE = pa.struct([(name, pa.string()) for name in Party._fields])
HOLDINGS = pa.schema(
    [
        ("id", pa.int64()),
        ("since", pa.date32()),
        ("until", pa.date32()),
        ("parties", pa.list_(PARTY_TYPE)),
        ("derived", pa.bool_()),
    ]
)
PLACES = pa.schema(
    [
        ("party", pa.int32()),
        ("since", pa.date32()),
        ("until", pa.date32()),
        ("region", pa.string()),
        ("is_open", pa.bool_()),
        ("basis", pa.string()),
        ("evidence", pa.string()),
    ]
)


def locator_of(engine: DuckEngine) -> Locator:
    """Answer the locator of the snapshot opened in the engine."""
    own = "EXCLUDE (key, digest, file, added_in, place)"
    regions = engine.sql(f"SELECT * {own} FROM regions").to_pylist()
    listed = engine.sql(f"SELECT * {own} FROM enterprises").to_pylist()
    return Locator(
        regions=[Region(**row) for row in regions],
        enterprises=[Enterprise(**{**row, "tags": tuple(row["tags"] or ())}) for row in listed],
    )


def derive_seats(engine: DuckEngine, locator: Locator) -> None:
    """Make the tables `seats` (id, role, position, holders, since, until, party) and `places` (party → region)."""
    engine.sql(
        """CREATE TYPE seat_role AS ENUM ('holder', 'grant', 'filing');
        CREATE TYPE view_name AS ENUM ('recorded', 'legal');
        CREATE TYPE entry_name AS ENUM ('grants', 'applications', 'international')"""
    )
    _derive_first_holders(engine)
    engine.add_rows("changed_holdings", _changed_holdings(engine))
    engine.sql(
        f"""CREATE OR REPLACE TABLE seats_of AS
        SELECT id, 'holder'::seat_role AS role, DATE '{BEGINNING}' AS since, DATE '{END}' AS until, holding AS parties,
          false AS derived
        FROM first_holders WHERE id NOT IN (SELECT id FROM changed_holdings)
        UNION ALL SELECT id, 'holder', since, until, parties, derived FROM changed_holdings
        UNION ALL SELECT id, 'grant', DATE '{BEGINNING}', DATE '{END}', at_grant, false FROM first_holders
        UNION ALL SELECT id, 'filing', DATE '{BEGINNING}', DATE '{END}', at_filing, false FROM first_holders;
        CREATE OR REPLACE TABLE seats_flat AS
        SELECT id, role, since, until, derived, len(parties)::SMALLINT AS holders,
          unnest(parties) AS seated, generate_subscripts(parties, 1)::SMALLINT AS position,
          id IN (SELECT id FROM patent_corrections WHERE field IN ('region', 'address')) AS corrected
        FROM seats_of;
        CREATE OR REPLACE TABLE parties AS
        SELECT (row_number() OVER ())::INTEGER AS party, seated, owner FROM (
          SELECT DISTINCT seated, CASE WHEN corrected THEN id END AS owner FROM seats_flat);
        CREATE OR REPLACE TABLE seats AS
        SELECT s.id, s.role, s.position, s.holders, s.since, s.until, s.derived, p.party
        FROM seats_flat s JOIN parties p
          ON p.seated = s.seated AND p.owner IS NOT DISTINCT FROM CASE WHEN s.corrected THEN s.id END;
        DROP TABLE seats_flat"""
    )
    engine.add_rows("placed", _places(engine, locator))
    # Enumerations, because tenures repeat these few words millions of times.
    engine.sql(
        """CREATE TYPE region_name AS ENUM (
          SELECT DISTINCT region FROM placed WHERE region IS NOT NULL UNION SELECT '');
        CREATE TYPE basis_name AS ENUM (SELECT DISTINCT basis FROM placed UNION SELECT '');
        CREATE OR REPLACE TABLE places AS
        SELECT * REPLACE (region::region_name AS region, basis::basis_name AS basis) FROM placed"""
    )


def _derive_first_holders(engine: DuckEngine) -> None:
    """Applicants at filing and at grant, and the holders before any registered change.

    In the United States the assignee on the grant stands for the applicant at grant. Elsewhere holders a vendor
    states (当前权利人) hold throughout where no gazette event explains them: since when, the files do not say.
    """
    engine.sql(
        f"""CREATE OR REPLACE TABLE first_holders AS
        WITH moved AS (
          SELECT id, arg_max(after, coalesce(effective, announced)) AS after FROM dated_events
          WHERE kind = 'application_transfer' AND after IS NOT NULL GROUP BY id
        )
        SELECT p.id,
          coalesce(p.first_applicants, p.stated_holders, [{_PARTY}]) AS at_filing,
          CASE WHEN p.authority = 'US' THEN coalesce(p.stated_holders, p.last_applicants, [{_PARTY}])
            WHEN m.after IS NOT NULL AND p.first_applicants IS NOT DISTINCT FROM p.last_applicants THEN m.after
            ELSE coalesce(p.last_applicants, p.stated_holders, [{_PARTY}]) END AS at_grant,
          coalesce(p.stated_holders, p.last_applicants, [{_PARTY}]) AS holding,
          p.authority <> 'US' AND p.stated_holders IS NOT NULL AND p.last_applicants IS NOT NULL
            AND list_transform(p.stated_holders, lambda h: h.name)
              <> list_transform(p.last_applicants, lambda h: h.name) AS undated
        FROM patents p LEFT JOIN moved m ON m.id = p.id;
        UPDATE patents SET undated = true FROM first_holders f WHERE f.id = patents.id AND f.undated"""
    )


def _changed_holdings(engine: DuckEngine) -> pa.Table:
    """Holdings of the patents whose holder or address changed by a registered event or a correction.

    What a US assignment signed before the grant brought about, the grant prints as its assignee; where it prints none,
    the inventors assigned first.
    """
    rows = engine.sql(
        f"""SELECT f.id, f.at_grant AS first, e.kind::VARCHAR AS kind, e.after,
              coalesce(e.effective, e.announced) AS day, e.effective IS NULL AS derived, e.before, e.announced AS told
            FROM dated_events e JOIN first_holders f ON f.id = e.id JOIN patents p ON p.id = e.id
            WHERE e.kind IN ({_CHANGE_KINDS}) AND e.after IS NOT NULL AND coalesce(e.effective, e.announced) IS NOT NULL
              AND NOT (e.before IS NOT NULL AND p.stated_holders IS NOT NULL
                AND coalesce(coalesce(e.effective, e.announced) < p.grant_date, false))
            UNION ALL
            SELECT f.id, f.holding, 'name_change', [struct_pack(name := c.value, country := NULL, address := NULL,
              postcode := NULL, uscc := NULL)], coalesce(c.valid_from, DATE '{BEGINNING}'), false, NULL, NULL
            FROM patent_corrections c JOIN first_holders f ON f.id = c.id WHERE c.field = 'holder'
            ORDER BY id, day, told NULLS FIRST"""
    )
    columns: dict[str, list[Any]] = {name: [] for name in HOLDINGS.names}
    told = ("id", "first", "kind", "after", "day", "derived", "before")
    listed = zip(*(rows[name].to_pylist() for name in told), strict=True)
    for patent_id, events in groupby(listed, key=itemgetter(0)):
        for values in _holdings(patent_id, list(events)):
            for column, value in zip(columns.values(), values, strict=True):
                column.append(value)
    return pa.table(columns, schema=HOLDINGS)


def _holdings(patent_id: int, events: list[tuple[Any, ...]]) -> Iterator[tuple[object, ...]]:
    changes = [
        Change(day, derived, EventKind(kind), _parties(after), _parties(before or []))
        for _, _, kind, after, day, derived, before in events
    ]
    first = _parties(events[0][1])
    for held in holdings_of(first=first, changes=changes, beginning=BEGINNING, end=END):
        derived = held.change is not None and held.change.is_derived
        yield patent_id, held.start, held.end, held.holders, derived


def _parties(rows: list[dict[str, str | None]]) -> tuple[Party, ...]:
    return tuple(Party(*row.values()) for row in rows)  # type: ignore[arg-type]


def _places(engine: DuckEngine, locator: Locator) -> pa.Table:
    corrections: dict[int, list[tuple[date, str, str, str]]] = {}
    for row in engine.sql(
        "SELECT * FROM patent_corrections WHERE field IN ('region', 'address') ORDER BY valid_from NULLS FIRST"
    ).to_pylist():
        corrections.setdefault(row["id"], []).append(
            (row["valid_from"] or BEGINNING, row["field"], row["value"], row["reason"])
        )
    columns: dict[str, list[Any]] = {name: [] for name in PLACES.names}
    for row in engine.sql("SELECT party, seated, owner FROM parties").to_pylist():
        party = Party(**row["seated"])
        pieces = locator.placements_of(party)
        for correction in corrections.get(row["owner"], ()):
            pieces = _corrected(locator, party, pieces, *correction)
        for piece in pieces:
            values = (
                row["party"],
                piece.start,
                piece.end,
                piece.region,
                piece.is_open,
                piece.basis,
                piece.evidence,
            )
            for name, value in zip(PLACES.names, values, strict=True):
                columns[name].append(value)
    return pa.table(columns, schema=PLACES)


def _corrected(
    locator: Locator,
    party: Party,
    pieces: tuple[Placement, ...],
    day: date,
    field: str,
    value: str,
    reason: str,
) -> tuple[Placement, ...]:
    """Replace what holds from the correction's day on; before it everything stays as it was."""
    if field == "region":
        new: tuple[Placement, ...] = (Placement(day, END, value, False, Place.CORRECTION, reason),)
    else:
        new = locator.placements_of(party._replace(address=value, postcode=None))
    before = [_clipped(piece, BEGINNING, day) for piece in pieces if piece.start < day]
    after = [_clipped(piece, day, END) for piece in new if piece.end > day]
    return tuple(before + after)


def _clipped(piece: Placement, low: date, high: date) -> Placement:
    start, end = max(piece.start, low), min(piece.end, high)
    return Placement(start, end, piece.region, piece.is_open, piece.basis, piece.evidence)
