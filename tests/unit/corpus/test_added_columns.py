"""A home of an earlier version opens where a table has gained a column since, also beside files that have it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from patentry.corpus import DuckEngine

SCHEMA = pa.schema([("figure", pa.string()), ("value", pa.float64()), ("scope", pa.string())])


def _file(path: Path, columns: dict[str, list[object]]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


@pytest.mark.parametrize("older_first", [True, False])
def test_files_without_an_added_column_give_nothing_for_it(tmp_path: Path, older_first: bool) -> None:
    older = _file(tmp_path / "older.parquet", {"figure": ["a"], "value": [1.0]})
    newer = _file(tmp_path / "newer.parquet", {"figure": ["b"], "value": [2.0], "scope": ["all"]})
    engine = DuckEngine()
    paths = [older, newer] if older_first else [newer, older]
    engine.add_files("published", paths, SCHEMA, added=("scope",))
    rows = engine.sql("SELECT figure, scope FROM published ORDER BY figure").to_pylist()
    assert rows == [{"figure": "a", "scope": None}, {"figure": "b", "scope": "all"}]
    engine.add_files("published", [older], SCHEMA, added=("scope",))
    assert engine.sql("SELECT scope FROM published")["scope"].to_pylist() == [None]
    assert engine.table("published").schema().names == tuple(SCHEMA.names)
