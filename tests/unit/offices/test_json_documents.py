from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from patentry.offices.json_documents.parsing import object_of
from patentry.offices.json_documents.splitting import values, values_under
from patentry.offices.xml_documents.parsing import RefusedDocumentError
from patentry.offices.xml_documents.splitting import Piece, TooLarge

ANSWER = (
    b'{"count": 2, "facets": {"rows": [{"no": 1}]}, "says": "\\"rows\\": [{",\n'
    b' "rows": [ {"no": 1, "t": "a]}\\\\"}, {"no": 2, "in": [{"x": [3]}]} ], "more": [1]}'
)
ROWS = [b'{"no": 1, "t": "a]}\\\\"}', b'{"no": 2, "in": [{"x": [3]}]}']


def cut(content: bytes, *, cap: int = 1 << 20) -> list[Piece]:
    return list(values(io.BytesIO(content), max_document_bytes=cap))


def under(content: bytes, *, cap: int = 1 << 20) -> list[Piece]:
    return list(values_under(io.BytesIO(content), "rows", max_document_bytes=cap))


@pytest.mark.parametrize(
    "content",
    [
        b"[" + ROWS[0] + b", \n" + ROWS[1] + b"]",
        b"\xef\xbb\xbf[" + ROWS[0] + b"," + ROWS[1] + b"]\n",
        ROWS[0] + ROWS[1],
        ROWS[0] + b"\r\n" + ROWS[1] + b"\r\n",
        b"\x1e" + ROWS[0] + b"\n\x1e" + ROWS[1] + b"\n",
        b"[" + ROWS[0] + b"]\n[" + ROWS[1] + b"]",
    ],
)
def test_objects_of_an_array_or_one_after_another_are_the_documents(content: bytes) -> None:
    assert cut(content) == ROWS


def test_one_object_over_many_lines_is_one_document() -> None:
    content = b'{\n "a": [\n{\n"b": "}\\""\n}\n]\n}'
    assert cut(content) == [content]
    assert cut(content + b"\n" + content) == [content, content]


def test_elements_that_are_no_objects_are_cut_too() -> None:
    assert cut(b'[1, "a, [b", [2, {}], null, {}]') == [b"1", b'"a, [b"', b"[2, {}]", b"null", b"{}"]


def test_only_the_array_under_the_key_of_the_outermost_object_is_cut() -> None:
    assert under(ANSWER) == ROWS
    assert under(b"[" + ANSWER + b"," + ANSWER + b"]") == ROWS * 2
    assert under(ANSWER + b"\n" + ANSWER) == ROWS * 2


def test_an_object_under_the_key_is_one_document_and_an_empty_array_none() -> None:
    assert under(b'{"rows": {"no": 1}}') == [b'{"no": 1}']
    assert under(b'{"rows": [], "count": 0}') == []


def test_an_object_without_the_key_comes_whole() -> None:
    error = b'{"code": 404, "message": "no \\"rows\\": [1]", "a": {"rows": [2]}}'
    assert under(error) == [error]
    assert under(error + b"\n" + ANSWER) == [error, *ROWS]


@pytest.mark.parametrize("way", [cut, under])
@pytest.mark.parametrize("block", [1, 2, 3, 7])
def test_the_cut_of_json_does_not_depend_on_where_a_block_ends(
    block: int, way: Callable[[bytes], list[Piece]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = way(ANSWER + b"\n" + ANSWER)
    monkeypatch.setattr("patentry.offices.json_documents.splitting.BLOCK_BYTES", block)
    assert way(ANSWER + b"\n" + ANSWER) == whole


def test_a_value_past_the_cap_is_named_with_its_size_and_the_next_is_read() -> None:
    long = b'{"t": "' + b"x" * 200 + b'"}'
    first, second = cut(b"[" + long + b', {"no": 2}]', cap=100)
    assert isinstance(first, TooLarge)
    assert first.size == len(long)
    assert second == b'{"no": 2}'


@pytest.mark.parametrize("broken", [b'{"no": 2, "t": "abc}', b'{"no": 2, "t": [', b'{"no": "2}', b"no: 2", b"}"])
def test_a_broken_line_costs_that_line(broken: bytes) -> None:
    first, second, third = cut(ROWS[0] + b"\n" + broken + b"\n" + ROWS[1] + b"\n")
    assert (first, third) == (ROWS[0], ROWS[1])
    assert isinstance(second, bytes)
    assert second.strip() == broken


def test_a_value_cut_off_by_the_end_of_the_file_is_refused_alone() -> None:
    first, second = under(ANSWER[: ANSWER.index(b'"x"')])
    assert first == ROWS[0]
    with pytest.raises(RefusedDocumentError) as caught:
        object_of(second)
    assert caught.value.code == "json_broken"


@pytest.mark.parametrize("content", [b"", b"   \n", b"\xef\xbb\xbf", b"[]", b"[\n]"])
def test_a_file_without_values_has_no_documents(content: bytes) -> None:
    assert cut(content) == []


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        (b'{"a": }', "json_broken"),
        (b'{"a": "\xff"}', "json_broken"),
        (b'{"a": "\\ud800"}', "json_broken"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "json_broken"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "json_broken"),
        (b"[1]", "json_not_an_object"),
        (TooLarge(size=9, head=b"{"), "document_too_large"),
    ],
)
def test_what_is_no_object_is_refused_by_name(piece: Piece, code: str) -> None:
    with pytest.raises(RefusedDocumentError) as caught:
        object_of(piece)
    assert caught.value.code == code


def test_raw_line_ends_in_strings_are_taken() -> None:
    assert object_of(b'{"a": "one\ntwo"}') == {"a": "one\ntwo"}
