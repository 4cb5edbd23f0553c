"""The spans in which patents are pledged, licensed or implemented, kept beside the tenures."""

from __future__ import annotations

from pathlib import Path

from patentry.corpus import DuckEngine
from patentry.corpus.engine import Engine
from patentry.statistics.definitions import USES
from patentry.statistics.industries.derivation import open_lists
from patentry.statistics.uses.facts import DAY_OF, derive_use_facts
from patentry.status.derived import code_digest, made_whole, write_tables
from patentry.status.tenures import Tenures

FACTS = "use_facts"
LISTS = ("pledges", "implementations")
"""The officer's lists that facts of uses rest on."""


def spans_table(use: str, view: str) -> str:
    """Answer the name of the table of a use in a view: a row a patent and [since, ends), with `sure`, never two at
    once."""
    return f"use_{use}_{view}"


TABLES = (FACTS, *(spans_table(use, view) for use in USES for view in DAY_OF))


def use_files(tenures: Tenures) -> dict[str, Path]:
    """Answer the files of `TABLES` of a snapshot, deriving them where that has not been done."""
    folder = tenures.folder / f"uses-{code_digest('statistics.uses')}"
    if not folder.is_dir():
        _derive(tenures, folder)
    return {table: folder / f"{table}.parquet" for table in TABLES}


def open_uses(engine: Engine, tenures: Tenures) -> None:
    """Register the spans of uses in an engine."""
    for table, path in use_files(tenures).items():
        engine.add_file(table, path)


def _derive(tenures: Tenures, folder: Path) -> None:
    engine = DuckEngine()
    tenures.open(engine)
    open_lists(engine, tenures, LISTS)
    derive_use_facts(engine, known=tenures.known)
    for use in USES:
        for view in DAY_OF:
            _derive_spans(engine, use, view)
    with made_whole(folder, tenures) as unfinished:
        write_tables(engine, unfinished, TABLES, in_order=True)


def _derive_spans(engine: DuckEngine, use: str, view: str) -> None:
    """Lay the facts over one another, so that a patent pledged twice at a time counts once."""
    engine.sql(
        f"""CREATE OR REPLACE TABLE {spans_table(use, view)} AS
        WITH facts AS (SELECT * FROM use_facts WHERE use = '{use}' AND view = '{view}'),
        edges AS (
          SELECT id, since AS day, sure::INTEGER AS sure, 1 AS any_one FROM facts
          UNION ALL SELECT id, ends, -sure::INTEGER, -1 FROM facts),
        days AS (SELECT id, day, sum(sure) AS sure, sum(any_one) AS any_one FROM edges GROUP BY ALL),
        states AS (
          SELECT id, day AS since, lead(day) OVER w AS ends, sum(sure) OVER w > 0 AS sure,
            sum(any_one) OVER w > 0 AS holds
          FROM days WINDOW w AS (PARTITION BY id ORDER BY day))
        SELECT id, since, ends, sure, '' AS quality FROM states WHERE holds"""
    )
