"""Rows asked for again are kept at hand: the same rows, made anew when their table is another, within bounds."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from patentry.corpus import DuckEngine, at_hand

WORDS = pa.table({"id": pa.array([1, 2, 3, 4], pa.int32()), "place": ["a", None, "b'c", "a"]})


@pytest.fixture
def engine() -> DuckEngine:
    made = DuckEngine(memory_limit="256MB", threads=1)
    made.add_rows("words", WORDS)
    return made


def _rows(engine: DuckEngine, expression: Any) -> list[tuple[Any, ...]]:
    return sorted((row["id"], row["place"]) for row in engine.rows(expression).to_pylist())


def _some(engine: DuckEngine, least: int = 1) -> Any:
    rows = engine.table("words")
    return rows.filter(rows.id > least)


def test_the_second_time_the_same_rows_are_read_from_memory(engine: DuckEngine) -> None:
    first, second, third = (engine.kept(_some(engine)) for _ in range(3))
    assert _rows(engine, first) == _rows(engine, second) == [(2, None), (3, "b'c"), (4, "a")]
    assert first.equals(_some(engine))
    assert not second.equals(first)
    assert third.equals(second)


def test_kept_words_compare_with_words_that_do_not_occur(engine: DuckEngine) -> None:
    engine.kept(_some(engine))
    kept = engine.kept(_some(engine))
    assert _rows(engine, kept.filter(kept.place.isin(("a", "zz")))) == [(4, "a")]
    assert _rows(engine, kept.mutate(place=kept.place.fill_null("zz")).filter(kept.id == 2)) == [(2, "zz")]


def test_another_table_of_the_name_is_read_anew(engine: DuckEngine) -> None:
    engine.kept(_some(engine))
    engine.kept(_some(engine))
    engine.add_rows("words", pa.table({"id": pa.array([7], pa.int32()), "place": ["d"]}))
    assert [_rows(engine, engine.kept(_some(engine))) for _ in range(3)] == [[(7, "d")]] * 3


def test_what_has_no_room_goes_after_the_next(engine: DuckEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_hand, "MOST_ROWS", 3)
    kept = []
    for least in (1, 0, 2):
        engine.kept(_some(engine, least))
        kept.append(engine.kept(_some(engine, least)))
    names = {row["name"] for row in engine.sql("SELECT table_name AS name FROM duckdb_tables()").to_pylist()}
    assert [one.get_name() in names for one in kept] == [False, True, True]
    assert len(_rows(engine, kept[1])) == 4
