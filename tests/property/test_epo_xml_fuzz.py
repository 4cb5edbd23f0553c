"""Whatever the bytes of a European file are, reading never raises and every document is accounted for."""

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

from patentry.offices.epo_docdb_xml import EpoDocdbXml
from patentry.offices.epo_fulltext_xml import EpoFulltextXml
from patentry.offices.epo_ops_xml import EpoOpsXml
from patentry.offices.reading import Batch, Chunk
from patentry.offices.xml_documents.repeated import elements
from patentry.offices.xml_documents.splitting import Piece, documents
from patentry.offices.xml_documents.xml_format import XmlFormat
from patentry.records import Severity

sys.path.insert(0, str(Path(__file__).parent.parent / "unit" / "offices"))
from epo_xml import BIBLIO, CLAIMS, MEMBER, REGISTER, answer, exchange, exchange_document, legal, specification

EVENTS = legal("PG25", "LAPSED IN A CONTRACTING STATE", "2014-05-30", L501EP="FR", L525EP="20130930") + legal(
    "REG", "REFERENCE TO A NATIONAL CODE", "2013-09-30", L501EP="CH", L502EP="PL|PATENT CEASED"
)
FAMILY = f"<ops:patent-family>{MEMBER.format(kind='B1', day='20120201', legal=EVENTS)}</ops:patent-family>"
FILES: dict[str, tuple[XmlFormat, bytes]] = {
    "fulltext": (EpoFulltextXml(), (specification() * 2).encode()),
    "docdb": (EpoDocdbXml(), exchange(*[exchange_document()] * 2).encode()),
    "ops": (EpoOpsXml(), answer(BIBLIO + CLAIMS + FAMILY + REGISTER).encode()),
}
TROUBLE = [b"<?xml ", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<!--", b"]]>", b"<![CDATA[", b"&", b"&x;", b"\x00", b"\xff"]
TROUBLE += [b">", b'"', b"<date>", b"<document-id>", b"</document-id>", b"<kind/>", b"<country>XX</country>", b"9" * 40]
TROUBLE += [b"00000000", b"</exch:exchange-document>", b"<claims>", b"<ops:legal/>", "示例".encode(), b" sequence='1'"]


def read(chosen: XmlFormat, content: bytes) -> Batch:
    pieces: list[Piece]
    if chosen.element is None:
        pieces = list(documents(io.BytesIO(content), max_document_bytes=60_000))
    else:
        pieces = list(elements(io.BytesIO(content), chosen.element, max_document_bytes=60_000))
    batch = chosen.read(pickle.loads(pickle.dumps(Chunk(first_row=1, payload=pieces))))
    assert batch.documents >= len(pieces)
    assert batch.documents == batch.kept + batch.rejected
    assert batch.kept == len(batch.records)
    rejections = [problem for problem in batch.problems if problem.severity is Severity.REJECTED]
    assert len(rejections) == batch.rejected == len(batch.quarantine)
    assert all(record.publication_number or record.application_number for record in batch.records)
    assert all(event.announced or event.effective for event in batch.events)
    return batch


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_mutated_file_is_read_to_its_end(name: str, data: st.DataObject) -> None:
    chosen, whole = FILES[name]
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        removed = data.draw(st.integers(0, 60))
        content[at : at + removed] = data.draw(st.sampled_from(TROUBLE) | st.binary(max_size=8))
    read(chosen, bytes(content))


@pytest.mark.parametrize("name", FILES)
@given(share=st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_file_cut_anywhere_is_accounted_for(name: str, share: float) -> None:
    chosen, whole = FILES[name]
    read(chosen, whole[: int(len(whole) * share)])


@pytest.mark.parametrize("name", FILES)
@given(content=st.binary(max_size=300))
@settings(max_examples=40, deadline=None)
def test_bytes_that_are_no_xml_are_rejected_and_counted(name: str, content: bytes) -> None:
    assert read(FILES[name][0], content).kept == 0


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with a few places overwritten, cut out, doubled or swapped."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(changed) + 1), chance.randrange(200)
        other = chance.randrange(len(changed) + 1)
        new = chance.choice([*TROUBLE, bytes(changed[other : other + length]), chance.randbytes(chance.randrange(9))])
        changed[at : at + chance.choice([0, len(new), length])] = new
    return bytes(changed)


@pytest.mark.soak
@pytest.mark.parametrize("name", FILES)
def test_mutations_for_as_long_as_asked(name: str) -> None:
    chosen, whole = FILES[name]
    soak(lambda seed: read(chosen, mutated(whole, random.Random(seed))))
