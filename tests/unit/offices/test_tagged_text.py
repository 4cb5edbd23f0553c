from __future__ import annotations

import io
import re
from itertools import pairwise

from patentry.offices.tagged_text.cutting import HELD_BYTES, Opening, documents
from patentry.offices.tagged_text.fields import Field, decoded, fields_of
from patentry.offices.xml_documents.splitting import Piece, TooLarge

OPENING = Opening(line=re.compile(rb"BEGIN\b"), before=re.compile(rb"head\t"), lines_before=2)
TAG = re.compile(r"^([A-Z]{3})(?: {1,2}|$)", re.MULTILINE)


def cut(content: bytes, opening: Opening = OPENING, cap: int = 1 << 20) -> list[Piece]:
    return list(documents(io.BytesIO(content), opening, max_document_bytes=cap))


def test_lines_above_an_opening_belong_to_it_only_where_the_first_of_them_says_so() -> None:
    one, two = b"head\t1\ntitle\nBEGIN\nTTL a\n", b"x\ny\nBEGIN\nTTL b\n"
    assert cut(one + one) == [one, one]
    assert cut(one + two) == [one + b"x\ny\n", b"BEGIN\nTTL b\n"]
    assert cut(b"BEGIN\nBEGIN\n") == [b"BEGIN\n", b"BEGIN\n"]


def test_bundles_of_lines_lose_no_line_and_no_head_at_their_borders() -> None:
    filler = b"TTL " + b"a" * 1_000 + b"\n"
    whole = [b"head\t1\ntitle\nBEGIN\n" + filler * count for count in range(HELD_BYTES // len(filler) - 3, 270)]
    assert cut(b"".join(whole)) == whole


def test_blank_text_is_no_document_and_other_text_before_the_first_is_one() -> None:
    assert cut(b" \n\n") == []
    assert cut(b"stray\nBEGIN\n") == [b"stray\n", b"BEGIN\n"]


def test_endless_line_is_one_document_that_is_too_large() -> None:
    (piece,) = cut(b"a" * 5_000_000, cap=1_000)
    assert isinstance(piece, TooLarge)
    assert (piece.size, len(piece.head)) == (5_000_000, 1 << 20)


def test_fields_keep_the_columns_and_lines_of_their_values() -> None:
    text = "stray\nTTL  a\n      b\nOCL   15328\nABC\nTBL x\r\n   1  2\r\n"
    fields = list(fields_of(text, TAG))
    assert fields == [Field("TTL", "a\n      b"), Field("OCL", " 15328"), Field("ABC", ""), Field("TBL", "x\n   1  2")]
    assert fields[0].text == "a b"
    assert all(one != other for one, other in pairwise(fields))


def test_bytes_are_read_as_utf_8_or_windows_or_latin_and_control_characters_go() -> None:
    warned: list[tuple[str, str | None, str | None]] = []

    def warn(code: str, field: str | None, value: str | None) -> None:
        warned.append((code, field, value))

    assert decoded("Ä".encode(), warn=warn) == "Ä"
    assert decoded(b"\xc4 \x93", warn=warn) == "Ä “"
    assert decoded(b"\xc4 \x81", warn=warn) == "Ä \x81"
    assert warned == []
    assert decoded(b"a\x00b", warn=warn) == "ab"
    assert warned == [("characters_damaged", None, "\\x00")]
