"""Whatever the bytes of a weekly file are, reading never raises and every document is accounted for."""

from __future__ import annotations

import io
import pickle
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soaking import soak

from patentry.numbers import NumberError, PublicationNumber
from patentry.offices.reading import Batch, Chunk
from patentry.offices.uspto_application_xml import UsptoApplicationXml
from patentry.offices.uspto_grant_xml import UsptoGrantXml
from patentry.offices.uspto_xml.citations import cited_number
from patentry.offices.xml_documents.splitting import TooLarge, documents, groups
from patentry.records import Severity

sys.path.insert(0, str(Path(__file__).parent.parent / "unit" / "offices"))
from grant_xml import application, grant, numbered

WEEKLY = "".join(numbered(number) for number in range(1, 4)).encode()
APPLICATIONS = "".join(application(number=f"2011012345{number}") for number in range(1, 4)).encode()
FORMATS = {False: UsptoGrantXml(), True: UsptoApplicationXml()}
TROUBLE = [
    b"<?xml ",
    b"<?xml",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"&",
    b"&x;",
    b"</claim>",
]
TROUBLE += [
    b"<claim>",
    b"\x00",
    b"\xff",
    b"<us-patent-grant>",
    b"</us-patent-grant>",
    b"<doc-number>",
    b"<date>",
    b">",
    b'"',
    b"<heading>",
    b"<p>",
    b"\x7f",
    b"\x7f\x7f",
    b"<description-of-drawings>",
    b"<priority-claims><priority-claim>",
    b"<main-classification>",
]


def read(content: bytes, *, applications: bool = False) -> Batch:
    whole = Batch()
    row = 1
    for group in groups(documents(io.BytesIO(content), max_document_bytes=50_000)):
        chunk = pickle.loads(pickle.dumps(Chunk(first_row=row, payload=group)))
        batch = FORMATS[applications].read(chunk)
        assert batch.documents == len(group)
        assert batch.documents == batch.kept + batch.rejected
        assert batch.kept == len(batch.records)
        rejections = [problem for problem in batch.problems if problem.severity is Severity.REJECTED]
        assert [problem.row for problem in rejections] == [kept.row for kept in batch.quarantine]
        row += len(group)
        whole.documents += batch.documents
        whole.rejected += batch.rejected
        whole.records += batch.records
    return whole


@given(st.data(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_mutated_weekly_file_is_read_to_its_end(data: st.DataObject, applications: bool) -> None:
    content = bytearray(APPLICATIONS if applications else WEEKLY)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        removed = data.draw(st.integers(0, 60))
        content[at : at + removed] = data.draw(st.sampled_from(TROUBLE) | st.binary(max_size=8))
    read(bytes(content), applications=applications)


@pytest.mark.soak
@pytest.mark.parametrize("applications", [False, True])
def test_mutated_weekly_file_is_read_to_its_end_for_long(applications: bool) -> None:
    def trial(seed: int) -> None:
        chance = random.Random(seed)
        content = bytearray(APPLICATIONS if applications else WEEKLY)
        for _ in range(chance.randint(1, 6)):
            at = chance.randint(0, len(content))
            removed = chance.choice((0, 1, 4, 60, 600))
            content[at : at + removed] = chance.choice(TROUBLE) if chance.random() < 0.7 else chance.randbytes(6)
        read(bytes(content[: chance.choice((None, chance.randint(0, len(content))))]), applications=applications)

    soak(trial)


def test_file_cut_anywhere_loses_at_most_the_document_it_is_cut_in() -> None:
    whole = len(WEEKLY) // 3
    for length in range(len(WEEKLY) + 1):
        batch = read(WEEKLY[:length])
        assert batch.kept >= length // whole, length
        assert batch.rejected <= 1, length


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_bytes_that_are_no_xml_are_rejected_and_counted(content: bytes) -> None:
    assert read(content).kept == 0


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60), st.integers(0, 5))
@settings(max_examples=150, deadline=None)
def test_any_text_in_any_field_is_kept_or_reported(text: str, field: int) -> None:
    fields = ("07999001", "12345678", "20110816", "Quill", "Wicks &amp; hinges.", 'num="00001"')
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    read(grant().replace(fields[field], f'num="{escaped}"' if field == 5 else escaped).encode())


@given(
    st.lists(st.sampled_from([b"<?xml", b"<?xml ", b"a", b"\n", b"?", b"<", b"<?xml-s "]), max_size=60),
    st.integers(1, 9),
)
@settings(max_examples=200, deadline=None)
def test_splitting_gives_every_byte_back_whatever_the_block_size(parts: list[bytes], block: int) -> None:
    content = b"".join(parts)
    pieces = list(documents(_Trickle(content, block)))
    assert pieces == list(documents(io.BytesIO(content)))
    found = b"".join(piece for piece in pieces if not isinstance(piece, TooLarge))
    assert found.split() == content.split()


class _Trickle(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def __init__(self, content: bytes, block: int) -> None:
        super().__init__(content)
        self.block = block

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.block)


@given(
    st.from_regex(r"(D|PP|RE)?\d{1,8}|\d{4}/\d{7}", fullmatch=True),
    st.sampled_from(["", "A", "B1", "B2", "S", "S1", "A1", "00"]),
)
def test_short_way_to_a_cited_us_number_gives_what_the_reader_gives(number: str, kind: str) -> None:
    try:
        expected = str(PublicationNumber.parse(number, authority="US", kind=kind))
    except NumberError:
        expected = f"US{number}{kind}"
    assert cited_number("US", number, kind) == expected
