"""Tenures: one row a patent, holder position, view and interval, with the regions that attribution chooses from.

They are derived from a snapshot and can always be rebuilt from it; they lie beside it so that a figure is a filter
and a sum. A half-written derivation is never seen: the folder gets its name when it is complete.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from patentry.corpus import DuckEngine, Snapshot, SourceCoverage, coverage_of, data_through, latest
from patentry.records.schemas import EVENTS, FEES
from patentry.status.effects import View

KEPT_DERIVATIONS = 4
IN_USE_SECONDS = 3600
"""A derivation opened within this time before the newest was made may still be read by another process."""
TABLES = (
    "patents",
    "patent_bases",
    "tenures",
    "entries",
    "effects",
    "seats",
    "parties",
    "places",
    "spans",
    "event_kinds",
)


@dataclass(frozen=True, slots=True)
class Tenures:
    """The derived tables of a snapshot, and how far its sources reach. `known` cut off later announcements."""

    snapshot: Snapshot
    known: date | None
    folder: Path
    coverage: tuple[SourceCoverage, ...]
    data_through: date | None

    def open(self, engine: DuckEngine) -> None:
        """Register the derived tables and the snapshot's events and fees in an engine."""
        engine.add_files("events", self.snapshot.uris("events"), EVENTS.schema)
        engine.add_files("fees", self.snapshot.uris("fees"), FEES.schema)
        for table in TABLES:
            engine.sql(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM read_parquet('{self.folder / table}.parquet')")


def tenures_of(snapshot: Snapshot, *, known: date | None = None) -> Tenures:
    """Answer the tenures of a snapshot, deriving them where that has not been done for any of the same content.

    With `known`, what was announced after that day is left out, as if it had not been read.
    """
    name = _name(snapshot) + (f"-{known}" if known else "")
    folder = snapshot.home.derived / name
    if not (folder / "meta.json").is_file():
        _derive(snapshot, known, folder)
        keep = {name, _name(latest(snapshot.home))}
        _forget_old(snapshot.home.derived, keep=keep, made=folder.stat().st_mtime)
    os.utime(folder)
    return _opened(snapshot, known, folder)


def _name(snapshot: Snapshot) -> str:
    return f"{snapshot.content}-{_rules_digest()}"


def _opened(snapshot: Snapshot, known: date | None, folder: Path) -> Tenures:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    coverage = tuple(_coverage(row) for row in meta["coverage"])
    through = data_through(coverage)
    if through is None and meta["last_day"]:
        through = date.fromisoformat(meta["last_day"])
    return Tenures(snapshot, known, folder, coverage, through)


def _coverage(row: dict[str, Any]) -> SourceCoverage:
    day = date.fromisoformat
    weeks = tuple(day(week) for week in row["missing_weeks"])
    return SourceCoverage(row["source"], day(row["first"]), day(row["last"]), day(row["through"]), weeks)


@cache
def _rules_digest() -> str:
    """What tenures depend on besides the snapshot: the tables and the code of the rooms that derive them.

    An upgrade that changes any of it makes older derivations stale by itself.
    """
    digest = hashlib.sha256()
    for room in ("records", "parties", "parties.names", "ingestion.sources", "status"):
        for part in sorted(files(f"patentry.{room}").iterdir(), key=lambda part: part.name):
            if part.name.endswith((".py", ".csv")):
                digest.update(part.name.encode() + part.read_bytes())
    return digest.hexdigest()[:10]


def _derive(snapshot: Snapshot, known: date | None, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.parent))
    engine = DuckEngine()
    derive_tables(engine, snapshot, known=known)
    for table in TABLES:
        rows = f"(SELECT * EXCLUDE ({_WORKING_COLUMNS}) FROM patents)" if table == "patents" else table
        engine.sql(f"COPY {rows} TO '{unfinished / table}.parquet' (COMPRESSION lz4_raw)")
    (unfinished / "meta.json").write_text(_meta(engine), encoding="utf-8")
    if folder.exists() and not (folder / "meta.json").is_file():
        shutil.rmtree(folder)  # what a process that died while forgetting it has left
    try:
        unfinished.rename(folder)
    except OSError:  # another process finished the same derivation first
        shutil.rmtree(unfinished)


def derive_tables(engine: DuckEngine, snapshot: Snapshot, *, known: date | None) -> None:
    """Derive every table of `TABLES` in the engine's memory."""
    # Imported here: the compiled walk takes a second to load, and most questions find the tenures derived.
    from patentry.status.facts import derive_patents, open_facts
    from patentry.status.seats import derive_seats, locator_of
    from patentry.status.spans import derive_spans

    open_facts(engine, snapshot)
    derive_patents(engine, known=known)
    derive_spans(engine)
    derive_seats(engine, locator_of(engine))
    _derive_tenures(engine)


def _meta(engine: DuckEngine) -> str:
    coverage = [
        {
            "source": c.source,
            "first": str(c.first),
            "last": str(c.last),
            "through": str(c.through),
            "missing_weeks": [str(week) for week in c.missing_weeks],
        }
        for c in coverage_of(engine)
    ]
    last = engine.sql("SELECT max(coalesce(grant_date, filing_date)) AS day FROM patents")["day"][0].as_py()
    return json.dumps({"coverage": coverage, "last_day": str(last) if last else None})


def _forget_old(folder: Path, *, keep: set[str], made: float) -> None:
    """Keep the derivations used last and those that may be in use; what a dead process left goes with the old."""
    done = sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in [p for p in done if p.name not in keep][KEPT_DERIVATIONS:]:
        if made - old.stat().st_mtime > IN_USE_SECONDS:
            shutil.rmtree(old, ignore_errors=True)


_WORKING_COLUMNS = """first_applicants, last_applicants, stated_holders, events, refused, last_kind, regime, open_since,
  undated, ipc_section, ipc_class"""
_FACTS = "p.id, p.right_type, p.applicant_type, p.ipc_section, p.ipc_class, p.grant_date"
_ORIGINS = """gp.region AS grant_region, gp.is_open AS grant_open, gp.basis AS grant_basis,
          fp.region AS filing_region, fp.is_open AS filing_open, fp.basis AS filing_basis"""


def _derive_tenures(engine: DuckEngine) -> None:
    """Cut the spans by holdings and by places; a patent in two regions in turn has two rows, never two at once."""
    engine.sql(
        f"""CREATE OR REPLACE TABLE origins AS
        SELECT id, max(party) FILTER (role = 'grant') AS at_grant, max(party) FILTER (role = 'filing') AS at_filing
        FROM seats WHERE position = 1 AND role <> 'holder' GROUP BY id;
        CREATE OR REPLACE TABLE tenures AS
        SELECT {_FACTS}, CASE s.view WHEN {View.RECORDED:d} THEN 'recorded' ELSE 'legal' END::view_name AS view,
          h.position, h.holders, h.party,
          greatest(s.start, h.since, hp.since, gp.since, fp.since) AS start,
          least(s.until, h.until, hp.until, gp.until, fp.until) AS until,
          s.settled = 1 AS settled, s.began, s.ended, hp.region AS holder_region,
          hp.is_open OR (p.undated AND hp.region IS DISTINCT FROM gp.region) AS holder_open, hp.basis AS holder_basis,
          {_ORIGINS}
        FROM spans s JOIN patents p ON p.id = s.id JOIN origins o ON o.id = s.id
        JOIN seats h ON h.id = s.id AND h.role = 'holder' AND h.since < s.until AND h.until > s.start
        JOIN places hp ON hp.party = h.party AND hp.since < least(s.until, h.until)
          AND hp.until > greatest(s.start, h.since)
        JOIN places gp ON gp.party = o.at_grant AND gp.since < least(s.until, h.until, hp.until)
          AND gp.until > greatest(s.start, h.since, hp.since)
        JOIN places fp ON fp.party = o.at_filing AND fp.since < least(s.until, h.until, hp.until, gp.until)
          AND fp.until > greatest(s.start, h.since, hp.since, gp.since);
        CREATE OR REPLACE TABLE entries AS
        SELECT {_FACTS}, e.entry, e.day, g.position, g.holders, g.party, true AS settled,
          gp.region AS holder_region, gp.is_open AS holder_open, gp.basis AS holder_basis, {_ORIGINS}
        FROM (SELECT id, 'grants'::entry_name AS entry, 'grant'::seat_role AS role, grant_date AS day FROM patents
                WHERE grant_date IS NOT NULL
              UNION ALL SELECT id, CASE WHEN authority = 'WO' THEN 'international' ELSE 'applications' END,
                'filing', filing_date FROM patents WHERE filing_date IS NOT NULL) e
        JOIN patents p ON p.id = e.id JOIN origins o ON o.id = e.id
        JOIN seats g ON g.id = e.id AND g.role = e.role
        JOIN places gp ON gp.party = g.party AND gp.since <= e.day AND gp.until > e.day
        JOIN places fp ON fp.party = o.at_filing AND fp.since <= e.day AND fp.until > e.day"""
    )
