"""Publications of CNIPA's data service: what a document says, under any prefixes, becomes one record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from cnipa_documents import DESIGN, INVENTION, codes

from patentry.offices.reading import Batch
from patentry.records import Citation, CitedBy, Inventor, LangText, Party, Priority, RightType, Section, Severity

Read = Callable[..., Batch]


def test_invention_is_read_with_all_it_says(read: Read) -> None:
    batch = read(INVENTION, "document.xml", expect="cnipa_xml")
    assert batch.problems == []
    (record,) = batch.records
    assert (record.authority, record.publication_number, record.application_number, record.kind) == (
        "CN",
        "CN104000000B",
        "CN201410135735.5",
        "B",
    )
    assert record.right_type is RightType.INVENTION
    assert (record.filing_date, record.publication_date, record.grant_date) == (
        date(2014, 4, 4),
        date(2016, 1, 6),
        date(2016, 1, 6),
    )
    assert record.title == (LangText("zh", "一种示例调节系统"),)
    assert record.abstract == (LangText("zh", "一种调节系统，包括光感模块。"),)
    assert record.ipc == ("G09G5/10", "G07F19/00")
    assert record.priorities == (Priority("KR1020130100096", date(2013, 8, 10)),)
    assert record.language == "zh"


def test_persons_have_their_addresses_and_patentees_stand_apart(read: Read) -> None:
    (record,) = read(INVENTION).records
    assert record.applicants == (Party("示例甲公司", "CN", "示例市创新区创新路1号", "100001"), Party("示例大学"))
    assert record.holders == (Party("示例乙公司", None, "示例市市辖区"),)
    assert record.inventors == (Inventor("张三"),)
    assert (record.agency, record.agents, record.district) == ("示例代理有限公司", (Party("李四"),), "创新区")


def test_patentees_with_the_applicants_names_are_not_told_apart(read: Read) -> None:
    alone = INVENTION.replace("<base:Name>示例大学</base:Name>", "").replace("示例乙公司", "示例甲公司")
    (record,) = read(alone).records
    assert record.holders == ()


def test_claims_know_what_they_cite_and_the_description_its_sections(read: Read) -> None:
    (record,) = read(INVENTION).records
    assert [(claim.number, claim.depends_on) for claim in record.claims] == [(1, ()), (2, (1,))]
    assert record.claims[1].text.startswith("2.根据权利要求1")
    assert record.description == (
        Section("technical_field", "技术领域", "涉及显示。", "zh"),
        Section("embodiments", "", "如图1所示。", "zh"),
    )
    assert record.citations == (Citation("CN203000001U", CitedBy.EXAMINER, "SEA"),)
    assert record.non_patent_citations == ("示例作者：示例文章，2012",)


def test_description_without_sections_is_cut_at_its_headings(read: Read) -> None:
    start, rest = INVENTION.split("<business:Description>")
    flat = "".join(
        f"<base:Paragraphs>{text}</base:Paragraphs>"
        for text in ("前言", "【技术领域】", "涉及显示。", "背景技术", "已知。", "其一。")
    )
    (record,) = read(f"{start}<business:Description>{flat}{rest[rest.index('</business:Description>') :]}").records
    assert [(section.kind, section.text) for section in record.description] == [
        ("other", "前言"),
        ("technical_field", "涉及显示。"),
        ("background", "已知。\n其一。"),
    ]


def test_design_is_read_from_its_own_section(read: Read) -> None:
    batch = read(DESIGN, "design.xml", expect="cnipa_xml")
    (record,) = batch.records
    assert batch.problems == []
    assert (record.right_type, record.publication_number, record.application_number) == (
        RightType.DESIGN,
        "CN308000000S",
        "CN202330000001.6",
    )
    assert (record.grant_date, record.other_classes) == (date(2023, 9, 5), ("LOC 14-03",))
    assert record.abstract == (LangText("zh", "1.名称：手机。\n2.用途：通讯。"),)
    assert record.inventors == (Inventor("王五"),)


@pytest.mark.parametrize(
    ("kind", "number", "day", "granted"),
    [
        ("A", "104000000", "20141006", False), ("B", "85100001", "19880106", False), ("C", "1234567", "20050105", True),
        ("C1", "104000000", "20200107", False), ("C7", "104000000", "20200107", False),
        ("B9", "104000000", "20200107", False), ("U", "203000001", "20200107", True),
    ],
)  # fmt: skip
def test_kind_and_day_say_what_a_publication_is(read: Read, kind: str, number: str, day: str, granted: bool) -> None:
    text = INVENTION.replace(">104000000<", f">{number}<").replace("<base:Kind>B<", f"<base:Kind>{kind}<")
    text = text.replace("20160106", day).replace("20140404", "19850401")
    (record,) = read(text).records
    assert record.kind == kind
    assert (record.grant_date is not None) == granted
    assert record.publication_date == date(int(day[:4]), int(day[4:6]), int(day[6:]))


def test_prefixes_do_not_matter_and_none_are_needed(read: Read) -> None:
    bare = INVENTION.replace("business:", "").replace("base:", "").replace('xmlns:business="urn:example:business" ', "")
    assert read(bare, expect="cnipa_xml").records == read(INVENTION).records
    other = INVENTION.replace("business:", "cn:").replace("xmlns:business", "xmlns:cn").replace("base:", "b.1:")
    assert read(other.replace("xmlns:base", "xmlns:b.1")).records == read(INVENTION).records


def test_roots_attributes_stand_in_for_missing_references(read: Read) -> None:
    start, end = INVENTION.index(" <business:PublicationReference"), INVENTION.index(" <business:ApplicationReference")
    (record,) = read(INVENTION[:start] + INVENTION[end:]).records
    assert (record.publication_number, record.grant_date) == ("CN104000000B", date(2016, 1, 6))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("20140404", "20170404", "grant_before_filing"),
        ("PatentDocumentAndRelated", "SequenceList", "format_unknown"),
        ("BibliographicData", "Other", "number_missing"),
        ("<business:Claims>", "<business:Claims", "xml_broken"),
        ('encoding="UTF-8"?>', 'encoding="UTF-8"?><!DOCTYPE x [<!ENTITY a "b">]>', "entity_declared"),
    ],
)
def test_document_that_cannot_be_taken_is_refused(read: Read, old: str, new: str, code: str) -> None:
    if code == "format_unknown":
        batch = read(INVENTION + INVENTION.replace(old, new))
        assert (batch.kept, batch.rejected) == (1, 1)
        code = "not_a_publication"
    else:
        batch = read(INVENTION.replace(old, new), named="cnipa_xml")
        assert (batch.kept, batch.rejected) == (0, 1)
    refused = [problem.code for problem in batch.problems if problem.severity is Severity.REJECTED]
    assert refused == [code]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("20140404", "20140231", ("date_impossible", "filing_date")),
        ("201410135735.5", "201410135735.4", ("number_check_digit", "application_number")),
        ("G09G  5/10  (2006.01)", "显示", ("class_unreadable", "ipc")),
        (">一种示例调节系统</business:InventionTitle>", "></business:InventionTitle>", ("field_missing", "title")),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_warning(
    read: Read, old: str, new: str, problem: tuple[str, str]
) -> None:
    batch = read(INVENTION.replace(old, new))
    assert (batch.kept, codes(batch)) == (1, [problem])


def test_cut_document_costs_itself_only(read: Read) -> None:
    batch = read(INVENTION[:2500] + DESIGN + INVENTION[:700])
    assert (batch.documents, batch.kept, batch.rejected) == (3, 1, 2)
