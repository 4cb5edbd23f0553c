"""Whatever the bytes of a maintenance fee file, reading never raises and every line is accounted for."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soaking import MANY, soak_drawn

from patentry.offices.reading import Chunk
from patentry.offices.uspto_maintenance_fees import UsptoMaintenanceFees
from patentry.offices.uspto_maintenance_fees.format import _blocks
from patentry.records import Severity

LINES = (
    b"0000007999001 12999001 Y 20090302 20110816 20150216 M2551\r\n"
    b"4999001 06999001 N 19890301 19910312 19940902 M183 \r\n"
)
TROUBLE = [
    b"\n",
    b"\r",
    b"\x00",
    b"\x1a",
    b"\xff",
    b" ",
    b"0000000000000",
    b"99999999",
    b"RE",
    b"EXP.",
    b"\xc2\xa0",
    b"\x85",
    b"\x0b",
]


def check(content: bytes) -> None:
    chosen = UsptoMaintenanceFees()
    row = 1
    for block in _blocks(io.BytesIO(content)):
        batch = chosen.read(Chunk(first_row=row, payload=block))
        assert batch.documents == batch.kept + batch.rejected
        assert batch.kept == len(batch.events)
        rejections = [problem.row for problem in batch.problems if problem.severity is Severity.REJECTED]
        assert rejections == [kept.row for kept in batch.quarantine]
        row += len(block.splitlines())


@st.composite
def disturbed(draw: st.DrawFn) -> bytes:
    content = bytearray(LINES * 2)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(content)))
        removed = draw(st.integers(0, 70))
        content[at : at + removed] = draw(st.sampled_from(TROUBLE) | st.binary(max_size=6))
    return bytes(content)


@given(disturbed())
@settings(max_examples=150, deadline=None)
def test_a_disturbed_file_is_read_to_its_end(content: bytes) -> None:
    check(content)


@pytest.mark.soak
def test_disturbed_fee_files_for_minutes() -> None:
    soak_drawn(more)


@MANY
@given(disturbed())
def more(content: bytes) -> None:
    check(content)
