from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from lxml import etree

from patentry.offices.xml_documents.parsing import RefusedDocumentError, parse_document, without_namespaces
from patentry.offices.xml_documents.repeated import elements
from patentry.offices.xml_documents.splitting import Piece, TooLarge

LIST = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<x:items xmlns:x="urn:x" xmlns="urn:y">\n'
    b"<x:item n='1'><name>lamp</name></x:item>\n<x:item n='2'/>\n<x:items-total>2</x:items-total></x:items>\n"
)


def _warn(code: str, field: str | None, value: str | None) -> None:
    raise AssertionError(code)


def _cut(content: bytes, *, cap: int = 1 << 20) -> list[Piece]:
    return list(elements(io.BytesIO(content), "item", max_document_bytes=cap))


def _parsed(pieces: list[Piece]) -> Iterator[etree._Element]:
    for piece in pieces:
        assert not isinstance(piece, TooLarge)
        yield without_namespaces(parse_document(piece, warn=_warn))[0]


def test_each_repeated_element_is_a_document_with_the_files_namespaces() -> None:
    roots = list(_parsed(_cut(LIST)))
    assert [root.get("n") for root in roots] == ["1", "2"]
    assert roots[0].findtext("name") == "lamp"


def test_a_longer_name_that_begins_alike_is_no_such_element() -> None:
    assert len(_cut(LIST.replace(b"x:item ", b"x:items-extra "))) == 1


@pytest.mark.parametrize("blocks", [1, 3, 7, 64])
def test_the_cut_does_not_depend_on_where_a_block_ends(blocks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _cut(LIST)
    monkeypatch.setattr("patentry.offices.xml_documents.repeated.BLOCK_BYTES", blocks)
    assert _cut(LIST) == whole


def test_an_element_cut_off_by_the_end_of_the_file_is_refused_alone() -> None:
    first, second = _cut(LIST[: LIST.index(b"'2'/>")] + b"'2'><na")
    assert isinstance(first, bytes)
    assert isinstance(second, bytes)
    parse_document(first, warn=_warn)
    with pytest.raises(RefusedDocumentError) as caught:
        parse_document(second, warn=_warn)
    assert caught.value.code == "xml_broken"


def test_an_element_past_the_cap_is_named_with_its_size() -> None:
    big = LIST.replace(b"lamp", b"l" * 500)
    first, second = _cut(big, cap=200)
    assert isinstance(first, TooLarge)
    assert first.size > 500
    assert isinstance(second, bytes)


def test_another_encoding_reaches_the_elements() -> None:
    latin = LIST.replace(b"UTF-8", b"ISO-8859-1").replace(b"lamp", "Lüster".encode("latin-1"))
    assert next(_parsed(_cut(latin))).findtext("name") == "Lüster"


def test_pictures_declared_beside_the_text_are_dropped() -> None:
    text = b'<!DOCTYPE a SYSTEM "a.dtd" [\n<!ENTITY pic SYSTEM "pic.tif" NDATA TIF>\n]>\n<a file="pic">x</a>'
    assert parse_document(text, warn=_warn).get("file") == "pic"


@pytest.mark.parametrize(
    "declared",
    [b'<!ENTITY pic "boom">', b'<!ENTITY pic SYSTEM "file:///etc/passwd">', b'<!ENTITY % pic SYSTEM "x" NDATA TIF>'],
)
def test_any_other_entity_is_refused(declared: bytes) -> None:
    with pytest.raises(RefusedDocumentError) as caught:
        parse_document(b"<!DOCTYPE a [ " + declared + b" ]><a>&pic;</a>", warn=_warn)
    assert caught.value.code == "entity_declared"
