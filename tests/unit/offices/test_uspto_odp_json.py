from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from patentry.offices.reading import Batch, Source
from patentry.offices.registry import format_of
from patentry.records import EventKind, Inventor, LegalEvent, Party, Priority, RightType, Severity, kind_of_event

sys.path.insert(0, str(Path(__file__).parent))
from odp_json import WRAPPER, changed

Read = Callable[..., Batch]


@pytest.fixture
def read(write: Callable[..., Source]) -> Read:
    def read_wrappers(*wrappers: Any, content: str | bytes | None = None) -> Batch:
        answer = json.dumps({"count": len(wrappers), "patentFileWrapperDataBag": wrappers, "facets": []})
        source = write(answer if content is None else content, "answer.json")
        chosen = format_of(source)
        assert chosen.name == "uspto_odp_json"
        whole = Batch()
        for chunk in chosen.chunks(source):
            batch = chosen.read(chunk)
            for part in ("records", "events", "problems", "quarantine"):
                getattr(whole, part).extend(getattr(batch, part))
            whole.documents += batch.documents
            whole.rejected += batch.rejected
        assert whole.rejected == len(whole.quarantine)
        return whole

    return read_wrappers


def kind(event: LegalEvent) -> EventKind:
    return kind_of_event(authority="US", code=event.code, title=event.title)


def codes(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems]


def test_a_wrapper_is_the_records_of_what_it_published(read: Read) -> None:
    batch = read(WRAPPER)
    assert (batch.documents, batch.rejected, batch.problems) == (1, 0, [])
    published, granted = batch.records
    assert (published.publication_number, published.kind) == ("US20160999001A1", "A1")
    assert (published.publication_date, published.grant_date) == (date(2016, 9, 8), None)
    assert (granted.publication_number, granted.application_number) == ("US9999001", "US15/999001")
    assert (granted.grant_date, granted.right_type) == (date(2017, 3, 21), RightType.INVENTION)
    assert granted.title[0].text == "LANTERN WITH A QUILL"
    assert granted.applicants == (Party("Lantern Works, Inc.", "CN", "1 Innovation Road, Beijing, CHINA", "100000"),)
    assert granted.inventors == (Inventor("Kim Sample", "US"),)
    assert granted.cpc == ("H01L29/66325", "F21L4/00")
    assert granted.other_classes == ("USPC 257/197",)
    assert granted.priorities == (Priority("CN201110135735.0", date(2011, 5, 4)),)


def test_term_adjustment_and_the_earliest_parent_that_counts_are_read(read: Read) -> None:
    published, granted = read(WRAPPER).records
    assert (granted.term_extension_days, published.term_extension_days) == (41, None)
    assert granted.term_filing_date == date(2012, 5, 2)


def test_transactions_are_events_and_a_petition_granted_is_no_grant(read: Read) -> None:
    events = {event.code: event for event in read(WRAPPER).events}
    assert events["M1551"].effective == date(2020, 9, 1)
    assert kind(events["M1551"]) is EventKind.FEE_PAYMENT_1
    assert (kind(events["PGM/"]), kind(events["PDG"])) == (EventKind.GRANT, EventKind.UNRECOGNISED)
    assert kind(events["CTNF"]) is EventKind.OFFICE_ACTION
    assert kind(events["ST-PATENTED"]) is EventKind.OTHER
    assert {(event.number, event.is_application) for event in events.values()} == {("US9999001", False)}


def test_assignments_are_the_events_of_the_assignment_files(read: Read) -> None:
    (event,) = [event for event in read(WRAPPER).events if event.code == "AS-TRANSFER"]
    assert (event.effective, event.announced) == (date(2018, 4, 16), date(2018, 5, 21))
    assert (event.contract_number, event.before) == ("099001/0012", (Party("LANTERN WORKS, INC."),))
    assert event.after == (Party("QUILL SYSTEMS LLC", "US", "5 WEST STREET, SPRINGFIELD, OREGON", "97000"),)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("Docketed New Case - Ready for Examination", EventKind.EXAMINATION),
        ("Abandoned  --  Failure to Respond to an Office Action", EventKind.DEEMED_WITHDRAWAL),
        ("Expressly Abandoned  --  During Examination", EventKind.WITHDRAWAL),
    ],
)
def test_the_status_of_an_application_says_whether_it_is_pending(status: str, expected: EventKind, read: Read) -> None:
    pending = changed(
        WRAPPER,
        applicationMetaData__patentNumber=None,
        applicationMetaData__grantDate=None,
        applicationMetaData__applicationStatusDescriptionText=status,
        eventDataBag=[],
        assignmentBag=[],
    )
    (event,) = read(pending).events
    assert (event.number, event.is_application, kind(event)) == ("US15/999001", True, expected)


def test_an_expiry_that_only_the_status_tells_is_an_event(read: Read) -> None:
    text = "Patent Expired Due to NonPayment of Maintenance Fees Under 37 CFR 1.362"
    expired = changed(WRAPPER, applicationMetaData__applicationStatusDescriptionText=text)
    assert [event.code for event in read(expired).events if kind(event) is EventKind.US_EXPIRY] == ["ST-EXPIRED"]
    entered = {"eventCode": "EXP.", "eventDescriptionText": "Expire Patent", "eventDate": "2021-04-26"}
    both = changed(expired, eventDataBag=[entered])
    (event,) = [event for event in read(both).events if kind(event) is EventKind.US_EXPIRY]
    assert (event.code, event.effective) == ("EXP.", None)


def test_an_application_that_published_nothing_is_one_record(read: Read) -> None:
    bare = changed(
        WRAPPER,
        applicationMetaData__patentNumber=None,
        applicationMetaData__grantDate=None,
        applicationMetaData__earliestPublicationNumber=None,
        applicationMetaData__applicantBag=None,
    )
    (record,) = read(bare).records
    assert (record.publication_number, record.application_number) == (None, "US15/999001")
    assert record.applicants == (Party("Lantern Works, Inc."),)


def test_a_reexamination_is_events_of_the_patent_it_is_about(read: Read) -> None:
    reexamination = changed(
        WRAPPER,
        applicationNumberText="90999001",
        parentContinuityBag=[{"claimParentageTypeCode": "REX", "parentPatentNumber": "8888001"}],
        eventDataBag=[
            {"eventCode": "RXC", "eventDescriptionText": "Reexam Certificate Issued", "eventDate": "2019-05-06"}
        ],
    )
    batch = read(reexamination)
    assert batch.records == []
    assert [(event.number, kind(event)) for event in batch.events] == [
        ("US8888001", EventKind.INVALIDATION_REQUEST),
        ("US8888001", EventKind.INVALIDATION_END),
    ]


def test_a_reissue_surrenders_the_original(read: Read) -> None:
    reissue = changed(
        WRAPPER,
        applicationMetaData__patentNumber="RE49001",
        parentContinuityBag=[
            {
                "claimParentageTypeCode": "REI",
                "parentPatentNumber": "8888001",
                "parentApplicationFilingDate": "2010-01-04",
            }
        ],
    )
    batch = read(reissue)
    (event,) = [event for event in batch.events if event.code == "REISSUED"]
    assert (event.number, event.effective, kind(event)) == ("US8888001", date(2017, 3, 21), EventKind.ABANDONMENT)
    assert batch.records[-1].term_filing_date == date(2010, 1, 4)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"applicationMetaData__patentNumber": "??", "applicationNumberText": "?"}, "number_missing"),
        ({"applicationMetaData__grantDate": "2014-03-21"}, "grant_before_filing"),
        ({"applicationNumberText": None, "applicationMetaData": None}, "not_a_file_wrapper"),
    ],
)
def test_a_wrapper_that_cannot_be_taken_is_refused_and_the_next_is_read(
    changes: dict[str, Any], code: str, read: Read
) -> None:
    batch = read(changed(WRAPPER, **changes), WRAPPER)
    assert (batch.documents, batch.rejected, len(batch.records)) == (2, 1, 2)
    rejections = [problem.code for problem in batch.problems if problem.severity is Severity.REJECTED]
    assert rejections == [code]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"applicationMetaData__earliestPublicationDate": "2016-02-30"}, "date_impossible"),
        ({"applicationMetaData__inventionTitle": None}, "field_missing"),
        ({"applicationMetaData__cpcClassificationBag": ["H01"]}, "class_unreadable"),
        ({"eventDataBag": [{"eventCode": "X"}]}, "event_undated"),
        ({"assignmentBag": [{"conveyanceText": "LICENSE"}]}, "event_undated"),
        (
            {"parentContinuityBag": [{"claimParentageTypeCode": "XYZ"}]},
            "continuity_unrecognised",
        ),
        (
            {"parentContinuityBag": [{"claimParentageTypeCode": "CON", "parentApplicationFilingDate": "2020-01-06"}]},
            "parent_after_filing",
        ),
    ],
)
def test_a_doubtful_field_is_left_out_and_reported(changes: dict[str, Any], code: str, read: Read) -> None:
    batch = read(changed(WRAPPER, **changes))
    assert (batch.rejected, codes(batch)) == (0, [code])


def test_lists_that_are_single_objects_and_fields_of_other_types_are_read_or_left_out(read: Read) -> None:
    odd = changed(WRAPPER, assignmentBag=WRAPPER["assignmentBag"][0], eventDataBag="none", foreignPriorityBag=3)
    batch = read(odd)
    assert [event.code for event in batch.events] == ["ST-PATENTED", "AS-TRANSFER"]


def test_wrappers_without_an_answer_around_them_are_read(read: Read) -> None:
    line = json.dumps(WRAPPER)
    assert len(read(content=f"{line}\n{line}\n").records) == 4
    assert len(read(content=f"[{line},{line}]").records) == 4
    assert len(read(content=line).records) == 2


def test_a_file_cut_off_loses_the_wrapper_it_is_cut_in(read: Read) -> None:
    content = json.dumps({"patentFileWrapperDataBag": [WRAPPER, WRAPPER]})
    batch = read(content=content[:-200])
    assert (batch.documents, batch.rejected, len(batch.records)) == (2, 1, 2)
    assert codes(batch) == ["json_broken"]
