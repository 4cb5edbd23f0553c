from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from patentry.offices.reading import Batch, Source
from patentry.records import ClassTitle, RightType

Reader = Callable[..., Batch]
OPEN = (
    '<?xml version="1.0"?>\n<uspat:CPCMasterClassificationFile xmlns:uspat="patent:uspto:doc:us:gov" '
    'xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common" '
    'xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent">\n'
)
CLOSE = "</uspat:CPCMasterClassificationFile>\n"


def symbol(main: str = "9", sub: str = "02") -> str:
    return (
        "<pat:CPCClassification><pat:ClassificationVersionDate>2013-01-01</pat:ClassificationVersionDate>"
        "<pat:CPCSection>F</pat:CPCSection><pat:Class>21</pat:Class><pat:Subclass>L</pat:Subclass>"
        f"<pat:MainGroup>{main}</pat:MainGroup><pat:Subgroup>{sub}</pat:Subgroup></pat:CPCClassification>"
    )


def classified(number: str = "9900001", kind: str = "B2", symbols: str = "", day: str = "2016-01-05") -> str:
    return (
        "<uspat:CPCMasterClassificationRecord><pat:ApplicationIdentification><com:IPOfficeCode>US</com:IPOfficeCode>"
        "<com:ApplicationNumber><com:ApplicationNumberText>14100001</com:ApplicationNumberText></com:ApplicationNumber>"
        "</pat:ApplicationIdentification><pat:PatentGrantIdentification><com:IPOfficeCode>US</com:IPOfficeCode>"
        f"<pat:PatentNumber>{number}</pat:PatentNumber><com:PatentDocumentKindCode>{kind}</com:PatentDocumentKindCode>"
        f"<pat:GrantDate>{day}</pat:GrantDate></pat:PatentGrantIdentification><pat:CPCClassificationBag>"
        f"<pat:MainCPC>{symbol()}</pat:MainCPC><pat:FurtherCPC>{symbols or symbol(sub='04')}</pat:FurtherCPC>"
        "</pat:CPCClassificationBag></uspat:CPCMasterClassificationRecord>\n"
    )


def codes(batch: Batch) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in batch.problems]


def test_classified_grant_is_numbers_and_symbols_and_no_granted_patent(read: Reader) -> None:
    batch = read(OPEN + classified() + CLOSE, expect="uspto_cpc_master")
    assert batch.problems == []
    (record,) = batch.records
    assert (record.publication_number, record.application_number) == ("US9900001B2", "US14/100001")
    assert (record.kind, record.right_type) == ("B2", RightType.INVENTION)
    assert record.cpc == ("F21L9/02", "F21L9/04")
    assert (record.grant_date, record.publication_date, record.filing_date) == (None, None, None)


def test_published_application_is_taken_as_well(read: Reader) -> None:
    text = classified("20160000001", "A1").replace("PatentGrantIdentification", "PatentPublicationIdentification")
    text = text.replace("PatentNumber", "PublicationNumber").replace("GrantDate", "PublicationDate")
    (record,) = read(OPEN + text + CLOSE).records
    assert (record.publication_number, record.right_type) == ("US20160000001A1", RightType.INVENTION)


@pytest.mark.parametrize(
    ("number", "kind", "right_type"),
    [("D0450001", "S1", RightType.DESIGN), ("PP026000", "P2", RightType.PLANT), ("RE045000", "E1", RightType.OTHER)],
)
def test_right_type_is_that_of_the_kind_code(read: Reader, number: str, kind: str, right_type: RightType) -> None:
    assert read(OPEN + classified(number, kind) + CLOSE).records[0].right_type is right_type


def test_long_list_loses_only_its_broken_records(read: Reader) -> None:
    broken = classified("9900002").replace("</pat:MainCPC>", "")
    nameless = classified("9900003").replace("<pat:PatentNumber>9900003", "<pat:PatentNumber>").replace("14100001", "")
    batch = read(OPEN + classified() + broken + nameless + classified("9900004") + CLOSE)
    assert (batch.documents, batch.kept, batch.rejected) == (4, 2, 2)
    rejected = [problem.code for problem in batch.problems if problem.severity == "rejected"]
    assert rejected == ["xml_broken", "number_missing"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<pat:Class>21", "<pat:Class>lamp", ("class_unreadable", "cpc")),
        (classified(), classified().replace("CPCClassification>", "Other>"), ("field_missing", "cpc")),
        (">9900001<", "><", ("field_missing", "publication_number")),
    ],
)
def test_doubtful_field_is_reported(read: Reader, old: str, new: str, problem: tuple[str, str | None]) -> None:
    batch = read(OPEN + classified().replace(old, new, 1) + CLOSE)
    assert batch.kept == 1
    assert problem in codes(batch)


def test_list_without_records_is_one_document_and_rejected(read: Reader) -> None:
    batch = read(OPEN + CLOSE)
    assert (batch.documents, batch.rejected) == (1, 1)
    assert codes(batch) == [("not_a_classification_record", None)]


SCHEME = """<?xml version="1.0" encoding="UTF-8"?>
<class-scheme publication-date="2016-05-01" scheme-type="cpc" publication-type="official">
<classification-item level="5"><classification-symbol>F21L</classification-symbol><class-title><title-part>
<text scheme="ipc">PORTABLE LIGHTING </text><CPC-specific-text><reference><text>fixed <class-ref>F21S</class-ref></text>
</reference></CPC-specific-text></title-part></class-title>
<classification-item level="6"><classification-symbol>F21L1/00</classification-symbol>
<classification-item level="7"><classification-symbol>F21L1/00</classification-symbol><class-title><title-part>
<text>Lanterns</text></title-part><title-part><text>Lamps</text><reference><text>F21L9/00 takes precedence</text>
</reference></title-part></class-title>
<classification-item level="8"><classification-symbol>F21L1/02</classification-symbol><class-title><title-part>
<text>folding</text></title-part></class-title></classification-item></classification-item></classification-item></classification-item>
</class-scheme>
"""


def test_scheme_gives_the_title_of_every_symbol_that_has_one(read: Reader) -> None:
    batch = read(SCHEME, expect="cpc_scheme")
    assert (batch.documents, batch.problems) == (3, [])
    rows = batch.reference
    assert all(isinstance(row, ClassTitle) for row in rows)
    assert rows[0] == ClassTitle(
        scheme="CPC",
        symbol="F21L",
        level="subclass",
        lang="en",
        title="PORTABLE LIGHTING {(fixed F21S)}",
        edition="2016-05-01",
    )
    assert [(row.symbol, row.level, row.title) for row in rows[1:] if isinstance(row, ClassTitle)] == [
        ("F21L1/00", "group", "Lanterns; Lamps (F21L9/00 takes precedence)"),
        ("F21L1/02", "subgroup", "folding"),
    ]


def test_scheme_item_that_cannot_be_read_costs_only_itself(read: Reader) -> None:
    batch = read(SCHEME.replace(">F21L1/02<", ">lamp<"))
    assert (batch.documents, batch.kept) == (3, 2)
    assert codes(batch) == [("class_unreadable", "symbol")]
    cut = read(SCHEME[: SCHEME.index("folding")])
    assert (cut.documents, cut.kept, [problem.code for problem in cut.problems]) == (3, 2, ["xml_broken"])


@pytest.mark.samples
def test_real_files_of_the_cpc_give_the_facts_in_them(samples: Path, read_source: Callable[..., Batch]) -> None:
    path = samples / "uspto/eras/cpcMaster/cpcMaster.xml"
    batch = read_source(Source(path, path.name), expect="uspto_cpc_master")
    assert (batch.documents, batch.kept, batch.problems) == (1, 1, [])
    (record,) = batch.records
    assert (record.publication_number, record.application_number) == ("US9400000B2", "US13/897484")
    assert (len(record.cpc), record.cpc[0], record.grant_date) == (9, "F04D29/703", None)
    path = samples / "uspto/eras/cpcScheme/cpc-scheme-A01L.xml"
    batch = read_source(Source(path, path.name), expect="cpc_scheme")
    assert (batch.documents, batch.kept, batch.problems) == (19, 19, [])
    rows = [row for row in batch.reference if isinstance(row, ClassTitle)]
    assert {row.edition for row in rows} == {"2016-05-01"}
    assert (rows[2].symbol, rows[2].title) == ("A01L1/02", "Solid horseshoes consisting of one part")
