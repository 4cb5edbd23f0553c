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
from patentry.records import EventKind, kind_of_event

sys.path.insert(0, str(Path(__file__).parent))
from odp_json import CERTIFICATE, DECISION, TRIAL, changed

Read = Callable[..., Batch]


@pytest.fixture
def read(write: Callable[..., Source]) -> Read:
    def read_rows(*rows: Any, bag: str = "patentTrialProceedingDataBag") -> Batch:
        source = write(json.dumps({"count": len(rows), bag: rows}), "answer.json")
        chosen = format_of(source)
        assert chosen.name == "uspto_ptab_json"
        batches = [chosen.read(chunk) for chunk in chosen.chunks(source)]
        assert len(batches) == 1
        assert batches[0].rejected == len(batches[0].quarantine)
        return batches[0]

    return read_rows


def told(batch: Batch) -> list[tuple[EventKind, date | None]]:
    return [
        (kind_of_event(authority="US", code=event.code, title=event.title), event.announced) for event in batch.events
    ]


def test_a_decided_trial_was_instituted_and_is_decided(read: Read) -> None:
    batch = read(TRIAL)
    assert told(batch) == [
        (EventKind.INVALIDATION_REQUEST, date(2019, 7, 8)),
        (EventKind.INVALIDATION_DECISION, date(2020, 7, 6)),
    ]
    assert {(event.number, event.is_application) for event in batch.events} == {("US9999001", False)}
    assert batch.events[0].title == "IPR2019-99001: trial instituted"


@pytest.mark.parametrize(
    ("status", "instituted", "kinds"),
    [
        ("Trial Instituted", "2019-07-08", [EventKind.INVALIDATION_REQUEST]),
        ("Institution Denied", "2019-07-08", [EventKind.OTHER]),
        ("Discretionary Denial", None, [EventKind.OTHER]),
        ("Terminated-Settled", "2019-07-08", [EventKind.INVALIDATION_REQUEST, EventKind.INVALIDATION_END]),
        ("Terminated-Settled", None, [EventKind.OTHER]),
        (
            "Terminated-Adverse Judgment",
            "2019-07-08",
            [EventKind.INVALIDATION_REQUEST, EventKind.INVALIDATION_DECISION],
        ),
        ("Filing Date Accorded", None, []),
    ],
)
def test_the_status_of_a_proceeding_says_how_it_stands(
    status: str, instituted: str | None, kinds: list[EventKind], read: Read
) -> None:
    row = changed(TRIAL, trialMetaData__trialStatusCategory=status, trialMetaData__institutionDecisionDate=instituted)
    assert [kind for kind, _ in told(read(row))] == kinds


def test_an_unknown_status_is_reported_and_nothing_is_guessed_from_its_dates(read: Read) -> None:
    batch = read(changed(TRIAL, trialMetaData__trialStatusCategory="Stayed"))
    assert [problem.code for problem in batch.problems] == ["trial_status_unrecognised"]
    assert batch.events == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Final Written Decision Determining All Challenged Claims Unpatentable", EventKind.INVALIDATION_DECISION),
        ("Final Written Decision Determining Some Challenged Claims Unpatentable", EventKind.INVALIDATION_DECISION),
        ("Final Written Decision Determining No Challenged Claims Unpatentable", EventKind.INVALIDATION_END),
        ("Final Written Decision", EventKind.INVALIDATION_DECISION),
    ],
)
def test_a_final_decision_says_what_it_decided_but_ends_no_claim(title: str, kind: EventKind, read: Read) -> None:
    batch = read(changed(DECISION, documentData__documentTitleText=title), bag="patentTrialDocumentDataBag")
    assert told(batch) == [(kind, date(2020, 7, 6))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Claims 1-5 are cancelled.", EventKind.PARTIAL_INVALIDATION),
        ("Claim 4 is canceled.", EventKind.PARTIAL_INVALIDATION),
        ("Claims 1-3 are found patentable and claim 4 is cancelled.", EventKind.PARTIAL_INVALIDATION),
        ("All claims are cancelled.", EventKind.WHOLE_INVALIDATION),
        ("Claims 1-5 are found patentable.", EventKind.INVALIDATION_END),
        ("", EventKind.INVALIDATION_DECISION),
    ],
)
def test_a_certificate_says_which_claims_fall(text: str, kind: EventKind, read: Read) -> None:
    batch = read(changed(CERTIFICATE, documentData__documentOCRText=text), bag="patentTrialDocumentDataBag")
    assert told(batch) == [(kind, date(2021, 2, 1))]
    assert [problem.code for problem in batch.problems] == ([] if text else ["trial_extent_unknown"])


@pytest.mark.parametrize("title", ["Petition", "Certificate of Service", "Exhibit 1001"])
def test_papers_that_decide_nothing_are_kept_without_events(title: str, read: Read) -> None:
    paper = changed(CERTIFICATE, documentData__documentTitleText=title, documentData__documentOCRText=None)
    batch = read(paper, bag="patentTrialDocumentDataBag")
    assert (batch.documents, batch.rejected, batch.events, batch.problems) == (1, 0, [], [])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (changed(TRIAL, patentOwnerData=None), "number_missing"),
        ({"code": 404, "error": "Not Found"}, "not_a_trial"),
        ([], "json_not_an_object"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_and_the_next_is_read(row: Any, code: str, read: Read) -> None:
    batch = read(row, TRIAL)
    assert (batch.documents, batch.rejected, len(batch.events)) == (2, 1, 2)
    assert [problem.code for problem in batch.problems] == [code]


def test_a_decision_without_a_day_is_reported(read: Read) -> None:
    row = changed(DECISION, documentData__documentFilingDate=None, decisionData__decisionIssueDate=None)
    batch = read(row, bag="patentTrialDecisionDataBag")
    assert ([problem.code for problem in batch.problems], batch.events) == (["event_undated"], [])
