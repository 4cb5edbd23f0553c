"""What lies beside patent files is named, and no patent file is among it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from patentry.offices.other_files import taken_for
from patentry.offices.other_files.kinds import NAMES
from patentry.offices.reading import Source, UnreadableFileError
from patentry.offices.registry import format_of
from patentry.wording import say_problem

Write = Callable[..., Source]
PROSE = "This folder holds exports of the spring. Please ask the station before you pass them on to anyone else.\n"
FILES = {
    "apple_metadata": b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        ",
    "image": b"\x89PNG\r\n\x1a\n" + bytes(range(200)),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "letter": b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml" + bytes(40) + b"word/document.xml",
    "web_page": b"\xef\xbb\xbf<!-- saved --><!DOCTYPE html><html><body>Sign in</body></html>",
    "dtd": b'<?xml version="1.0"?>\n<!-- Of <note> -->\n<!ELEMENT note (line+)>\n<!ATTLIST note id ID "">',
    "xml_schema": b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/></xs:schema>',
    "stylesheet": b'<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/>',
    "error_answer": b'<?xml version="1.0"?>\n<fault xmlns="http://ops.epo.org"><code>404</code></fault>',
    "reference_totals": b'{"note": "", "a": [{"date": "2024", "source": "", "invention": 1, "design": 2, "sum": 3}]}',
    "annotated_corpus": "# sent_id = 1\n# text = 阀\n1\t阀\t_\tNOUN\t_\t_\t0\troot\t_\t_\n".encode(),
    "relevance_judgements": b"US-1-A 0 US-2-A 1\nUS-1-A 0 US-3-A 0\n",
    "sentence_pairs": b'sentence_A,sentence_B,label\n"A valve, with seat",A seat,1\n',
    "names_benchmark": b"mention_id,unique_id,organization\nUS1-0,7,Example Valves Ltd\n",
    "plain_text": PROSE.encode(),
}


def test_every_kind_has_an_example_here() -> None:
    assert set(FILES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_taken_for_what_it_is_whatever_its_name(write: Write, name: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        format_of(write(FILES[name], "file.dat"))
    assert (caught.value.code, caught.value.value) == ("not_patent_data", name)


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_is_said_in_both_languages(name: str) -> None:
    zh, en = (say_problem("not_patent_data", lang=lang, value=name) for lang in ("zh", "en"))
    assert name not in zh
    assert zh != en


def test_a_web_page_in_place_of_xml_is_named(write: Write) -> None:
    assert taken_for(write(FILES["web_page"], "ipg240102.xml")) == "web_page"


def test_a_readme_in_markdown_is_text_though_it_holds_a_table(write: Write) -> None:
    text = "# Exports\n\nWhat the columns of both files mean.\n\n| a | b |\n|---|---|\n| c | one of many words |\n"
    assert taken_for(write(text)) == "plain_text"


@pytest.mark.parametrize(
    "content",
    [
        b"PATN\nWKU  039999999\nSRC  5\nAPN  1234567\nTTL  Valve\nPAL  The valve has a seat. It closes when pressed.\n",
        b"PN US1234567-A1\nTI Valve with a seat and a spring. It closes when pressed.\nAU DOE J\nGA 2020123456\n",
        "名称,地址,备注\n示例公司,示例市一路1号。,这是一个例子。这也是一个例子。\n".encode(),
        b"Title,Abstract,Year\nValve,It has a seat. It has a spring. It has a lid and a hinge.,2001\n",
        b"<us-patent-grant><abstract>It has a seat.</abstract></us-patent-grant>",
        b"{}",
        b"hello",
        b"",
        bytes(range(256)) * 20,
    ],
)
def test_what_may_be_patent_data_is_never_explained_away(write: Write, content: bytes) -> None:
    assert taken_for(write(content)) is None


@pytest.mark.samples
def test_no_real_patent_file_is_taken_for_something_else(samples: Path) -> None:
    named = {str(path.relative_to(samples)): taken_for(Source(path, path.name)) for path in samples.rglob("*.*")}
    taken = {name for name, kind in named.items() if kind}
    allowed = (".dtd", ".md", ".qrels", ".conllu")
    others = {name for name in taken if not name.endswith(allowed) and not name.startswith("names/")}
    assert {name for name in others if not name.startswith("zh/zh_en_pairs")} == {
        "epo/ops/error_404.xml",
        "epo/ops/error_429.xml",
        "reference/cnipa_reference_values.json",
    }
