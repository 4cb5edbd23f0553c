from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from deltalake import DeltaTable

from patentry.corpus import (
    Home,
    HomeError,
    clean_up,
    commit,
    files_of,
    latest,
    open_snapshot,
    snapshot_on,
    snapshots_of,
    writing,
)
from patentry.wording import Refusal

Corpus = Any
LONG_AFTER = datetime(2200, 1, 1, tzinfo=UTC)


def test_a_snapshot_opens_by_number_and_an_unknown_number_is_refused(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one")
    corpus.put({"b": "1"}, file="two", day=1)
    assert open_snapshot(corpus.home, 1).number == 1
    assert open_snapshot(corpus.home, None).number == 2
    for number in (0, 3, -1):
        with pytest.raises(Refusal) as refusal:
            open_snapshot(corpus.home, number)
        assert refusal.value.code == "snapshot.missing"
        assert str(number) in refusal.value.sentence("en")


def test_a_day_opens_the_snapshot_that_was_current_at_its_end(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one", day=0)
    corpus.put({"b": "1"}, file="two", day=0)
    corpus.put({"c": "1"}, file="three", day=5)
    assert snapshot_on(corpus.home, date(2023, 12, 31)).number == 0
    assert snapshot_on(corpus.home, date(2024, 1, 1)).number == 2
    assert snapshot_on(corpus.home, date(2024, 1, 5)).number == 2
    assert snapshot_on(corpus.home, date(2024, 1, 6)).number == 3


def test_an_earlier_snapshot_shows_what_was_there_then(corpus: Corpus) -> None:
    corpus.put({"a": "old", "b": "same"}, file="one")
    corpus.put({"a": "new", "b": "same", "c": "1"}, file="two", day=1)
    assert corpus.rows(open_snapshot(corpus.home, 1)) == [("a", "old", 1), ("b", "same", 1)]
    assert corpus.rows(latest(corpus.home)) == [("a", "old", 1), ("b", "same", 1), ("a", "new", 2), ("c", "1", 2)]


def test_a_row_that_goes_back_to_what_it_said_before_is_new_again(corpus: Corpus) -> None:
    for day, said in enumerate(("red", "green", "red")):
        corpus.put({"a": said}, file=f"file{day}", day=day)
    assert corpus.rows(latest(corpus.home)) == [("a", "red", 1), ("a", "green", 2), ("a", "red", 3)]


def test_a_known_file_with_known_rows_makes_no_snapshot(corpus: Corpus) -> None:
    first = corpus.put({"a": "1"}, file="one")
    again = corpus.put({"a": "1"}, file="one", day=1)
    assert (again.number, again.taken_at) == (1, first.taken_at)
    assert len(snapshots_of(corpus.home)) == 1


def test_a_file_that_adds_nothing_new_is_still_in_provenance(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one")
    second = corpus.put({"a": "1"}, file="two", day=1)
    assert second.number == 2
    assert second.versions["facts"] == open_snapshot(corpus.home, 1).versions["facts"]
    assert [(row.file, row.added_in) for row in files_of(second)] == [("one", 1), ("two", 2)]
    assert [row.file for row in files_of(open_snapshot(corpus.home, 1))] == ["one"]


def test_of_two_rows_about_the_same_matter_in_one_ingest_both_are_kept_and_the_one_read_last_comes_last(
    corpus: Corpus,
) -> None:
    early, late = corpus.staged({"a": "early", "b": "1"}, file="one"), corpus.staged({"a": "late"}, file="two")
    both = writing.StagedTable("facts", early.schema, early.paths + late.paths)
    taken = commit(home=corpus.home, staged=[both], files=[], at=LONG_AFTER)
    assert corpus.rows(taken) == [("a", "early", 1), ("b", "1", 1), ("a", "late", 1)]
    again = corpus.put({"a": "late", "b": "1"}, file="three")
    assert corpus.rows(again) == corpus.rows(taken)


def test_provenance_keeps_name_hash_format_counts_and_time(corpus: Corpus) -> None:
    (row,) = files_of(corpus.put({"a": "1", "b": "2"}, file="one"))
    assert (row.file, row.name, row.format) == ("one", "one.csv", "table")
    assert (row.documents, row.kept, row.rejected, row.problems) == (2, 2, 0, "[]")
    assert row.read_at == datetime(2024, 1, 1, 12, tzinfo=UTC)


def test_beyond_sixty_four_files_a_table_is_compacted_and_loses_nothing(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "COMPACT_BEYOND_FILES", 6)
    for day in range(10):
        corpus.put({f"key{day}": str(day), "shared": str(day)}, file=f"file{day}", day=day)
    newest = latest(corpus.home)
    for table in ("facts", "files", "snapshots"):
        assert len(DeltaTable(corpus.home.tables / table).file_uris()) <= 6
    assert [row.added_in for row in files_of(newest)] == list(range(1, 11))
    assert [row.file for row in files_of(open_snapshot(corpus.home, 3))] == ["file0", "file1", "file2"]
    for number in range(1, 11):
        rows = corpus.rows(open_snapshot(corpus.home, number))
        assert [key for key, _, _ in rows if key != "shared"] == [f"key{day}" for day in range(number)]
        assert [said for key, said, _ in rows if key == "shared"] == [str(day) for day in range(number)]


def test_a_snapshot_opens_however_many_years_and_versions_lie_behind_it(
    make_corpus: Callable[[Path], Corpus], tmp_path: Path
) -> None:
    # Delta writes a checkpoint each hundredth version and by its own rules then forgets logs older than a month.
    corpus = make_corpus(tmp_path)
    corpus.put({"a": "0"}, file="first")
    path = corpus.home.tables / "facts"
    rows = DeltaTable(path).to_pyarrow_table()
    for number in range(203):
        writing.write_table(path, rows)
        if number == 120:
            long_ago = (datetime.now(UTC) - timedelta(days=400)).timestamp()
            for log in (path / "_delta_log").iterdir():
                os.utime(log, (long_ago, long_ago))
    assert corpus.rows(open_snapshot(corpus.home, 1)) == [("a", "0", 1)]


def test_rows_of_a_writer_that_died_are_never_seen_and_not_kept(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one")
    dead = corpus.staged({"leaked": "1"}, file="dead")
    writing._append_new(corpus.home, latest(corpus.home), dead, 2)
    writing._append_new(corpus.home, latest(corpus.home), corpus.staged({"x": "1"}, file="dead", table="other"), 2)
    assert corpus.rows(latest(corpus.home)) == [("a", "1", 1)]
    corpus.put({"b": "1"}, file="two", day=1)
    after = corpus.put({"y": "1"}, file="three", day=2, table="other")
    assert corpus.rows(after) == [("a", "1", 1), ("b", "1", 2)]
    assert corpus.rows(after, "other") == [("y", "1", 3)]


def _orphan(corpus: Corpus, *, days_old: float) -> Path:
    path: Path = corpus.home.tables / "facts" / f"part-of-a-dead-writer-{days_old}.parquet"
    path.write_bytes(b"unfinished")
    when = LONG_AFTER.timestamp() - days_old * 86_400
    os.utime(path, (when, when))
    return path


def test_clean_up_removes_what_no_snapshot_names_once_it_is_a_day_old(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one")
    old, young = _orphan(corpus, days_old=1.01), _orphan(corpus, days_old=0.99)
    assert clean_up(home=corpus.home, at=LONG_AFTER) == (old,)
    assert not old.exists()
    assert young.exists()


def test_clean_up_keeps_every_version_any_snapshot_names(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "COMPACT_BEYOND_FILES", 3)
    for day in range(6):
        corpus.put({f"key{day}": "1"}, file=f"file{day}", day=day)
    before = {snapshot.number: corpus.rows(snapshot) for snapshot in snapshots_of(corpus.home)}
    writing._append_new(corpus.home, latest(corpus.home), corpus.staged({"leaked": "1"}, file="dead"), 7)
    assert clean_up(home=corpus.home, at=LONG_AFTER)
    assert {snapshot.number: corpus.rows(snapshot) for snapshot in snapshots_of(corpus.home)} == before
    assert corpus.put({"late": "1"}, file="late", day=9).number == 7
    assert clean_up(home=corpus.home, at=datetime(2024, 1, 1, tzinfo=UTC)) == ()


def test_clean_up_of_a_new_home_removes_nothing(corpus: Corpus) -> None:
    assert clean_up(home=corpus.home, at=LONG_AFTER) == ()


def test_a_home_is_made_once_and_never_over_other_things(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with pytest.raises(HomeError, match=r"home\.missing"):
        latest(home)
    home.create()
    home.create()
    assert snapshots_of(home) == ()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "private.txt").write_text("mine")
    with pytest.raises(HomeError, match=r"home\.not_empty"):
        Home(tmp_path / "letters").create()
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["private.txt"]
