"""Whatever the JSON, its values come out as they went in; whatever the bytes, none is lost and memory stays flat."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soaking import MANY, soak_drawn

from patentry.offices.json_documents.splitting import values, values_under
from patentry.offices.xml_documents.splitting import Piece, TooLarge

TEXT = st.text(alphabet=st.sampled_from('ab"\\{}[],:\n\té中'), max_size=8)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(TEXT, ANY, max_size=4), max_size=5)
SOUP = st.lists(st.sampled_from([bytes([c]) for c in b'{}[]",:\\\n a1']), max_size=60)


class Trickle(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def __init__(self, content: bytes, block: int) -> None:
        super().__init__(content)
        self.block = block

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.block)


def parsed(pieces: list[Piece]) -> list[Any]:
    return [json.loads(piece) for piece in pieces if not isinstance(piece, TooLarge)]


@given(OBJECTS, st.sampled_from(["", "\n", ",\n", " \r\n"]), st.integers(1, 40))
@settings(max_examples=150, deadline=None)
def test_objects_one_after_another_come_out_as_they_went_in(rows: list[Any], between: str, block: int) -> None:
    content = between.join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    assert parsed(list(values(Trickle(content, block), max_document_bytes=1 << 20))) == rows


@given(st.lists(ANY, max_size=5), st.sampled_from([None, 0, 1]), st.integers(1, 40))
@settings(max_examples=150, deadline=None)
def test_elements_of_an_array_come_out_as_they_went_in(rows: list[Any], indent: int | None, block: int) -> None:
    content = json.dumps(rows, ensure_ascii=False, indent=indent).encode()
    assert parsed(list(values(Trickle(content, block), max_document_bytes=1 << 20))) == rows


@given(st.lists(ANY, min_size=1, max_size=4), st.dictionaries(TEXT, ANY, max_size=3), st.integers(1, 40))
@settings(max_examples=150, deadline=None)
def test_elements_under_a_key_come_out_whatever_stands_around_them(
    rows: list[Any], around: dict[str, Any], block: int
) -> None:
    content = json.dumps({**around, "rows": rows, "tail": around}, ensure_ascii=False).encode()
    assert parsed(list(values_under(Trickle(content, block), "rows", max_document_bytes=1 << 20))) == rows


@given(SOUP, st.integers(1, 9), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_cut_alike_whatever_the_block_size(parts: list[bytes], block: int, is_under: bool) -> None:
    check(b"".join(parts), block, is_under=is_under)


def check(content: bytes, block: int, *, is_under: bool) -> None:
    def cut(stream: io.BytesIO) -> list[Piece]:
        if is_under:
            return list(values_under(stream, "a", max_document_bytes=1 << 20))
        return list(values(stream, max_document_bytes=1 << 20))

    pieces = cut(io.BytesIO(content))
    assert cut(Trickle(content, block)) == pieces
    if not is_under:
        # Only what separates values may be missing: blanks, commas, and the brackets of top-level arrays.
        found = b"".join(piece for piece in pieces if isinstance(piece, bytes))
        for kept in b'{":\\a1':
            assert found.count(kept) == content.count(kept)


def test_a_single_line_of_many_megabytes_is_cut_in_flat_memory() -> None:
    assert peak_of(24) < 12 << 20


def peak_of(megabytes: int) -> int:
    """Answer the most memory that cutting took, of a stream that is made while it is read."""
    tracemalloc.start()
    try:
        count = len([True for _ in values_under(Endless(megabytes << 20), "rows", max_document_bytes=1 << 20)])
        assert count == (megabytes << 20) // len(Endless.ROW)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


class Endless(io.BytesIO):
    """One object on one line, as long as wanted, never whole in memory."""

    ROW = b'{"no": "x]\\"", "list": [{"a": 1}, {"b": [2, 3]}], "text": "' + b"word " * 400 + b'"},'

    def __init__(self, size: int) -> None:
        super().__init__()
        self.left = size // len(self.ROW)
        self.began = self.ended = False

    def read(self, size: int | None = -1, /) -> bytes:
        head = b"" if self.began else b'{"count": 1, "rows": ['
        rows = min(self.left, max(1, (size or 0) // len(self.ROW)))
        tail = b"" if self.left or self.ended else b"]}"
        self.began, self.left = True, self.left - rows
        self.ended = self.ended or bool(tail)
        return head + self.ROW * rows + tail


@pytest.mark.soak
def test_a_two_gigabyte_line_is_cut_in_flat_memory_and_soup_for_minutes() -> None:
    assert peak_of(2_048) < 12 << 20
    soak_drawn(more_soup)


@MANY
@given(SOUP, st.integers(1, 9), st.booleans())
def more_soup(parts: list[bytes], block: int, is_under: bool) -> None:
    check(b"".join(parts), block, is_under=is_under)
