"""Whatever the bytes of a file of an earlier US era or of the CPC, reading never raises and counts every document."""

from __future__ import annotations

import io
import pickle
import sys
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soaking import soak

from patentry.offices.cpc_scheme import CpcScheme
from patentry.offices.reading import Batch, Chunk, Format
from patentry.offices.tagged_text.cutting import documents
from patentry.offices.tagged_text.tagged_format import TaggedTextFormat
from patentry.offices.uspto_brs_text import UsptoBrsText
from patentry.offices.uspto_cpc_master import UsptoCpcMaster
from patentry.offices.uspto_grant_sgml import UsptoGrantSgml
from patentry.offices.uspto_greenbook import UsptoGreenbook
from patentry.offices.uspto_pap_xml import UsptoPapXml
from patentry.offices.uspto_st96 import UsptoSt96
from patentry.offices.xml_documents.splitting import Piece, groups
from patentry.offices.xml_documents.xml_format import XmlFormat
from patentry.records import Severity

sys.path.insert(0, str(Path(__file__).parent.parent / "unit" / "offices"))
import brs_text
import greenbook_text
import pap_xml
import sgml_grant
from test_cpc_files import CLOSE, OPEN, SCHEME, classified
from test_uspto_st96 import claim, claims

CAP = 200_000


class Era(NamedTuple):
    """A format, a file of three documents of it, and fragments that make trouble in it."""

    format: Format
    content: bytes
    trouble: list[bytes]
    is_framed: bool = False


MARKUP = [
    b"<?xml ",
    b"<!DOCTYPE PATDOC",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"&x;",
    b"&",
    b">",
    b'"',
    b"\x00",
    b"\xff",
    b"<",
]
TAGS = [
    b"\nPATN\n",
    b"PATN",
    b"\nNUM  x\n",
    b"\nCLMS\n",
    b"\n\n",
    b"\r",
    b"\x00",
    b"\xff",
    b"      ",
    b"WKU  ",
    b".sub.",
]
ERAS = {
    era.format.name: era
    for era in (
        Era(
            UsptoGreenbook(max_document_bytes=CAP),
            greenbook_text.weekly(*map(greenbook_text.numbered, (1, 2, 3))).encode(),
            TAGS,
        ),
        Era(
            UsptoGrantSgml(max_document_bytes=CAP),
            "".join(map(sgml_grant.numbered, (1, 2, 3))).encode(),
            [*MARKUP, b"<CLM>", b"</SDOBI>", b"<PDAT>", b"<B472>"],
        ),
        Era(
            UsptoPapXml(max_document_bytes=CAP),
            "".join(map(pap_xml.numbered, (1, 2, 3))).encode(),
            [*MARKUP, b"<claim>", b"<number>", b"</heading>", b"<inventor>"],
        ),
        Era(
            UsptoBrsText(max_document_bytes=CAP),
            "".join(map(brs_text.numbered, (1, 2, 3))).encode(),
            [
                *TAGS,
                b"\n*** BRS DOCUMENT BOUNDARY ***\n",
                b"\nURPN ",
                b"\nCLPR ",
                b"\nINNM ",
                b"\nCOND a parent-doc US",
            ],
        ),
        Era(
            UsptoSt96(max_document_bytes=CAP),
            (claims(claim("1", "1. A lantern."), claim("2", "2. As in claim 1.", "new")) * 3).encode(),
            [*MARKUP, b"<pat:Claim>", b"<pat:BoundaryData>", b"pat:", b"</pat:ClaimText>"],
        ),
        Era(
            UsptoCpcMaster(max_document_bytes=CAP),
            (OPEN + "".join(classified(f"990000{n}") for n in (1, 2, 3)) + CLOSE).encode(),
            [*MARKUP, b"<uspat:CPCMasterClassificationRecord>", b"<pat:CPCClassification>", b"</pat:Class>"],
            is_framed=True,
        ),
        Era(
            CpcScheme(max_document_bytes=CAP),
            SCHEME.encode(),
            [*MARKUP, b"<classification-item>", b"</classification-item>", b"<class-title>", b"<reference>"],
            is_framed=True,
        ),
    )
}
SGML = Era(UsptoGrantSgml(max_document_bytes=CAP), (sgml_grant.sgml() * 3).encode(), [*MARKUP, b"<EMI>", b"<B473US>"])


def pieces(chosen: Format, content: bytes) -> list[Piece]:
    stream = io.BytesIO(content)
    if isinstance(chosen, TaggedTextFormat):
        return list(documents(stream, chosen.opening, max_document_bytes=CAP))
    assert isinstance(chosen, XmlFormat)
    return list(chosen._pieces(stream))


def read(chosen: Format, content: bytes) -> Batch:
    whole = Batch()
    row = 1
    for group in groups(iter(pieces(chosen, content))):
        chunk = pickle.loads(pickle.dumps(Chunk(first_row=row, payload=group)))
        batch = chosen.read(chunk)
        assert batch.documents == len(group)
        assert batch.kept == len(batch.records) + len(batch.reference)
        rejections = [problem for problem in batch.problems if problem.severity is Severity.REJECTED]
        assert [problem.row for problem in rejections] == [kept.row for kept in batch.quarantine]
        row += len(group)
        whole.documents += batch.documents
        whole.rejected += batch.rejected
        whole.records += batch.records
    return whole


@pytest.mark.parametrize("era", [*ERAS.values(), SGML], ids=[*ERAS, "sgml"])
def test_file_as_it_stands_is_three_documents(era: Era) -> None:
    batch = read(era.format, era.content)
    assert (batch.documents, batch.rejected) == (3, 0)


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_mutated_file_is_read_to_its_end(data: st.DataObject) -> None:
    era = data.draw(st.sampled_from([*ERAS.values(), SGML]))
    content = bytearray(era.content)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        removed = data.draw(st.integers(0, 60))
        content[at : at + removed] = data.draw(st.sampled_from(era.trouble) | st.binary(max_size=8))
    read(era.format, bytes(content))


@pytest.mark.parametrize("era", [*ERAS.values(), SGML], ids=[*ERAS, "sgml"])
def test_file_cut_anywhere_loses_at_most_the_document_it_is_cut_in(era: Era) -> None:
    """Cut at every place around a boundary, and at some within; documents within a frame are not each a third."""
    whole = len(era.content) // 3
    for length in range(len(era.content) + 1):
        if era.is_framed or (length + 60) % whole < 120 or length % 97 == 0:
            batch = read(era.format, era.content[:length])
            assert batch.rejected <= 1, length
            assert batch.kept >= length // whole or era.is_framed, length


@given(st.sampled_from([*ERAS.values()]), st.binary(max_size=300))
@settings(max_examples=80, deadline=None)
def test_bytes_of_nothing_are_rejected_and_counted(era: Era, content: bytes) -> None:
    assert read(era.format, content).kept == 0


@pytest.mark.soak
@pytest.mark.parametrize("name", list(ERAS))
def test_soak_mutated_files_for_minutes(name: str) -> None:
    era = ERAS[name]

    def trial(seed: int) -> None:
        random = Random(seed)
        content = bytearray(era.content)
        for _ in range(random.randint(1, 8)):
            at = random.randint(0, len(content))
            piece = random.choice([*era.trouble, random.randbytes(random.randint(0, 12)), bytes(content[at : at + 80])])
            content[at : at + random.randint(0, 90)] = piece
        read(era.format, bytes(content))

    soak(trial)
