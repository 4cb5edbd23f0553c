from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from patentry.offices.reading import Batch, Source
from patentry.offices.registry import format_named, format_of
from patentry.offices.uspto_recordations.conveyances import code_of_conveyance
from patentry.records import EventKind, Party, kind_of_event

sys.path.insert(0, str(Path(__file__).parent))
from assignment_xml import ASSIGNMENT, SEARCHED, answer, daily

Read = Callable[[str | bytes], Batch]


@pytest.fixture
def read(write: Callable[..., Source]) -> Read:
    def read_content(content: str | bytes) -> Batch:
        source = write(content, "assignments.xml")
        assert format_of(source).name == "uspto_assignment_xml"
        chosen = format_named("uspto_assignment_xml")
        whole = Batch()
        for chunk in chosen.chunks(source):
            batch = chosen.read(chunk)
            whole.documents += batch.documents
            whole.rejected += batch.rejected
            whole.events += batch.events
            whole.problems += batch.problems
            whole.quarantine += batch.quarantine
        assert whole.rejected == len(whole.quarantine)
        return whole

    return read_content


@pytest.mark.parametrize("content", [daily(ASSIGNMENT), answer(SEARCHED)], ids=["daily", "search"])
def test_a_recording_is_an_event_of_each_of_its_properties(content: str, read: Read) -> None:
    batch = read(content)
    assert (batch.documents, batch.rejected, batch.problems) == (1, 0, [])
    patent, application = batch.events
    assert patent.number in ("US9999001B2", "US9999001")
    assert (patent.is_application, application.number, application.is_application) == (False, "US16/999002", True)
    assert (patent.announced, patent.effective) == (date(2018, 5, 21), date(2018, 4, 16))
    assert (patent.contract_number, patent.code) == ("099001/0012", "AS-TRANSFER")
    assert [party.name for party in patent.before] == ["SAMPLE, KIM", "EXAMPLE, ROBIN A"]
    assert patent.after == (
        Party("QUILL SYSTEMS LLC", "US", "5 WEST STREET, SPRINGFIELD, OREGON", "97000"),
        Party("BEACON & CO.", "CN", "9 INNOVATION ROAD, BEIJING, CHINA", "100000"),
    )
    assert kind_of_event(authority="US", code=patent.code, title=patent.title) is EventKind.TRANSFER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).", EventKind.TRANSFER),
        ("ASSIGNMENT OF ASSIGNOR'S INTEREST", EventKind.TRANSFER),
        ("NUNC PRO TUNC ASSIGNMENT (SEE DOCUMENT FOR DETAILS).", EventKind.TRANSFER),
        ("MERGER (SEE DOCUMENT FOR DETAILS).", EventKind.TRANSFER),
        ("MERGER AND CHANGE OF NAME", EventKind.TRANSFER),
        ("CHANGE OF NAME (SEE DOCUMENT FOR DETAILS).", EventKind.NAME_CHANGE),
        ("CONVERSION (SEE DOCUMENT FOR DETAILS).", EventKind.NAME_CHANGE),
        ("SECURITY INTEREST (SEE DOCUMENT FOR DETAILS).", EventKind.PLEDGE),
        ("FIRST LIEN PATENT SECURITY AGREEMENT", EventKind.PLEDGE),
        ("RELEASE BY SECURED PARTY (SEE DOCUMENT FOR DETAILS).", EventKind.PLEDGE_RELEASE),
        ("TERMINATION AND RELEASE OF SECURITY INTEREST IN PATENTS", EventKind.PLEDGE_RELEASE),
        ("ASSIGNMENT OF SECURITY INTEREST", EventKind.PLEDGE_CHANGE),
        ("LICENSE (SEE DOCUMENT FOR DETAILS).", EventKind.LICENCE),
        ("CONFIRMATORY LICENSE (SEE DOCUMENT FOR DETAILS).", EventKind.LICENCE),
        ("TERMINATION OF LICENSE", EventKind.LICENCE_END),
        ("CORRECTIVE ASSIGNMENT TO CORRECT THE ASSIGNEE NAME PREVIOUSLY RECORDED AT REEL: 1", EventKind.CORRECTION),
        ("CORRECTIVE ASSIGNMENT TO CORRECT THE RELEASE OF SECURITY INTEREST", EventKind.CORRECTION),
        ("COURT ORDER (SEE DOCUMENT FOR DETAILS).", EventKind.OTHER),
        ("EXECUTIVE ORDER 9424, CONFIRMATORY LICENSE", EventKind.LICENCE),
        ("GRANT OF CLIENT MANDATE", EventKind.UNRECOGNISED),
        ("", EventKind.UNRECOGNISED),
    ],
)
def test_the_conveyance_text_says_what_was_done(text: str, kind: EventKind) -> None:
    assert kind_of_event(authority="US", code=code_of_conveyance(text), title=text) is kind


def test_an_unknown_conveyance_is_kept_and_reported(read: Read) -> None:
    batch = read(daily(ASSIGNMENT.replace("ASSIGNMENT OF ASSIGNORS INTEREST", "PROMISE")))
    assert [problem.code for problem in batch.problems] == ["conveyance_unrecognised"]
    assert len(batch.events) == 2


def test_a_security_names_who_pledged_to_whom(read: Read) -> None:
    event = read(daily(ASSIGNMENT.replace("ASSIGNMENT OF ASSIGNORS INTEREST", "SECURITY INTEREST"))).events[0]
    assert event.parties[0] == ("pledgor", "SAMPLE, KIM")
    assert event.parties[-1] == ("pledgee", "BEACON & CO.")


def test_a_signature_after_the_recording_is_left_out(read: Read) -> None:
    batch = read(daily(ASSIGNMENT.replace("20180416", "20190416")))
    assert [problem.code for problem in batch.problems] == ["executed_after_recording"]
    assert batch.events[0].effective is None


def test_a_day_nobody_stated_is_none(read: Read) -> None:
    batch = read(daily(ASSIGNMENT.replace("20180416", "00010101").replace("20180402", "")))
    assert batch.problems == []
    assert batch.events[0].effective is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<purge-indicator>N", "<purge-indicator>Y", "assignment_purged"),
        ("patent-properties>", "patent-propertys>", "property_missing"),
        ("patent-assignment>", "patent-assignmnt>", "not_an_assignment"),
        ("</assignment-record>", "", "xml_broken"),
        ("KIM", "\x01", "xml_broken"),
        ("KIM", "&#0;", "xml_broken"),
    ],
)
def test_a_recording_that_cannot_be_taken_is_refused_and_the_next_is_read(
    old: str, new: str, code: str, read: Read
) -> None:
    if code == "not_an_assignment":
        batch = read(daily("<other/>"))
        assert (batch.documents, batch.rejected) == (1, 1)
    else:
        batch = read(daily(ASSIGNMENT.replace(old, new), ASSIGNMENT))
        assert (batch.documents, batch.rejected, len(batch.events)) == (2, 1, 2)
    assert [problem.code for problem in batch.problems] == [code]


def test_a_recording_without_any_day_is_refused(read: Read) -> None:
    bare = ASSIGNMENT
    for day in ("20180521", "20180402", "20180416"):
        bare = bare.replace(day, "")
    batch = read(daily(bare))
    assert (batch.rejected, batch.problems[-1].code) == (1, "date_missing")


def test_a_number_that_cannot_be_read_costs_that_property(read: Read) -> None:
    batch = read(daily(ASSIGNMENT.replace("16999002", "16ABC")))
    assert [event.number for event in batch.events] == ["US9999001B2"]
    assert batch.problems[0].code == "number_unreadable"


def test_an_impossible_day_is_reported_and_left_out(read: Read) -> None:
    batch = read(daily(ASSIGNMENT.replace("20180416", "20180431")))
    assert [problem.code for problem in batch.problems] == ["date_impossible"]
    assert batch.events[0].effective == date(2018, 4, 2)


def test_a_day_without_recordings_is_kept_without_events(read: Read) -> None:
    batch = read(daily())
    assert (batch.documents, batch.rejected, batch.events) == (1, 0, [])


def test_a_file_cut_off_loses_the_recording_it_is_cut_in(read: Read) -> None:
    whole = daily(ASSIGNMENT, ASSIGNMENT)
    batch = read(whole[: whole.rindex("<patent-properties>")])
    assert (batch.documents, batch.rejected, len(batch.events)) == (2, 1, 2)


def test_addresses_that_cannot_be_told_apart_are_left_out(read: Read) -> None:
    batch = read(answer(SEARCHED.replace("<str>SPRINGFIELD</str>", "").replace("<str>97000</str>", "")))
    assert [party.postcode for party in batch.events[0].after] == [None, None]


def test_one_property_named_twice_is_one_event(read: Read) -> None:
    start, end = ASSIGNMENT.index("<patent-property>"), ASSIGNMENT.index("</patent-property>")
    first = ASSIGNMENT[start:end] + "</patent-property>"
    batch = read(daily(ASSIGNMENT.replace("<patent-properties>", f"<patent-properties>{first}")))
    assert len(batch.events) == 2


@pytest.mark.samples
def test_the_genuine_answers_are_read(samples: Path) -> None:
    numbers = []
    for path in sorted((samples / "uspto" / "assignment").iterdir()):
        source = Source(path, path.name)
        chosen = format_of(source)
        assert chosen.name == "uspto_assignment_xml"
        for chunk in chosen.chunks(source):
            batch = chosen.read(chunk)
            assert (batch.documents, batch.rejected, batch.problems) == (1, 0, [])
            numbers += [event.number for event in batch.events]
    assert numbers == ["US7130913", "US7321937", "US6195024", "US6309424", "US6601104", "US15/334090"]
