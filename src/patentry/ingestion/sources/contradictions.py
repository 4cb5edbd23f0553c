"""Where two files disagree about a field that decides what a publication is or when it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from patentry.corpus import DuckEngine, Snapshot
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.ingestion.sources.naming import named_by
from patentry.ingestion.sources.ranks import SILENT_TYPE
from patentry.ingestion.sources.tables import add_file_ranks, order_by_rank
from patentry.records.schemas import RECORDS

DECIDING = ("application_number", "filing_date", "grant_date", "publication_date", "right_type")
_NUMBER = """CASE left(application_number, 2)
  WHEN 'CN' THEN split_part(application_number, '.', 1)
  WHEN 'EP' THEN regexp_replace(split_part(application_number, '.', 1), '^EP(19|20)([0-9]{8})$', 'EP\\2')
  WHEN 'US' THEN 'US' || right(regexp_replace(application_number, '[^0-9]', '', 'g'), 6)
  WHEN 'PC' THEN application_number END"""
"""What of an application number can be compared: databases write US09/405295 as US19990405295, a check digit may be
missing; of other offices' numbers nobody can tell another spelling (JP20600998, JP1998206009) from another number."""
VERSION_COLUMNS = ("key", "file", "place", *DECIDING)


class SourceWord(NamedTuple):
    """What one file says: the value as ISO date, number or word, the file's name and its format."""

    value: str
    file: str
    format: str


class Contradiction(NamedTuple):
    """Two files that disagree about a field of a publication: the word that stands and one against it."""

    number: str
    field: str
    stands: SourceWord
    against: SourceWord


def contradictions_of(snapshot: Snapshot, *, number: str | None) -> Iterator[Contradiction]:
    """Answer every contradiction in a snapshot, by publication and field; with a number, in any form, that patent's.

    Raises `Refusal` for a number that is none.
    """
    engine = DuckEngine()
    engine.add_files("records", snapshot.uris("records"), RECORDS.schema)
    engine.add_files("files", snapshot.uris("files"), FILES_SCHEMA)
    where, values = named_by(number)
    if number:
        engine.add_rows("asked", engine.sql(f"SELECT DISTINCT key FROM records {where}", values))
    kept = "SEMI JOIN asked USING (key)" if number else ""
    engine.sql(f"CREATE VIEW versions AS SELECT {', '.join(VERSION_COLUMNS)}, true AS is_new FROM records {kept}")
    add_contradictions(engine)
    rows = engine.sql("SELECT * FROM contradictions ORDER BY key, field, against_name, against_value")
    for batch in rows.to_batches(max_chunksize=1000):
        yield from (_contradiction(row) for row in batch.to_pylist())


def _contradiction(row: dict[str, str]) -> Contradiction:
    return Contradiction(
        row["key"],
        row["field"],
        SourceWord(row["stands_value"], row["stands_name"], row["stands_format"]),
        SourceWord(row["against_value"], row["against_name"], row["against_format"]),
    )


def add_contradictions(engine: DuckEngine) -> None:
    """Make the table `contradictions` out of `versions` (`VERSION_COLUMNS` and `is_new`) and `files`.

    One row for each file that contradicts the one that stands, where either is new. A right type nobody knows and a
    field left out contradict nothing. Publications nobody disputes are sorted out by one pass over the narrow columns.
    """
    add_file_ranks(engine)
    compared = {name: f"{name}::VARCHAR" for name in DECIDING}
    compared |= {"right_type": f"nullif(right_type, '{SILENT_TYPE}')", "application_number": _NUMBER}
    differs = " OR ".join(f"min({value}) <> max({value})" for value in compared.values())
    last = ", ".join(_last_word(name, value) for name, value in compared.items())
    ranks = " ".join(f"WHEN '{name}' THEN {order_by_rank(name)}" for name in DECIDING)
    engine.sql(
        f"""CREATE OR REPLACE TABLE disputed AS
        SELECT key FROM versions GROUP BY key HAVING min(file) <> max(file) AND ({differs});
        CREATE OR REPLACE TABLE told AS
        SELECT key, file, bool_or(is_new) AS is_new, max(place) AS place, {last}
        FROM versions SEMI JOIN disputed USING (key) GROUP BY key, file;
        CREATE OR REPLACE TABLE names AS SELECT file, arg_max(name, added_in) AS name FROM files GROUP BY file;
        CREATE OR REPLACE TABLE contradictions AS
        WITH words AS (UNPIVOT told ON {", ".join(DECIDING)} INTO NAME field VALUE value), named AS (
          SELECT r.key, r.field, r.value, r.file, r.is_new, coalesce(n.name, r.file) AS name,
            coalesce(k.format, '') AS format,
            row_number() OVER (PARTITION BY r.key, r.field ORDER BY CASE r.field {ranks} END DESC) AS turn
          FROM words r LEFT JOIN file_ranks k ON k.file = r.file LEFT JOIN names n ON n.file = r.file
        )
        SELECT a.key, a.field, s.value.shown AS stands_value, s.name AS stands_name, s.format AS stands_format,
          a.value.shown AS against_value, a.name AS against_name, a.format AS against_format,
          CASE WHEN a.is_new THEN a.file ELSE s.file END AS reported
        FROM named a JOIN named s ON s.key = a.key AND s.field = a.field AND s.turn = 1
        WHERE a.value.compared <> s.value.compared AND (a.is_new OR s.is_new)"""
    )


def _last_word(name: str, value: str) -> str:
    """What a file says in a field: as it is shown and as it is compared."""
    word = f"struct_pack(shown := {name}::VARCHAR, compared := {value})"
    return f"arg_max({word}, place) FILTER ({value} IS NOT NULL) AS {name}"
