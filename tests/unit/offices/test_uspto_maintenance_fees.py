from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from patentry.offices.reading import Batch, Source
from patentry.offices.registry import format_of
from patentry.offices.uspto_maintenance_fees import UsptoMaintenanceFees
from patentry.records import EventKind, Severity, kind_of_event

PAID = "0000007999001 12999001 Y 20090302 20110816 20150216 M2551"
REMINDED = "0000007999001 12999001 Y 20090302 20110816 20190304 REM. "
EXPIRED = "0000007999001 12999001 N 20090302 20110816 20190909 EXP. "
OLD = "4999001 06999001 N 19890301 19910312 19940902 M183 "


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str | bytes], Batch]:
    def read_text(text: str | bytes) -> Batch:
        path = tmp_path / "events.txt"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        batch = Batch()
        chosen = UsptoMaintenanceFees()
        for chunk in chosen.chunks(Source(path, path.name)):
            part = chosen.read(chunk)
            batch.documents += part.documents
            batch.rejected += part.rejected
            batch.events += part.events
            batch.problems += part.problems
            batch.quarantine += part.quarantine
        assert batch.kept == len(batch.events)
        return batch

    return read_text


def kinds(batch: Batch) -> list[EventKind]:
    return [kind_of_event(authority="US", code=event.code, title=event.title) for event in batch.events]


def test_each_line_is_an_event_of_its_patent(read: Callable[..., Batch]) -> None:
    batch = read(f"{PAID}\r\n{REMINDED}\r\n{EXPIRED}\r\n")
    paid, reminded, expired = batch.events
    assert (paid.number, paid.is_application, paid.code, paid.detail) == ("US7999001", False, "M2551", "small entity")
    assert (paid.announced, paid.effective) == (date(2015, 2, 16), date(2015, 2, 16))
    assert kinds(batch) == [EventKind.FEE_PAYMENT_1, EventKind.GRACE, EventKind.US_EXPIRY]
    assert expired.title == "Patent expired for failure to pay maintenance fees"
    assert reminded.detail == "small entity"


def test_an_expiry_leaves_its_effective_date_to_status(read: Callable[..., Batch]) -> None:
    (expired,) = read(EXPIRED).events
    assert (expired.announced, expired.effective) == (date(2019, 9, 9), None)


def test_lines_of_the_older_width_stand_beside_the_newer(read: Callable[..., Batch]) -> None:
    batch = read(f"{OLD}\n{PAID}\n")
    assert [event.number for event in batch.events] == ["US4999001", "US7999001"]
    assert kinds(batch)[0] is EventKind.FEE_PAYMENT_1


@pytest.mark.parametrize(
    ("written", "number"),
    [("0000RE0039001", "USRE39001"), ("00000RE039001", "USRE39001"), ("0000011999001", "US11999001")],
)
def test_letters_and_noughts_of_a_number_are_read(written: str, number: str, read: Callable[..., Batch]) -> None:
    (event,) = read(PAID.replace("0000007999001", written)).events
    assert event.number == number


def test_an_unknown_code_is_kept_and_reported(read: Callable[..., Batch]) -> None:
    batch = read(PAID.replace("M2551", "ZZ99"))
    assert [problem.code for problem in batch.problems] == ["event_unrecognised"]
    assert kinds(batch) == [EventKind.UNRECOGNISED]


def test_an_event_before_the_grant_is_kept_and_reported(read: Callable[..., Batch]) -> None:
    (problem,) = read(PAID.replace("20150216", "20100216")).problems
    assert (problem.code, problem.severity) == ("event_before_grant", Severity.WARNING)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (PAID[:40], "line_layout_unknown"),
        ("patent,application,code", "line_layout_unknown"),
        (PAID.replace(" Y ", " é "), "line_layout_unknown"),
        (PAID.replace("20150216", "20150230"), "date_impossible"),
        (PAID.replace("20150216", "2015 216"), "date_unreadable"),
        (PAID.replace("20150216", "00000000"), "date_missing"),
        (PAID.replace("20150216", "        "), "date_missing"),
        (PAID.replace("0000007999001", "0000007999001".replace("7", "XYZQ7")[:13]), "number_unreadable"),
    ],
)
def test_a_bad_line_is_refused_by_name_and_the_next_is_read(line: str, code: str, read: Callable[..., Batch]) -> None:
    batch = read(f"{line}\n{PAID}\n")
    assert (batch.documents, batch.rejected) == (2, 1)
    assert [problem.code for problem in batch.problems] == [code]
    assert batch.problems[0].row == 1
    assert batch.quarantine[0].content.strip() == line.encode().decode("latin-1").strip()


def test_blank_lines_and_padding_at_the_end_are_no_documents(read: Callable[..., Batch]) -> None:
    assert read(f"\n{PAID}\n   \n\x00\x00\n\x1a").documents == 1


def test_line_ends_of_carriage_returns_alone_are_read(read: Callable[..., Batch]) -> None:
    assert len(read(f"{PAID}\r{EXPIRED}\r").events) == 2


def test_blocks_lose_no_line(read: Callable[..., Batch], monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{PAID}\r\n{REMINDED}\r\n{EXPIRED}\r\n" * 20
    whole = read(text)
    monkeypatch.setattr("patentry.offices.uspto_maintenance_fees.format.BLOCK_BYTES", 71)
    assert read(text).events == whole.events


def test_rows_are_line_numbers_across_blocks(read: Callable[..., Batch], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentry.offices.uspto_maintenance_fees.format.BLOCK_BYTES", 100)
    batch = read(f"{PAID}\n" * 7 + "broken\n")
    assert [problem.row for problem in batch.problems] == [8]


def test_the_file_is_known_by_its_columns(write: Callable[..., Source]) -> None:
    assert format_of(write(f"{PAID}\n{OLD}\n", "x.txt")).name == "uspto_maintenance_fees"
    assert format_of(write(PAID, "x.txt")).name == "uspto_maintenance_fees"


@pytest.mark.samples
def test_the_genuine_line_is_read(samples: Path) -> None:
    path = samples / "uspto" / "maintenance" / "maintfee_events_sample.txt"
    chosen = format_of(Source(path, path.name))
    batches = [chosen.read(chunk) for chunk in chosen.chunks(Source(path, path.name))]
    assert [event.number for batch in batches for event in batch.events] == ["US4593999"]
    assert not batches[0].problems
