"""A vendor's word and the gazette: both are kept, the gazette counts, and the contradiction is listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from patentry.cli import main
from patentry.corpus import Home, latest
from patentry.ingestion import ingest
from patentry.status.stated_words import StatusContradiction, status_contradictions
from patentry.status.tenures import tenures_of

AT = datetime(2024, 1, 10, tzinfo=UTC)
HEADING = (
    "Publication Number,Application Number,Title,Application Date,Publication Date,Simple Legal Status,Expired Date\n"
)
EVENTS = "number,date,effective_date,code,text\n"
GRANTED = "CN201810000011.8,2020-03-06,2020-03-06,,授权\n"
LAPSED = "CN201810000011.8,2023-09-05,2023-01-05,,专利权的终止\n"
ANOTHER = "CN201810000022.6,2023-10-10,,,授权\n"
OTHER_VENDOR_ROW = "CN101000022B,CN201810000022.6,A mast,2018-01-05,2023-10-10,Active,\n"
Found = Callable[..., list[StatusContradiction]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """Ingest a vendor's word and events, and answer the contradictions."""

    def ingest_both(word: str, *events: str, lapsed: str = "", on: date | None = None) -> list[StatusContradiction]:
        home = Home(tmp_path / "home")
        home.create()
        row = f"CN101000011B,CN201810000011.8,A lamp,2018-01-05,2020-03-06,{word},{lapsed}\n"
        (tmp_path / "vendor.csv").write_text(HEADING + row + OTHER_VENDOR_ROW, encoding="utf-8")
        (tmp_path / "events.csv").write_text(EVENTS + "".join(events), encoding="utf-8")
        ingest(home=home, paths=[tmp_path / "vendor.csv", tmp_path / "events.csv"], at=AT)
        return list(status_contradictions(tenures_of(latest(home)), on=on))

    return ingest_both


def test_lapsed_in_words_and_in_force_by_the_gazette_contradict_each_other(found: Found) -> None:
    (one,) = found("Inactive", GRANTED, ANOTHER)
    assert (one.number, one.words, one.says, one.gazette) == ("CN101000011B", "Inactive", "lapsed", "in_force")
    assert (one.name, one.format, one.day, one.since) == ("vendor.csv", "patsnap", date(2023, 10, 10), date(2020, 3, 6))


def test_in_force_in_words_and_ended_by_the_gazette_contradict_each_other(found: Found) -> None:
    (one,) = found("Active", GRANTED, LAPSED, ANOTHER)
    assert (one.says, one.gazette, one.since, one.reason) == ("in_force", "ended", date(2023, 9, 5), "cause.fee_lapse")


def test_before_the_gazette_announced_the_end_the_word_was_right(found: Found) -> None:
    assert not found("Active", GRANTED, LAPSED, ANOTHER, on=date(2023, 9, 4))


def test_a_word_that_agrees_contradicts_nothing(found: Found) -> None:
    assert not found("Inactive", GRANTED, LAPSED, ANOTHER)


def test_where_the_gazette_is_silent_about_a_patent_its_status_is_unknown_and_nothing_is_contradicted(
    found: Found,
) -> None:
    assert not found("Inactive", ANOTHER)


def test_a_lapse_stated_for_a_day_the_gazette_does_not_reach_contradicts_nothing(found: Found) -> None:
    assert not found("Inactive", GRANTED, ANOTHER, lapsed="2023-12-05")


def test_pending_in_words_and_granted_by_the_gazette_contradict_each_other(found: Found) -> None:
    (one,) = found("Pending", GRANTED, ANOTHER)
    assert (one.says, one.gazette) == ("not_granted", "in_force")


def test_a_word_nobody_knows_says_nothing(found: Found) -> None:
    assert not found("Undetermined", GRANTED, LAPSED, ANOTHER)


def test_the_officer_sees_it_in_the_report_and_lists_it(
    tmp_path: Path, found: Found, capsys: pytest.CaptureFixture[str]
) -> None:
    found("Active", GRANTED, ANOTHER)
    home = ["--home", str(tmp_path / "home"), "--lang", "en"]
    (tmp_path / "later.csv").write_text(EVENTS + LAPSED, encoding="utf-8")
    assert main([*home, "ingest", str(tmp_path / "vendor.csv"), str(tmp_path / "later.csv")]) == 0
    assert "vendor_status_contradicts ×1" in capsys.readouterr().out
    assert main([*home, "contradictions", "--number", "CN201810000011.8"]) == 0
    printed = capsys.readouterr().out
    assert "no longer in force on 2023-10-10" in printed
    assert "vendor.csv (patsnap)" in printed
    assert main([*home, "--json", "contradictions"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in told["statuses"]] == ["CN101000011B"]
    assert told["sources"] == []
    assert main([*home, "records", "--sources"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0]["sources"]["title"] == {"file": "vendor.csv", "format": "patsnap"}
