from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from patentry.offices.reading import Batch, Source
from patentry.records import Claim, LangText, RightType, Section

Reader = Callable[..., Batch]
NAMESPACES = 'xmlns:pat="urn:us:gov:doc:uspto:patent" xmlns="urn:us:gov:doc:uspto:patent"'


def paper(root: str, code: str, body: str, number: str = "14100001") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<pat:{root} {NAMESPACES} pat:id="X">'
        f"<pat:DocumentCode>{code}</pat:DocumentCode><pat:DocumentHeaderDetails><pat:ApplicationHeaderDetails>"
        f"<pat:ApplicationNumber>{number}</pat:ApplicationNumber></pat:ApplicationHeaderDetails>"
        f"</pat:DocumentHeaderDetails><pat:MailRoomDate>2014-03-03</pat:MailRoomDate>{body}</pat:{root}>\n"
    )


def claims(*entries: str) -> str:
    listed = "".join(entries)
    return paper("ClaimsDocument", "CLM", f"<pat:ClaimSet><pat:ClaimList>{listed}</pat:ClaimList></pat:ClaimSet>")


def claim(number: str, text: str, status: str = "") -> str:
    stated = f"<pat:ClaimStatusCategory>{status}</pat:ClaimStatusCategory>" if status else ""
    return (
        f'<pat:Claim pat:id="CLM-{number:>05}"><pat:ClaimNumber>{number}</pat:ClaimNumber>'
        f"<pat:ClaimText>{text}</pat:ClaimText>{stated}</pat:Claim>"
    )


def specification(body: str, code: str = "SPEC") -> str:
    return paper("SpecificationDocument", code, f"<pat:Specification>{body}</pat:Specification>")


def codes(batch: Batch) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in batch.problems]


def test_claims_stand_as_amended_without_status_and_without_cancelled_ones(read: Reader) -> None:
    text = claims(
        '<pat:Claim pat:id="UNKNOWN-1"><pat:ClaimText>1-2. (Canceled)</pat:ClaimText></pat:Claim>',
        claim("1", "(Canceled)", "canceled"),
        claim("3", "<pat:ClaimLabelText>3. </pat:ClaimLabelText>(Currently Amended) A lantern"
              '<pat:BoundaryData><pat:HeaderText>Page 2</pat:HeaderText></pat:BoundaryData>with a hinge.'),
        claim("4", 'Claim 4 (Previously presented): The lantern of claim <pat:ClaimReference pat:idrefs="CLM-00003">3'
              "</pat:ClaimReference>."),
        claim("5", "5. (New) As in any of claims 3 to 4."),
    )  # fmt: skip
    batch = read(text, expect="uspto_st96")
    assert codes(batch) == [("type_missing", "right_type")]
    (record,) = batch.records
    assert (record.application_number, record.publication_number) == ("US14/100001", None)
    assert (record.right_type, record.grant_date, record.filing_date) == (RightType.OTHER, None, None)
    assert record.claims == (
        Claim(3, "3. A lantern with a hinge."),
        Claim(4, "4. The lantern of claim 3.", (3,)),
        Claim(5, "5. As in any of claims 3 to 4.", (3, 4)),
    )


def test_abstract_is_what_stands_under_its_heading(read: Reader) -> None:
    body = (
        "<pat:BoundaryData><pat:HeaderText>Docket 7</pat:HeaderText></pat:BoundaryData>"
        "<pat:P>Clean copy</pat:P><pat:Heading>ABSTRACT</pat:Heading><pat:P>Please replace the Abstract with:</pat:P>"
        "<pat:P>A lantern f<pat:OCRConfidenceData>ol</pat:OCRConfidenceData>ds.</pat:P><pat:P>- 12 -</pat:P>"
    )
    (record,) = read(specification(body, "ABST")).records
    assert record.abstract == (LangText("en", "A lantern folds."),)


def test_specification_is_cut_into_sections(read: Reader) -> None:
    body = (
        "<pat:Heading>BACKGROUND</pat:Heading><pat:P>Lanterns do not fold.</pat:P><pat:P>They burn.</pat:P>"
        "<pat:Heading>DETAILED DESCRIPTION</pat:Heading><pat:P>Of brass.</pat:P>"
    )
    (record,) = read(specification(body)).records
    assert record.description == (
        Section("background", "BACKGROUND", "Lanterns do not fold.\nThey burn.", "en"),
        Section("embodiments", "DETAILED DESCRIPTION", "Of brass.", "en"),
    )


def test_list_of_changes_is_no_description(read: Reader) -> None:
    batch = read(specification("<pat:P>Please replace paragraph [0030] with:</pat:P><pat:P>It folds.</pat:P>"))
    assert batch.records[0].description == ()
    assert ("amendment_not_applied", "description") in codes(batch)


def test_series_29_is_a_design(read: Reader) -> None:
    batch = read(paper("SpecificationDocument", "SPEC", "<pat:Specification/>", "29500001"))
    assert batch.records[0].right_type is RightType.DESIGN
    assert codes(batch) == [("paper_without_text", None)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (paper("ClaimsDocument", "CLM", "", "lamp"), ("number_missing", "application_number")),
        (paper("ClaimsDocument", "CLM", "", ""), ("number_missing", "application_number")),
        (claims(claim("1", "x"))[:-30], ("xml_broken", None)),
        ('<?xml version="1.0"?><RemarksDocument/>', ("not_an_application", None)),
    ],
)
def test_paper_that_cannot_be_taken_is_rejected(read: Reader, text: str, problem: tuple[str, str | None]) -> None:
    batch = read(text, named="uspto_st96")
    assert (batch.documents, batch.rejected) == (1, 1)
    assert codes(batch) == [problem]


def test_claim_that_stands_twice_is_kept_once(read: Reader) -> None:
    batch = read(claims(claim("1", "1. A lantern."), claim("1", "1. A lamp.")))
    assert batch.records[0].claims == (Claim(1, "1. A lantern."),)
    assert ("claim_repeated", "claims") in codes(batch)


@pytest.mark.samples
def test_every_member_of_the_real_zip_is_kept(samples: Path, tmp_path: Path, read_source: Callable[..., Batch]) -> None:
    with zipfile.ZipFile(samples / "uspto/eras/xml4ip/sample_XML4IP.ZIP") as archive:
        archive.extractall(tmp_path)
    counts = {}
    for path in sorted(tmp_path.rglob("*.xml")):
        batch = read_source(Source(path, path.name), expect="uspto_st96")
        assert (batch.documents, batch.kept) == (1, 1)
        (r,) = batch.records
        counts[path.name.split(".", 2)[2]] = (r.application_number, len(r.claims), bool(r.abstract), len(r.description))
    assert counts == {
        "HHC6R88MPXXIFW3.CLM.xml": ("US12/993548", 17, False, 0),
        "HYHJN3UIPXXIFW4.SPEC.xml": ("US13/694401", 0, False, 0),
        "HE1CULBXPXXIFW4.ABST.xml": ("US13/821389", 0, True, 0),
        "HK4I4RXKPXXIFW3.SPEC.xml": ("US13/962724", 0, False, 9),
        "HK4I4RXSPXXIFW3.CLM.xml": ("US13/962724", 22, False, 0),
        "HK4I4RXZPXXIFW3.ABST.xml": ("US13/962724", 0, True, 0),
        "I2NR21P9PXXIFW3.ABST.xml": ("US13/962724", 0, True, 0),
        "I2NR21PIPXXIFW3.CLM.xml": ("US13/962724", 22, False, 0),
        "I1MKPKCGPXXIFW3.CLM.xml": ("US14/522151", 9, False, 0),
        "I1MKPKDKPXXIFW3.SPEC.xml": ("US14/522151", 0, False, 9),
        "I1S0T5IIPXXIFW1.ABST.xml": ("US14/522151", 0, True, 0),
        "I4N0DDU6PXXIFW2.SPEC.xml": ("US14/522151", 0, False, 0),
        "I4N0F56YPXXIFW2.ABST.xml": ("US14/522151", 0, True, 0),
    }
