"""Digests: equal rows have equal ones, in every process; different rows have different ones."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from patentry.records import Citation, CitedBy, Claim, Record, RightType, Section
from patentry.records.digests import digest_of_record

RECORD = Record(
    authority="US",
    right_type=RightType.INVENTION,
    publication_number="US7999001B2",
    claims=(Claim(1, "A lantern."), Claim(2, "The lantern of claim 1.", (1,))),
    citations=(Citation("US6324053B1", CitedBy.EXAMINER),),
    description=(Section("background", "BACKGROUND", "Lanterns fold.", "en"), Section("other", "", "灯笼", "zh")),
)


def test_equal_records_have_equal_digests_whether_a_word_is_an_enumeration_or_text() -> None:
    same = replace(RECORD, citations=(Citation("US6324053B1", "examiner"),))
    assert same == RECORD
    assert digest_of_record(same) == digest_of_record(RECORD)


@pytest.mark.parametrize(
    "changed",
    [
        {"claims": (Claim(1, "A lantern.T"), Claim(2, "he lantern of claim 1.", (1,)))},
        {"claims": (Claim(1, "A lantern."), Claim(2, "The lantern of claim 1."))},
        {"claims": (), "description": ()},
        {"description": (Section("background", "BACKGROUND", "Lanterns fold.灯", "en"), *RECORD.description[1:])},
        {"description": (Section("summary", "BACKGROUND", "Lanterns fold.", "en"), *RECORD.description[1:])},
        {"citations": (Citation("US6324053B1", CitedBy.APPLICANT),)},
        {"kind": "B2"},
        {"kind": "null"},
    ],
)
def test_any_change_gives_another_digest(changed: dict[str, object]) -> None:
    assert digest_of_record(replace(RECORD, **changed)) != digest_of_record(RECORD)  # type: ignore[arg-type]


def test_digest_is_the_same_in_another_process() -> None:
    code = (
        "from patentry.records import *\nfrom patentry.records.digests import digest_of_record\n"
        f"import datetime\nprint(digest_of_record({_code_of(RECORD)}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert ran.stdout.strip() == digest_of_record(RECORD)


def _code_of(record: Record) -> str:
    text = repr(record)
    for word in (RightType.INVENTION, CitedBy.EXAMINER):
        text = text.replace(repr(word), str(word))
    return text.replace("examiner", "'examiner'").replace("right_type=invention", "right_type='invention'")
