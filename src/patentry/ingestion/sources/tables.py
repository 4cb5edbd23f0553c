"""The same fold for whole tables: views of one row a publication, in an engine that has the snapshot's `files`."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from patentry.corpus import DuckEngine
from patentry.ingestion.sources.ranks import SILENT_TYPE, UNKNOWN_RANK, formats_of, rank_of, special_fields

_WORST = 100
_TURNS = 10**16
"""More than any `place`: a rank weighs more than every turn."""


def add_file_ranks(engine: DuckEngine) -> None:
    """Make the table `file_ranks`: format and `rank` of each file, and `rank_FIELD` where a field has its own."""
    rows = engine.sql("SELECT file, format FROM files ORDER BY added_in").to_pylist()
    formats = formats_of((row["file"], row["format"]) for row in rows)
    columns = {"file": pa.array(formats, pa.string()), "format": pa.array(formats.values(), pa.string())}
    for name in ("", *sorted(special_fields())):
        ranks = [rank_of(told, name) for told in formats.values()]
        columns[f"rank_{name}" if name else "rank"] = pa.array(ranks, pa.int64())
    engine.add_rows("file_ranks", pa.table(columns))


def order_by_rank(field: str = "") -> str:
    """Answer the SQL number by which the version of a field that stands is the greatest, over `file_ranks` as `k`."""
    rank = f"rank_{field}" if field in special_fields() else "rank"
    return f"({_WORST} - coalesce(k.{rank}, {UNKNOWN_RANK})) * {_TURNS} + r.place"


def add_folded(engine: DuckEngine, *, records: str, columns: Sequence[str], lists: frozenset[str]) -> None:
    """Make the view `folded`: of the view `records` one row a key, with these columns besides `key`.

    `lists` are the columns whose empty list says nothing. Most publications are told by one file and pass through
    as they are; only the others are grouped.
    """
    add_file_ranks(engine)
    engine.sql(f"CREATE OR REPLACE TABLE told_twice AS SELECT key FROM {records} GROUP BY key HAVING count(*) > 1")
    if engine.sql("SELECT count(*) AS n FROM told_twice")["n"][0].as_py() == 0:
        engine.sql(f"CREATE OR REPLACE VIEW folded AS SELECT key, {', '.join(columns)} FROM {records}")
        return
    special = [name for name in columns if name in special_fields()]
    orders = [f"{order_by_rank()} AS ord", *(f"{order_by_rank(name)} AS ord_{name}" for name in special)]
    chosen = [_chosen(name, name in lists, f"ord_{name}" if name in special else "ord") for name in columns]
    engine.sql(
        f"""CREATE OR REPLACE TABLE joined_versions AS
        SELECT key, {", ".join(chosen)} FROM (
          SELECT r.*, {", ".join(orders)} FROM {records} r SEMI JOIN told_twice USING (key)
          LEFT JOIN file_ranks k ON k.file = r.file
        ) GROUP BY key;
        CREATE OR REPLACE VIEW folded AS
        SELECT key, {", ".join(columns)} FROM {records} ANTI JOIN told_twice USING (key)
        UNION ALL BY NAME SELECT * FROM joined_versions"""
    )


def _chosen(name: str, is_list: bool, order: str) -> str:
    """The value of the version that stands among those that state one."""
    if name == "right_type":
        stated = f"arg_max(nullif({name}, '{SILENT_TYPE}'), {order})"
        return f"coalesce({stated}, '{SILENT_TYPE}') AS {name}"
    value = f"CASE WHEN len({name}) > 0 THEN {name} END" if is_list else name
    return f"arg_max({value}, {order}) AS {name}"
