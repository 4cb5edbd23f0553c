"""From facts to spans: run the walk over every patent of a snapshot."""

from __future__ import annotations

import csv
from importlib.resources import files

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from patentry.corpus import DuckEngine
from patentry.numbers import meaning_of_kind
from patentry.status.effects import Effect, Regime
from patentry.status.states import derive_states
from patentry.status.walk import NA, walk

IN_ORDER = "ORDER BY id, coalesce(announced, DATE '9999-12-31'), effective, effect"
"""How the walk wants the events of a patent."""
WITHOUT_GRANT = frozenset({"application", "search_report", "validation"})
SPAN_COLUMNS = ("id", "view", "start", "until", "settled", "began", "ended")

# A vendor's or a query page's word, believed only as doubt: without a gazette event what follows "dead" is open.
_STATED = "coalesce(vendor_validity, '') || coalesce(vendor_status, '')"


def says(meaning: str) -> str:
    """Answer the SQL condition that a stated status has a word of this meaning (`status_words.csv`), in any case."""
    text = files("patentry.status").joinpath("status_words.csv").read_text(encoding="utf-8")
    words = [row["words"] for row in csv.DictReader(text.splitlines()) if row["meaning"] == meaning]
    return f"regexp_matches({_STATED}, '{'|'.join(words)}', 'i')"


def derive_spans(engine: DuckEngine) -> None:
    """Make the table `spans`: id, view, start, until, settled, began, ended (codes of `Cause`)."""
    _derive_regimes(engine)
    _derive_effects(engine)
    derive_states(engine)
    events = engine.sql(f"SELECT id, effect, effective, announced FROM effects {IN_ORDER}")
    patents = engine.sql(
        """SELECT regime, grant_date, expires_on, filing_date, open_since,
             (grant_date + to_years(4))::DATE AS due_1, (grant_date + to_years(8))::DATE AS due_2,
             (grant_date + to_years(12))::DATE AS due_3 FROM patents ORDER BY id"""
    )
    count = patents.num_rows
    rows = events["id"].to_numpy()
    offsets = np.searchsorted(rows, np.arange(count + 1)).astype(np.int64)
    due = np.stack([days_of(patents[name]) for name in ("due_1", "due_2", "due_3")], axis=1)
    out = np.empty((2 * events.num_rows + 6 * count, 7), np.int32)
    written = walk(
        patents["regime"].to_numpy().astype(np.int8),
        days_of(patents["grant_date"]),
        days_of(patents["expires_on"]),
        days_of(patents["filing_date"]),
        days_of(patents["open_since"]),
        offsets,
        events["effect"].to_numpy().astype(np.int8),
        days_of(events["effective"]),
        days_of(events["announced"]),
        due,
        _fees_through(engine),
        out,
    )
    engine.add_rows("spans", _as_table(out[:written]))


def days_of(column: pa.ChunkedArray) -> NDArray[np.int32]:
    """Answer a date column as days since 1970-01-01, `NA` where it is null."""
    return np.asarray(column.cast(pa.int32()).fill_null(NA).to_numpy())


def _as_table(out: NDArray[np.int32]) -> pa.Table:
    columns = {name: pa.array(out[:, i]) for i, name in enumerate(SPAN_COLUMNS)}
    for name in ("start", "until"):
        columns[name] = columns[name].cast(pa.date32())
    return pa.table(columns)


def _derive_regimes(engine: DuckEngine) -> None:
    """Decide how each patent's status is known (see `Regime`).

    A row with neither grant date nor any word on its status is unsettled; so is one whose vendor status says it is
    granted while no file says when. A publication of an application that the gazette has not granted is no grant.
    """
    _derive_kinds_without_grant(engine)
    engine.sql(
        f"""ALTER TABLE patents ADD COLUMN regime TINYINT;
        ALTER TABLE patents ADD COLUMN open_since DATE;
        UPDATE patents SET open_since = vendor_lapsed_on, regime = CASE
          WHEN grant_date IS NOT NULL AND authority = 'US' AND right_type = 'invention' THEN {Regime.US_FEES:d}
          WHEN grant_date IS NOT NULL AND events = 0
            AND {says("lapsed")} AND NOT {says("not_lapsed")} THEN {Regime.VENDOR_LAPSED:d}
          WHEN grant_date IS NOT NULL THEN {Regime.ANNOUNCED:d}
          WHEN refused THEN {Regime.NEVER_GRANTED:d}
          WHEN last_kind IN ('publication', 'examination', 'office_action', 'application_transfer')
            THEN {Regime.NEVER_GRANTED:d}
          WHEN {says("not_granted")} THEN {Regime.NEVER_GRANTED:d}
          WHEN kind LIKE 'A%' AND authority IN ('CN', 'EP', 'WO') THEN {Regime.NEVER_GRANTED:d}
          WHEN (authority, kind) IN (SELECT (authority, kind) FROM kinds_without_grant) THEN {Regime.NEVER_GRANTED:d}
          ELSE {Regime.UNSETTLED:d} END"""
    )


def _derive_kinds_without_grant(engine: DuckEngine) -> None:
    """The kind codes among the patents that name no grant: applications, search reports, states' translations."""
    pairs = engine.sql("SELECT DISTINCT authority, kind FROM patents WHERE kind IS NOT NULL").to_pylist()
    stages = [meaning_of_kind(authority=p["authority"], kind=p["kind"], on=None).stage for p in pairs]
    without = [pair for pair, stage in zip(pairs, stages, strict=True) if stage in WITHOUT_GRANT]
    columns = {name: pa.array([pair[name] for pair in without], pa.string()) for name in ("authority", "kind")}
    engine.add_rows("kinds_without_grant", pa.table(columns))


def _derive_effects(engine: DuckEngine) -> None:
    """Make the table `effects`: the events that do something, missing effective dates derived.

    A fee lapse without effective date takes the due date that fits: its announcement day if that is an anniversary
    of the filing, else the last anniversary at least six months before (Implementing Regulations art. 115). A
    US expiry takes the end of the grace period it follows. A utility model given up for its same-day invention ends
    on the invention's grant announcement (art. 47) where the files have that invention. Any other end takes its
    announcement day. All of these are marked `derived`.
    """
    engine.sql(
        f"""CREATE OR REPLACE TABLE same_day_inventions AS
        SELECT u.id, min(i.grant_date) AS granted FROM patents u
        JOIN patents i ON i.authority = u.authority AND i.filing_date = u.filing_date AND i.title = u.title
          AND i.right_type = 'invention' AND i.last_applicants[1].name = u.last_applicants[1].name
        WHERE u.right_type = 'utility_model'
          AND u.id IN (SELECT id FROM dated_events WHERE effect = {Effect.DOUBLE:d} AND effective IS NULL)
        GROUP BY u.id"""
    )
    engine.sql(
        f"""CREATE OR REPLACE TABLE effects AS
        WITH told AS (
          SELECT p.id, e.announced, e.effective, e.effect, e.kind, p.filing_date, p.grant_date, p.authority,
            CASE WHEN (p.filing_date + to_years((year(e.announced) - year(p.filing_date))::INTEGER))::DATE = e.announced
              THEN e.announced ELSE (e.announced - INTERVAL 6 MONTH)::DATE END AS latest, d.granted AS invention_granted
          FROM dated_events e JOIN patents p ON p.id = e.id LEFT JOIN same_day_inventions d ON d.id = e.id
          WHERE e.effect > 0
        ), counted AS (
          SELECT *, (year(latest) - year(filing_date))::INTEGER AS years FROM told
        ), dated AS (
          SELECT *, CASE
            WHEN effective IS NOT NULL OR announced IS NULL THEN effective
            WHEN effect = {Effect.LAPSE:d} AND filing_date IS NOT NULL
              THEN CASE WHEN (filing_date + to_years(years))::DATE <= latest
                THEN (filing_date + to_years(years))::DATE ELSE (filing_date + to_years(years - 1))::DATE END
            WHEN effect = {Effect.US_EXPIRE:d} AND grant_date IS NOT NULL
              THEN (grant_date + to_years(greatest(date_sub('year', grant_date, announced) // 4 * 4, 4)::INTEGER))::DATE
            WHEN effect = {Effect.DOUBLE:d} AND invention_granted <= announced THEN invention_granted
            ELSE announced END AS day
          FROM counted
        )
        SELECT id, kind, effect, coalesce(day, announced) AS effective, announced,
          effective IS NULL AS derived
        FROM dated"""
    )


def _fees_through(engine: DuckEngine) -> int:
    """The last announcement among US fee events: how far absence of a payment means that it was not paid."""
    row = engine.sql(
        f"""SELECT max(announced) AS through FROM dated_events
            WHERE effect IN ({Effect.US_EXPIRE:d}, {Effect.PAY_1:d}, {Effect.PAY_2:d}, {Effect.PAY_3:d})"""
    )
    return int(days_of(row["through"])[0])
