"""The table of happenings, kept beside the tenures."""

from __future__ import annotations

import os
from pathlib import Path

from patentry.corpus import DuckEngine
from patentry.corpus.engine import Engine
from patentry.records import EventKind
from patentry.statistics.industries.derivation import open_lists
from patentry.statistics.lives.ends import END_PARTS, SURVIVAL_PARTS, derive_ends
from patentry.statistics.lives.fates import derive_fates
from patentry.statistics.lives.uses import USE_PARTS, derive_use_happenings
from patentry.statistics.uses.derivation import LISTS
from patentry.status.derived import code_digest
from patentry.status.tenures import Tenures

HAPPENINGS, FILINGS = "happenings", "filings"
"""`filings`: of each patent with a filing date `id` and `filed`, the days from 1970-01-01 to it."""
_KINDS = (
    EventKind.PUBLICATION,
    EventKind.EXAMINATION,
    EventKind.OFFICE_ACTION,
    EventKind.REJECTION,
    EventKind.WITHDRAWAL,
    EventKind.DEEMED_WITHDRAWAL,
    EventKind.DEEMED_ABANDONMENT,
    EventKind.RESTORATION,
    EventKind.APPLICATION_TRANSFER,
)


def happenings_file(tenures: Tenures) -> Path:
    """Answer the file of happenings of a snapshot, deriving it where that has not been done.

    A row has the columns of an entry and, of its happening, `entry`, `view` (empty: both), `day`, `outcome` and
    `amount` (days; NULL where the files leave it open).
    """
    path = tenures.folder / f"{HAPPENINGS}-{code_digest('statistics.lives')}.parquet"
    if not path.is_file():
        _derive(tenures, path)
    return path


def open_happenings(engine: Engine, tenures: Tenures) -> None:
    """Register the happenings and the days of filing in an engine."""
    path = happenings_file(tenures)
    engine.add_file(HAPPENINGS, path)
    engine.add_file(FILINGS, filings_file(path))


def filings_file(happenings: Path) -> Path:
    """Answer the file of the days of filing that lies beside one of happenings."""
    return happenings.with_name(happenings.name.replace(HAPPENINGS, FILINGS, 1))


def _derive(tenures: Tenures, path: Path) -> None:
    engine = DuckEngine()
    tenures.open(engine)
    _derive_events(engine, tenures)
    derive_fates(engine)
    open_lists(engine, tenures, LISTS)
    derive_use_happenings(engine, known=tenures.known)
    derive_ends(engine, through=tenures.data_through)
    unfinished = path.with_name(f"unfinished-{os.getpid()}-{path.name}")
    engine.sql(
        f"""COPY (SELECT id, (filing_date - DATE '1970-01-01')::INTEGER AS filed FROM patents
        WHERE filing_date IS NOT NULL ORDER BY id) TO '{unfinished}' (COMPRESSION lz4_raw)"""
    )
    unfinished.replace(filings_file(path))
    told = " UNION ALL BY NAME ".join(f"({part})" for part in _PARTS)
    engine.sql(f"COPY (SELECT * FROM ({told}) ORDER BY entry, id) TO '{unfinished}' (COMPRESSION lz4_raw)")
    unfinished.replace(path)
    os.utime(tenures.folder)


def _derive_events(engine: DuckEngine, tenures: Tenures) -> None:
    """The events that decide a fate or a wait, of the patents the records know."""
    cut = "" if tenures.known is None else f"AND coalesce(e.announced, e.effective) <= DATE '{tenures.known}'"
    kinds = ", ".join(f"'{kind}'" for kind in _KINDS)
    engine.sql(
        f"""CREATE OR REPLACE TABLE life_events AS
        SELECT p.id, e.announced, e.effective, k.kind::VARCHAR AS kind
        FROM events e JOIN event_kinds k ON k.authority = left(e.number, 2) AND k.code = e.code AND k.title = e.title
        LEFT JOIN patent_bases a ON NOT e.is_application AND a.base = e.base
        JOIN patents p ON p.patent = CASE WHEN e.is_application THEN e.number ELSE coalesce(a.patent, e.base) END
        WHERE k.kind::VARCHAR IN ({kinds}) {cut}"""
    )


_ENTRY = "e.* EXCLUDE (entry)"
_PCT = f"""SELECT {_ENTRY}, 'pct' AS entry, '' AS view,
  coalesce(nullif(regexp_extract(p.application_number, '^PCT/([A-Z][A-Z])', 1), ''), '') AS outcome,
  NULL::INTEGER AS amount
FROM entries e JOIN patents p ON p.id = e.id
WHERE e.entry = 'international' AND p.right_type <> 'design'"""
"""The international applications, their receiving office as the outcome."""
_FATES = f"""SELECT {_ENTRY}, 'fate' AS entry, '' AS view, f.outcome, NULL::INTEGER AS amount
FROM entries e JOIN fates f ON f.id = e.id WHERE e.entry = 'applications'"""
_WAITS = f"""SELECT {_ENTRY}, w.entry, '' AS view, '' AS outcome, w.amount
FROM entries e JOIN (
  SELECT id, 'wait_from_filing' AS entry, (grant_date - filing_date)::INTEGER AS amount FROM patents
  WHERE grant_date IS NOT NULL
  UNION ALL SELECT p.id, 'wait_from_examination', (p.grant_date - x.day)::INTEGER FROM patents p LEFT JOIN (
    SELECT id, min(coalesce(effective, announced)) AS day FROM life_events
    WHERE kind = 'examination' GROUP BY id) x ON x.id = p.id
  WHERE p.grant_date IS NOT NULL) w ON w.id = e.id
WHERE e.entry = 'grants'"""
"""Days from filing, and from the day the request for examination took effect, to the grant; where the gazette has only
the announcement of the latter, that day stands for it."""
_PARTS = (_PCT, _FATES, _WAITS, USE_PARTS, END_PARTS, SURVIVAL_PARTS)
