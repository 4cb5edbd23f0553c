"""European patents in a snapshot: what became of each in its states, turned into events the walk understands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from patentry.corpus import DuckEngine
from patentry.records import EventKind
from patentry.status.effects import Effect, Regime
from patentry.status.validations import NATIONAL, Followed, StateEvent, follow, open_since

TOLD = NATIONAL | {EventKind.DESIGNATION}
_TURNS = pa.schema([("id", pa.int32()), ("effect", pa.int8()), ("effective", pa.date32()), ("announced", pa.date32())])
_OPEN = pa.schema([("id", pa.int32()), ("since", pa.date32())])


def derive_states(engine: DuckEngine) -> None:
    """Add to `effects` when a European patent lost its last state or got one back, and to `patents` since when the
    files leave it open.
    """
    turns: list[tuple[int, int, date, date]] = []
    opened: list[tuple[int, date]] = []
    for patent, events in _told(engine):
        followed = follow(events)
        turns += _turns(patent["id"], patent["grant_date"], followed)
        since = open_since(followed, filing=patent["filing_date"], grant=patent["grant_date"])
        if since is not None:
            opened.append((patent["id"], since))
    engine.add_rows("turns", _table(_TURNS, turns))
    engine.add_rows("opened", _table(_OPEN, opened))
    engine.sql(
        f"""INSERT INTO effects BY NAME
        SELECT id, CASE effect WHEN {Effect.NO_STATE:d} THEN 'national_lapse' ELSE 'national_revival' END AS kind,
          effect, effective, announced, false AS derived FROM turns;
        UPDATE patents SET open_since = o.since, regime = {Regime.NO_NATIONAL_DATA:d} FROM opened o
        WHERE o.id = patents.id AND regime = {Regime.ANNOUNCED:d}"""
    )


def _table(schema: pa.Schema, rows: list[Any]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.table([pa.array(column, spec.type) for column, spec in zip(columns, schema, strict=True)], schema=schema)


def _turns(patent: int, grant: date, followed: Followed) -> Iterator[tuple[int, int, date, date]]:
    """A state in which the patent never took effect has it end on the day of the grant."""
    for turn in followed.turns:
        effect = Effect.NO_STATE if turn.is_end else Effect.RESTORE
        yield patent, int(effect), max(turn.effective, grant), max(turn.announced, grant)


def _told(engine: DuckEngine) -> Iterator[tuple[dict[str, Any], list[StateEvent]]]:
    """Every granted European patent with the events that bear on its states."""
    granted = engine.sql(
        "SELECT id, filing_date, grant_date FROM patents WHERE authority = 'EP' AND grant_date IS NOT NULL ORDER BY id"
    ).to_pylist()
    kinds = ", ".join(f"'{kind}'" for kind in sorted(TOLD))
    rows = engine.sql(
        f"""SELECT e.id, e.kind::VARCHAR AS kind, e.announced, e.effective, e.state, e.detail, e.code
            FROM dated_events e JOIN patents p ON p.id = e.id
            WHERE p.authority = 'EP' AND p.grant_date IS NOT NULL AND e.kind IN ({kinds}) ORDER BY e.id"""
    ).to_pylist()
    events = {key: list(group) for key, group in groupby(rows, key=itemgetter("id"))}
    for patent in granted:
        yield patent, [_event(row) for row in events.get(patent["id"], ())]


def _event(row: dict[str, Any]) -> StateEvent:
    return StateEvent(
        EventKind(row["kind"]), row["announced"], row["effective"], row["state"], row["detail"] or "", row["code"] or ""
    )
