"""Whatever the bytes of a file of assignments, reading never raises and every recording is accounted for."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soaking import MANY, soak_drawn

from patentry.offices.reading import Chunk
from patentry.offices.uspto_assignment_xml import UsptoAssignmentXml
from patentry.offices.xml_documents.splitting import groups
from patentry.records import Severity

sys.path.insert(0, str(Path(__file__).parent.parent / "unit" / "offices"))
from assignment_xml import ASSIGNMENT, SEARCHED, answer, daily

FILES = [daily(ASSIGNMENT, ASSIGNMENT).encode(), answer(SEARCHED, SEARCHED).encode()]
TROUBLE = [b"<", b">", b"&", b"</patent-assignment>", b"<patent-assignment>", b"<doc>", b"</doc>", b"\x00", b"\xff"]
TROUBLE += [b"<date>", b"00010101", b"NULL", b"<!ENTITY x 'y'>", b"]]>", b"<str>", b'"']


def check(content: bytes) -> None:
    chosen = UsptoAssignmentXml(max_document_bytes=50_000)
    row = 1
    for group in groups(chosen._pieces(io.BytesIO(content))):
        batch = chosen.read(Chunk(first_row=row, payload=group))
        assert batch.documents == len(group)
        assert batch.documents == batch.kept + batch.rejected
        rejections = [problem.row for problem in batch.problems if problem.severity is Severity.REJECTED]
        assert rejections == [kept.row for kept in batch.quarantine]
        row += len(group)


@st.composite
def disturbed(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        removed = draw(st.integers(0, 60))
        content[at : at + removed] = draw(st.sampled_from(TROUBLE) | st.binary(max_size=6))
    return bytes(content)


@given(disturbed())
@settings(max_examples=120, deadline=None)
def test_a_disturbed_file_of_assignments_is_read_to_its_end(content: bytes) -> None:
    check(content)


@given(st.integers(0, len(FILES[0])))
@settings(max_examples=60, deadline=None)
def test_a_file_of_assignments_cut_anywhere_is_accounted_for(length: int) -> None:
    check(FILES[0][:length])


@pytest.mark.soak
def test_disturbed_assignments_for_minutes() -> None:
    soak_drawn(more)


@MANY
@given(disturbed())
def more(content: bytes) -> None:
    check(content)
