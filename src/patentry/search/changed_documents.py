"""The documents that are not the same in two snapshots, opened for indexing without reading all the others."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from patentry.corpus import DuckEngine, Snapshot, files_of
from patentry.corpus.changes import changed_keys, files_of_either
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.ingestion.families import families_table, keep, kept_families
from patentry.ingestion.family_changes import advance_families
from patentry.ingestion.sources.ranks import formats_of
from patentry.ingestion.sources.tables import add_file_ranks, order_by_rank
from patentry.records.schemas import RECORDS
from patentry.search.documents import FOLDED, LISTS, Source

_SAME_APPLICATION = """INSERT INTO touched SELECT DISTINCT key FROM records WHERE application_number IN
(SELECT application_number FROM records SEMI JOIN touched USING (key) WHERE application_number IS NOT NULL)
AND key NOT IN (FROM touched)"""
_NARROW = ", ".join(dict.fromkeys(("key", "digest", "file", "place", "decision_number", *sorted({*FOLDED} - LISTS))))
# Texts and lists of old rows are read only for keys of which no new row states them and stands before all others.
_UNSTATED = """SELECT r.key, {told} FROM narrow r LEFT JOIN file_ranks k USING (file)
LEFT JOIN fresh f ON f.key = r.key AND f.place = r.place GROUP BY r.key HAVING bool_or(f.key IS NULL)"""
_IS_UNSTATED = "coalesce(arg_max(coalesce(len(f.{name}), 0), {order}), 0) = 0 AS {name}"
_FEW = 100
"""Columns that so few keys leave unstated are read apart: of a large column only the pieces that have these keys."""


def open_changed(before: Snapshot, after: Snapshot, records: Sequence[str]) -> Source:
    """Answer the later snapshot opened for indexing, as far as the records of these keys go.

    They must hold those of one application together, as `touched_records` answers them.
    """
    engine = DuckEngine()
    engine.add_rows("chosen", pa.table({"key": pa.array(records, pa.string())}))
    engine.add_files("files", after.uris("files"), FILES_SCHEMA)
    engine.add_file("all_families", kept_families(after) or keep(after, families_table(after)))
    engine.sql("CREATE OR REPLACE TABLE families AS SELECT key, family FROM all_families SEMI JOIN chosen USING (key)")
    engine.add_files("all_records", after.uris("records"), RECORDS.schema)
    engine.add_files("new_records", sorted({*after.uris("records")} - {*before.uris("records")}), RECORDS.schema)
    add_file_ranks(engine)
    engine.sql(
        f"""CREATE OR REPLACE TABLE narrow AS SELECT {_NARROW} FROM all_records SEMI JOIN chosen USING (key);
        CREATE OR REPLACE TABLE fresh AS SELECT key, place, {", ".join(sorted(LISTS))}
        FROM new_records SEMI JOIN chosen USING (key)"""
    )
    engine.sql(f"CREATE OR REPLACE TABLE records AS SELECT n.*, {_widened(engine)}")
    return Source(engine)


def _widened(engine: DuckEngine) -> str:
    """The texts and lists of every row: out of the new files where they stand there, else out of all."""
    unstated = _unstated(engine)
    few = [name for name, keys in unstated.items() if len(keys) <= _FEW]
    source, read_in = "narrow n LEFT JOIN fresh f ON f.key = n.key AND f.place = n.place", dict[str, str]()
    for table, names in (("old", [name for name in unstated if name not in few]), ("old_of_few", few)):
        if names:
            keys = sorted({key for name in names for key in unstated[name]})
            engine.add_rows("sought", pa.table({"key": pa.array(keys, pa.string())}))
            columns = ", ".join(("key", "place", *names))
            engine.sql(
                f"CREATE OR REPLACE TABLE {table} AS SELECT {columns} FROM all_records SEMI JOIN sought USING (key)"
            )
            source += f" LEFT JOIN {table} ON {table}.key = n.key AND {table}.place = n.place"
            read_in |= dict.fromkeys(names, table)
    told = (
        f"coalesce(f.{name}, {read_in[name]}.{name}) AS {name}" if name in read_in else f"f.{name}"
        for name in sorted(LISTS)
    )
    return f"{', '.join(told)} FROM {source}"


def _unstated(engine: DuckEngine) -> dict[str, list[str]]:
    """The texts and lists that old rows may have to tell, each with the keys of those rows."""
    asked = (_IS_UNSTATED.format(name=name, order=order_by_rank(name)) for name in sorted(LISTS))
    rows = engine.sql(_UNSTATED.format(told=", ".join(asked)))
    found = {name: rows["key"].filter(rows[name]).to_pylist() for name in sorted(LISTS)}
    return {name: keys for name, keys in found.items() if keys}


def touched_records(before: Snapshot, after: Snapshot, also: Sequence[str] = ()) -> list[str]:
    """Answer the records out of which every document is made that one of two snapshots has otherwise than the other.

    These are the changed ones, those whose family is another, and all that are told of the same applications: what is
    told of an application alone stands in its latest publication. `also` are records wanted besides.
    """
    changed = changed_keys(before, after, "records")
    moved = advance_families(before, after, changed)
    engine = DuckEngine()
    engine.add_files("records", files_of_either(before, after, "records"), RECORDS.schema)
    engine.add_rows("touched", pa.table({"key": pa.array(sorted({*changed, *moved, *also}), pa.string())}))
    count = 0
    while (found := engine.sql("SELECT count(*) AS n FROM touched")["n"][0].as_py()) > count:
        count = found
        engine.sql(_SAME_APPLICATION)
    keys: list[str] = engine.sql("SELECT key FROM touched ORDER BY key")["key"].to_pylist()
    return keys


def is_read_alike(before: Snapshot, after: Snapshot) -> bool:
    """Answer whether every file of both snapshots was read by the same format in both: else its rank may be another."""
    old, new = (formats_of((row.file, row.format) for row in files_of(one)) for one in (before, after))
    return all(new.get(file, told) == told for file, told in old.items())
