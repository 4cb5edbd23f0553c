"""Whatever stands in an answer of the Open Data Portal, reading never raises and every row is accounted for."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soaking import MANY, soak_drawn

from patentry.offices.json_documents.json_format import JsonFormat
from patentry.offices.json_documents.splitting import values_under
from patentry.offices.reading import Chunk
from patentry.offices.uspto_odp_json import UsptoOdpJson
from patentry.offices.uspto_ptab_json import UsptoPtabJson
from patentry.offices.xml_documents.splitting import groups
from patentry.records import Severity

sys.path.insert(0, str(Path(__file__).parent.parent / "unit" / "offices"))
from odp_json import CERTIFICATE, DECISION, TRIAL, WRAPPER

Subject = tuple[JsonFormat, str, list[dict[str, Any]]]
FORMATS: list[Subject] = [
    (UsptoOdpJson(), "patentFileWrapperDataBag", [WRAPPER, WRAPPER]),
    (UsptoPtabJson(), "patentTrialDocumentDataBag", [TRIAL, DECISION, CERTIFICATE]),
]
TROUBLE = [
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"\\",
    b",",
    b":",
    b"null",
    b"1e999",
    b"\\ud800",
    b"\x00",
    b"\xff",
    b"0001-01-01",
]
ODD: list[Any] = [None, True, 3, -1.5, "", "NULL", "2017-02-30", [], [[]], [None], {}, {"a": []}, "90999001", "\u0000"]


def check(chosen: JsonFormat, content: bytes, key: str) -> None:
    row = 1
    for group in groups(values_under(io.BytesIO(content), key, max_document_bytes=20_000)):
        batch = chosen.read(Chunk(first_row=row, payload=group))
        assert batch.documents == len(group) == batch.kept + batch.rejected
        rejections = [problem.row for problem in batch.problems if problem.severity is Severity.REJECTED]
        assert rejections == [kept.row for kept in batch.quarantine]
        row += len(group)


Case = tuple[JsonFormat, bytes, str]


@st.composite
def disturbed(draw: st.DrawFn, among: list[Subject] = FORMATS) -> Case:
    chosen, key, rows = draw(st.sampled_from(among))
    content = bytearray(json.dumps({"count": 2, key: rows}).encode())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        removed = draw(st.integers(0, 60))
        content[at : at + removed] = draw(st.sampled_from(TROUBLE) | st.binary(max_size=6))
    return chosen, bytes(content), key


def replaced(draw: st.DrawFn, value: Any) -> Any:
    """A copy in which values, here and there, are of another type or empty."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from(ODD))
    if isinstance(value, dict):
        return {key: replaced(draw, item) for key, item in value.items()}
    return [replaced(draw, item) for item in value] if isinstance(value, list) else value


@st.composite
def retyped(draw: st.DrawFn, among: list[Subject] = FORMATS) -> Case:
    chosen, key, rows = draw(st.sampled_from(among))
    return chosen, json.dumps({key: [replaced(draw, row) for row in rows]}).encode(), key


@given(disturbed())
@settings(max_examples=120, deadline=None)
def test_disturbed_answers_are_read_to_their_end(case: Case) -> None:
    check(*case)


@given(retyped())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_with_other_types_in_them_are_read(case: Case) -> None:
    check(*case)


@pytest.mark.soak
@pytest.mark.parametrize("subject", FORMATS, ids=lambda subject: subject[0].name)
def test_disturbed_answers_for_minutes(subject: Subject) -> None:
    @MANY
    @given(disturbed([subject]) | retyped([subject]))
    def more(case: Case) -> None:
        check(*case)

    soak_drawn(more)
