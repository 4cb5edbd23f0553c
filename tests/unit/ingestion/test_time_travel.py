"""Snapshots as an officer meets them: files come in, figures change, and every earlier answer can still be had."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from district_files import (
    EVENT_HEADING,
    LIST_HEADING,
    first_files,
    granted,
    lapse,
    later_files,
    number_of,
    published,
    text_of,
    write,
)

from patentry.corpus import Home, accept, files_of, latest, open_snapshot, roll_back, snapshots_of
from patentry.ingestion import IngestReport, ingest
from patentry.ingestion.export import records_of
from patentry.records.jsonl import record_to_json
from patentry.statistics import open_statistics
from patentry.status import tenures
from patentry.wording import Refusal

ON = date(2023, 6, 30)


def take(home: Home, *paths: Path, day: int = 2) -> IngestReport:
    return ingest(home=home, paths=paths, at=datetime(2024, 1, day, tzinfo=UTC))


def stock(home: Home, snapshot: int | None = None) -> float | None:
    statistics = open_statistics(home=home.path, snapshot=snapshot)
    return statistics.figure("effective_inventions", region="core", on=ON).rows[0].value


def lines(home: Home, snapshot: int | None = None) -> list[str]:
    return [record_to_json(record) for record in records_of(open_snapshot(home, snapshot), number=None)]


@pytest.fixture
def copied(district: Home, tmp_path: Path) -> Home:
    """A home of one's own at snapshot 1."""
    shutil.copytree(district.path, tmp_path / "copy")
    return Home(tmp_path / "copy")


def test_an_earlier_snapshot_gives_the_earlier_figure_and_the_earlier_records(copied: Home, tmp_path: Path) -> None:
    before = lines(copied)
    assert stock(copied) == 4
    assert take(copied, *later_files(tmp_path / "later"), day=9).snapshot == 2
    assert stock(copied) == 4 + 3 - 1
    assert stock(copied, snapshot=1) == 4
    assert lines(copied, snapshot=1) == before
    after = lines(copied)
    assert len(after) == 8
    assert sum("改名装置2" in line for line in after) == 1
    with pytest.raises(Refusal, match="snapshot"):
        stock(copied, snapshot=3)


def test_the_same_files_twice_change_nothing_and_give_the_same_account(home: Home, tmp_path: Path) -> None:
    paths = first_files(tmp_path / "files")
    paths.append(write(tmp_path, "faulty.csv", text_of(LIST_HEADING, [granted(40), granted(41).replace("CN", "X", 0)])))
    paths[-1].write_text(paths[-1].read_text().replace(number_of(41), "2.01410E+11"))
    first = take(home, *paths)
    again = take(home, *paths, day=9)
    assert again == first
    assert first.files[-1].problems[0].code == "number_digits_lost"
    assert again.snapshot == 1
    assert [snapshot.number for snapshot in snapshots_of(home)] == [1]


def test_the_same_bytes_under_another_name_are_the_same_file(copied: Home, tmp_path: Path) -> None:
    other = write(tmp_path, "renamed.csv", text_of(LIST_HEADING, [granted(n) for n in range(1, 6)]))
    report = take(copied, other, other)
    assert report.snapshot == 1
    assert [(file.path, file.documents, file.kept) for file in report.files] == [(str(other), 5, 5)] * 2


def test_one_file_named_twice_in_one_ingest_is_taken_once(home: Home, tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", text_of(LIST_HEADING, [granted(1)]))
    assert [file.kept for file in take(home, path, path).files] == [1, 1]
    assert len(lines(home)) == 1
    assert len(files_of(latest(home))) == 1


def test_rows_already_known_in_a_new_file_add_no_row_but_leave_their_provenance(copied: Home, tmp_path: Path) -> None:
    partly = write(tmp_path, "again.csv", text_of(LIST_HEADING, [granted(2), granted(3)]))
    report = take(copied, partly)
    assert (report.snapshot, report.files[0].kept, report.files[0].rejected) == (2, 2, 0)
    one, two = snapshots_of(copied)
    assert one.versions["records"] == two.versions["records"]
    assert [row.name for row in files_of(two) if row.added_in == 2] == ["again.csv"]
    assert lines(copied, snapshot=2) == lines(copied, snapshot=1)


def test_publication_and_grant_are_two_records_of_one_patent(home: Home, tmp_path: Path) -> None:
    take(home, *first_files(tmp_path / "files"))
    take(home, write(tmp_path, "a.csv", text_of(LIST_HEADING, [published(30)])), day=3)
    assert stock(home) == 4
    take(home, write(tmp_path, "b.csv", text_of(LIST_HEADING, [granted(30, day="2018-07-06")])), day=4)
    assert stock(home) == 5
    found = list(records_of(latest(home), number=number_of(30)))
    assert [record.kind for record in found] == ["A", "B"]
    life = open_statistics(home=home.path).life("CN104000030A")
    assert (life.number, life.grant_date) == ("CN104000030B", date(2018, 7, 6))
    assert stock(home, snapshot=2) == 4


def test_a_record_without_a_publication_number_joins_the_one_that_has_both(home: Home, tmp_path: Path) -> None:
    take(home, *first_files(tmp_path / "files"))
    only_application = f"{number_of(31)},,发明,一种装置31,2015-03-02,,2018-07-06,云州甲公司,云州市高新区科创路1号,"
    take(home, write(tmp_path, "a.csv", text_of(LIST_HEADING, [only_application])), day=3)
    assert stock(home) == 5
    take(home, write(tmp_path, "b.csv", text_of(LIST_HEADING, [granted(31, day="2018-07-06")])), day=4)
    assert stock(home) == 5
    by_publication = write(
        tmp_path, "e.csv", text_of(EVENT_HEADING, [lapse(31)]).replace(number_of(31), "CN104000031B")
    )
    take(home, by_publication, day=5)
    assert stock(home) == 4


def test_the_snapshot_says_which_files_it_stands_on(copied: Home, tmp_path: Path) -> None:
    take(copied, *later_files(tmp_path / "later"), day=9)
    rows = files_of(latest(copied))
    assert [(row.name, row.added_in) for row in rows] == [
        ("events.csv", 1),
        ("list.csv", 1),
        ("populations.csv", 1),
        ("regions.csv", 1),
        ("enterprises.csv", 2),
        ("events2.csv", 2),
        ("list2.csv", 2),
    ]
    by_name = {row.name: row for row in rows}
    assert by_name["list2.csv"].format == "cnipa_table"
    assert by_name["list2.csv"].read_at == datetime(2024, 1, 9, tzinfo=UTC)
    assert all(len(row.file) == 64 and row.documents == row.kept + row.rejected for row in rows)


def test_nothing_is_left_in_staging(copied: Home, tmp_path: Path) -> None:
    take(copied, *later_files(tmp_path / "later"))
    assert list(copied.staging.iterdir()) == []


def test_an_open_reader_keeps_its_answers_whatever_others_ask(copied: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tenures, "KEPT_DERIVATIONS", 0)
    reader = open_statistics(home=copied.path)

    def ask(known: date | None = None) -> float | None:
        return reader.figure("effective_inventions", region="core", on=ON, known=known).rows[0].value

    assert ask() == 4
    early, late = date(2020, 1, 1), date(2021, 12, 31)
    assert [ask(early), ask(late)] == [5, 4]
    assert [ask(), ask(early)] == [4, 5]
    for folder in copied.derived.iterdir():
        os.utime(folder, (1e9, 1e9))
    assert ask(date(2017, 6, 1)) == 5
    assert len(list(copied.derived.iterdir())) == 2, "the old ones were not forgotten, or the current one was"
    assert ask() == 4


def test_a_staged_snapshot_is_derived_once_and_accepted_as_it_is(copied: Home, tmp_path: Path) -> None:
    assert stock(copied) == 4
    at = datetime(2024, 1, 9, tzinfo=UTC)
    staged = ingest(home=copied, paths=list(later_files(tmp_path / "later")), at=at, is_staged=True).snapshot
    assert (stock(copied), stock(copied, snapshot=staged)) == (4, 4 + 3 - 1)
    derived = sorted(copied.derived.iterdir())
    assert len(derived) == 2
    accepted = accept(home=copied, number=staged, at=at).number
    assert (accepted, stock(copied)) == (3, 4 + 3 - 1)
    assert (roll_back(home=copied, number=1, at=at).number, stock(copied)) == (4, 4)
    assert sorted(copied.derived.iterdir()) == derived
