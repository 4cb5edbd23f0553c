"""The tables of happenings, kept beside the tenures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from patentry.corpus import DuckEngine
from patentry.corpus.engine import Engine
from patentry.records import EventKind
from patentry.statistics.industries.derivation import open_lists
from patentry.statistics.lives.ends import (
    END_PART,
    ENDED,
    SURVIVAL_YEARS,
    derive_ends,
    survival_entry,
    survival_part,
)
from patentry.statistics.lives.fates import derive_fates
from patentry.statistics.lives.uses import REGISTERED, derive_use_happenings, use_part
from patentry.statistics.uses.derivation import LISTS
from patentry.status.derived import code_digest, made_whole
from patentry.status.tenures import Tenures

FILINGS = "filings"
"""Of each patent with a filing date `id` and `filed`, the days from 1970-01-01 to it."""
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


def happened(entry: str) -> str:
    """Answer the name of the table of a kind of happening."""
    return f"happened_{entry}"


def happenings_files(tenures: Tenures) -> dict[str, Path]:
    """Answer the files of happenings of a snapshot, one a kind, deriving them where that has not been done.

    A row has the columns of an entry and, of its happening, `view` (empty: both), `day`, `outcome` and `amount` (days;
    NULL where the files leave it open). Rows lie by their day, so that a period is read without the others.
    """
    folder = tenures.folder / f"happenings-{code_digest('statistics.lives')}"
    if not folder.is_dir():
        _derive(tenures, folder)
    return {table: folder / f"{table}.parquet" for table in (FILINGS, *map(happened, _PARTS))}


def open_happenings(engine: Engine, tenures: Tenures) -> None:
    """Register the happenings and the days of filing in an engine."""
    for table, path in happenings_files(tenures).items():
        engine.add_file(table, path)


def _derive(tenures: Tenures, folder: Path) -> None:
    """A kind at a time: together a nation's happenings outgrow the memory."""
    engine = DuckEngine()
    tenures.open(engine)
    _derive_events(engine, tenures)
    derive_fates(engine)
    open_lists(engine, tenures, LISTS)
    derive_use_happenings(engine, known=tenures.known)
    derive_ends(engine, through=tenures.data_through)
    with made_whole(folder, tenures) as unfinished:
        engine.sql(
            f"""COPY (SELECT id, (filing_date - DATE '1970-01-01')::INTEGER AS filed FROM patents
            WHERE filing_date IS NOT NULL ORDER BY id) TO '{unfinished / FILINGS}.parquet' (COMPRESSION lz4_raw)"""
        )
        for entry, part in _PARTS.items():
            target = unfinished / f"{happened(entry)}.parquet"
            engine.sql(f"COPY (SELECT * FROM ({part}) ORDER BY day, id) TO '{target}' (COMPRESSION lz4_raw)")


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
_PCT = f"""SELECT {_ENTRY}, '' AS view,
  coalesce(nullif(regexp_extract(p.application_number, '^PCT/([A-Z][A-Z])', 1), ''), '') AS outcome,
  NULL::INTEGER AS amount
FROM entries e JOIN patents p ON p.id = e.id
WHERE e.entry = 'international' AND p.right_type <> 'design'"""
"""The international applications, their receiving office as the outcome."""
_FATES = f"""SELECT {_ENTRY}, '' AS view, f.outcome, NULL::INTEGER AS amount
FROM entries e JOIN fates f ON f.id = e.id WHERE e.entry = 'applications'"""
_WAIT = f"""SELECT {_ENTRY}, '' AS view, '' AS outcome, w.amount
FROM entries e JOIN ({{waits}}) w ON w.id = e.id WHERE e.entry = 'grants'"""
_FROM_FILING = """SELECT id, (grant_date - filing_date)::INTEGER AS amount FROM patents WHERE grant_date IS NOT NULL"""
_FROM_EXAMINATION = """SELECT p.id, (p.grant_date - x.day)::INTEGER AS amount FROM patents p LEFT JOIN (
  SELECT id, min(coalesce(effective, announced)) AS day FROM life_events
  WHERE kind = 'examination' GROUP BY id) x ON x.id = p.id
WHERE p.grant_date IS NOT NULL"""
"""Days from filing, and from the day the request for examination took effect, to the grant; where the gazette has only
the announcement of the latter, that day stands for it."""
_PARTS: Mapping[str, str] = {
    "pct": _PCT,
    "fate": _FATES,
    "wait_from_filing": _WAIT.format(waits=_FROM_FILING),
    "wait_from_examination": _WAIT.format(waits=_FROM_EXAMINATION),
    **{entry: use_part(entry) for entry in REGISTERED},
    ENDED: END_PART,
    **{survival_entry(years): survival_part(years) for years in SURVIVAL_YEARS},
}
