from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from patentry.corpus import (
    SnapshotKind,
    accept,
    clean_up,
    files_of,
    latest,
    open_snapshot,
    roll_back,
    snapshot_on,
    snapshots_of,
)
from patentry.corpus.home import LAYOUT, MARK
from patentry.wording import Refusal

Corpus = Any
AT = datetime(2024, 2, 1, 12, tzinfo=UTC)


def refused(code: str, act: Any, **terms: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        act(at=AT, **terms)
    assert refusal.value.code == code
    assert all(str(terms["number"]) in refusal.value.sentence(lang) for lang in ("zh", "en"))


def test_a_staged_snapshot_opens_by_its_number_and_leaves_the_current_one_current(corpus: Corpus) -> None:
    corpus.put({"a": "old"}, file="one")
    staged = corpus.put({"a": "new", "b": "1"}, file="two", day=1, is_staged=True)
    assert (staged.number, staged.kind, staged.of) == (2, SnapshotKind.STAGED, 1)
    assert latest(corpus.home).number == 1
    assert snapshot_on(corpus.home, date(2024, 1, 9)).number == 1
    assert corpus.rows(latest(corpus.home)) == [("a", "old", 1)]
    assert corpus.rows(open_snapshot(corpus.home, 2)) == [("a", "old", 1), ("a", "new", 2), ("b", "1", 2)]
    assert [row.file for row in files_of(latest(corpus.home))] == ["one"]


def test_accepting_takes_a_new_number_with_the_staged_content(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one")
    corpus.put({"b": "1"}, file="two", day=1, is_staged=True)
    accepted = accept(home=corpus.home, number=2, at=AT)
    assert (accepted.number, accepted.kind, accepted.of, accepted.taken_at) == (3, SnapshotKind.ACCEPTED, 2, AT)
    assert latest(corpus.home) == accepted
    assert snapshot_on(corpus.home, date(2024, 1, 9)).number == 1
    assert corpus.rows(accepted) == [("a", "1", 1), ("b", "1", 2)]
    assert corpus.rows(corpus.put({"c": "1"}, file="three", day=40)) == [("a", "1", 1), ("b", "1", 2), ("c", "1", 4)]


def test_what_is_written_beside_a_staged_snapshot_neither_shows_it_nor_breaks_it(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one")
    corpus.put({"b": "staged", "x": "1"}, file="two", is_staged=True)
    corpus.put({"b": "other"}, file="three", is_staged=True)
    corpus.put({"y": "1"}, file="four", table="new", is_staged=True)
    taken = corpus.put({"c": "1"}, file="five", day=1)
    assert (taken.number, latest(corpus.home).number) == (5, 5)
    assert corpus.rows(taken) == [("a", "1", 1), ("c", "1", 5)]
    assert corpus.rows(open_snapshot(corpus.home, 2)) == [("a", "1", 1), ("b", "staged", 2), ("x", "1", 2)]
    assert corpus.rows(open_snapshot(corpus.home, 3)) == [("a", "1", 1), ("b", "other", 3)]
    assert corpus.rows(open_snapshot(corpus.home, 4), "new") == [("y", "1", 4)]
    with_new = corpus.put({"z": "1"}, file="six", day=2, table="new")
    assert corpus.rows(with_new, "new") == [("z", "1", 6)]
    assert clean_up(home=corpus.home, at=datetime(2200, 1, 1, tzinfo=UTC)) == ()
    assert corpus.rows(open_snapshot(corpus.home, 4), "new") == [("y", "1", 4)]


def test_only_a_staged_snapshot_over_the_current_one_is_accepted_and_only_once(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one")
    corpus.put({"b": "1"}, file="two", is_staged=True)
    corpus.put({"c": "1"}, file="three", is_staged=True)
    refused("snapshot.missing", accept, home=corpus.home, number=7)
    refused("snapshot.not_staged", accept, home=corpus.home, number=1)
    accept(home=corpus.home, number=2, at=AT)
    refused("snapshot.accepted_already", accept, home=corpus.home, number=2)
    refused("snapshot.stale", accept, home=corpus.home, number=3)
    assert [snapshot.number for snapshot in snapshots_of(corpus.home)] == [1, 2, 3, 4]


def test_going_back_makes_a_new_snapshot_with_the_old_content_and_erases_nothing(corpus: Corpus) -> None:
    corpus.put({"a": "old"}, file="one")
    corpus.put({"a": "wrong", "b": "1"}, file="two", day=1)
    restored = roll_back(home=corpus.home, number=1, at=AT)
    assert (restored.number, restored.kind, restored.of) == (3, SnapshotKind.RESTORED, 1)
    assert corpus.rows(latest(corpus.home)) == [("a", "old", 1)]
    assert [row.file for row in files_of(restored)] == ["one"]
    assert corpus.rows(open_snapshot(corpus.home, 2))[-1] == ("b", "1", 2)
    again = corpus.put({"a": "right"}, file="three", day=40)
    assert corpus.rows(again) == [("a", "old", 1), ("a", "right", 4)]
    assert corpus.rows(roll_back(home=corpus.home, number=2, at=AT)) == corpus.rows(open_snapshot(corpus.home, 2))


def test_going_back_to_what_is_current_or_only_staged_or_not_there_is_refused(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one")
    corpus.put({"b": "1"}, file="two", is_staged=True)
    refused("snapshot.is_current", roll_back, home=corpus.home, number=1)
    refused("snapshot.only_staged", roll_back, home=corpus.home, number=2)
    refused("snapshot.missing", roll_back, home=corpus.home, number=9)
    assert len(snapshots_of(corpus.home)) == 2


def test_a_home_from_before_snapshots_were_staged_is_read_and_raised_by_its_next_write(corpus: Corpus) -> None:
    corpus.put({"a": "1"}, file="one")
    path = corpus.home.tables / "snapshots"
    rows: pa.Table = DeltaTable(path).to_pyarrow_table().drop_columns(["kind", "of"])
    write_deltalake(path, rows, mode="overwrite", schema_mode="overwrite")
    mark = corpus.home.path / MARK
    mark.write_text("2", encoding="ascii")
    assert (latest(corpus.home).number, latest(corpus.home).kind) == (1, SnapshotKind.TAKEN)
    assert mark.read_text() == "2"
    corpus.put({"b": "1"}, file="two", is_staged=True)
    assert mark.read_text() == LAYOUT
    assert [(s.number, s.kind) for s in snapshots_of(corpus.home)] == [(1, "taken"), (2, "staged")]
    assert corpus.rows(latest(corpus.home)) == [("a", "1", 1)]
