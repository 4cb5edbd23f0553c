"""What the files of an ingest contradict: each other, and what the corpus has already."""

from __future__ import annotations

import pyarrow as pa

from patentry.corpus import DuckEngine, FileRow, Snapshot, StagedTable, files_of
from patentry.ingestion.reports import ProblemCount, ProblemExample
from patentry.ingestion.sources.contradictions import VERSION_COLUMNS, add_contradictions
from patentry.records import Severity
from patentry.records.schemas import RECORDS

CODE = "sources_contradict"
LATER_THAN_ALL = 10**13
"""Added to the turns of staged rows: they come after every row of the corpus."""


def contradictions_in(
    *, snapshot: Snapshot, staged: tuple[StagedTable, ...], files: tuple[FileRow, ...]
) -> dict[str, ProblemCount]:
    """Answer by file (sha256) how often the staged records and the snapshot's disagree, with the first example.

    A contradiction belongs to the staged file that does not stand, else to the staged one that does. Only the
    deciding columns are read, and of the corpus only the publications the staged files tell of.
    """
    records = next((table for table in staged if table.name == RECORDS.name), None)
    if records is None:
        return {}
    engine = DuckEngine(memory_limit="1GB")
    engine.add_arrow_files("staged", records.paths, VERSION_COLUMNS)
    engine.add_files("records", snapshot.uris("records"), RECORDS.schema)
    named = {row.file: row for row in (*files_of(snapshot), *files)}.values()
    columns = {name: [getattr(row, name) for row in named] for name in ("file", "name", "format", "added_in")}
    engine.add_rows("files", pa.table(columns))
    kept = ", ".join(VERSION_COLUMNS)
    engine.sql(
        f"""CREATE VIEW versions AS
        SELECT * REPLACE (place + {LATER_THAN_ALL} AS place), true AS is_new FROM staged
        UNION ALL SELECT {kept}, false FROM records SEMI JOIN staged USING (key)"""
    )
    add_contradictions(engine)
    rows = engine.sql(
        "SELECT reported, count(*) AS times, arg_min(c, key || field) AS first FROM contradictions c GROUP BY reported"
    )
    return {row["reported"]: _counted(row["times"], row["first"]) for row in rows.to_pylist()}


def _counted(times: int, first: dict[str, str]) -> ProblemCount:
    words = [
        f"{first[f'{who}_value']} ({first[f'{who}_name']}, {first[f'{who}_format']})" for who in ("stands", "against")
    ]
    value = f"{first['key']} {first['field']}: {words[0]} ≠ {words[1]}"
    return ProblemCount(CODE, str(Severity.WARNING), times, ProblemExample(None, first["field"], value))
