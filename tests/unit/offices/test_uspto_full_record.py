"""USPTO grant XML: what makes a record full: description, national classes, priorities, agents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from grant_xml import PARTIES, biblio, codes, grant

from patentry.classes import named_uspc
from patentry.offices.reading import Batch
from patentry.offices.uspto_xml.classes import locarno_of
from patentry.offices.uspto_xml.section_headings import kind_of_heading
from patentry.records import Citation, Party, Priority, Record

Read = Callable[..., Batch]


@pytest.fixture
def record(read: Read) -> Callable[[str], Record]:
    def only(content: str) -> Record:
        batch = read(content, expect="uspto_grant_xml")
        assert batch.problems == []
        return batch.records[0]

    return only


# Description


def sections(record: Callable[[str], Record], description: str) -> list[tuple[str, str, str]]:
    """Kind, heading and text of each section."""
    read = record(grant(description=f"<description>{description}</description>"))
    assert read.language == "en"
    assert all(section.lang == "en" for section in read.description)
    return [(section.kind, section.heading, section.text) for section in read.description]


def test_description_is_cut_at_its_headings_one_paragraph_a_line(record: Callable[[str], Record]) -> None:
    told = (
        "\n<heading>TECHNICAL <b>FIELD</b></heading>\n<p>Lanterns.</p>\n<heading>BACKGROUND</heading>\n"
        "<p>They <b>1</b>\nfold.</p><p>They are\n\n heavy.</p>\n"
    )
    assert sections(record, told) == [
        ("technical_field", "TECHNICAL FIELD", "Lanterns."),
        ("background", "BACKGROUND", "They 1 fold.\nThey are heavy."),
    ]


def test_text_before_the_first_heading_has_none_and_an_empty_heading_section_stays(
    record: Callable[[str], Record],
) -> None:
    told = "<p>First.</p><heading>DETAILED DESCRIPTION</heading><heading>Example 1</heading><p>Made of tin.</p>"
    assert sections(record, told) == [
        ("other", "", "First."),
        ("embodiments", "DETAILED DESCRIPTION", ""),
        ("examples", "Example 1", "Made of tin."),
    ]


def test_container_of_the_drawings_decides_whatever_its_heading_says(record: Callable[[str], Record]) -> None:
    told = (
        "<p>A lantern.</p><description-of-drawings><p>FIG. 1 is a view.</p><p>FIG. 2 too.</p>"
        "</description-of-drawings><p>Broken lines.</p><description-of-drawings><heading>VIEWS</heading>"
        "<p>FIG. 3.</p></description-of-drawings>"
    )
    assert sections(record, told) == [
        ("other", "", "A lantern."),
        ("drawings", "", "FIG. 1 is a view.\nFIG. 2 too."),
        ("other", "", "Broken lines."),
        ("drawings", "VIEWS", "FIG. 3."),
    ]


def test_unknown_heading_is_a_subheading_in_a_long_section_and_other_elsewhere(
    record: Callable[[str], Record],
) -> None:
    told = (
        "<heading>DETAILED DESCRIPTION</heading><p>a</p><heading>The wick</heading><p>b</p>"
        "<heading>RELATED APPLICATIONS</heading><p>c</p><heading>The wick</heading><p>d</p>"
    )
    assert [kind for kind, _, _ in sections(record, told)] == ["embodiments", "embodiments", "related", "other"]


def test_cells_items_and_lines_of_a_compact_file_stay_apart(record: Callable[[str], Record]) -> None:
    table = "<tables><row><entry>3</entry><entry>4</entry></row></tables>"
    told = f"<p>Tin<br/>lead<ul><li>one</li><li>two</li></ul>{table}</p>"
    assert sections(record, told)[0][2] == "Tin lead one two 3 4"


def test_description_with_a_delete_character_is_still_cut_into_sections(record: Callable[[str], Record]) -> None:
    told = (
        "<p>a</p><p>b</p><heading>SUM\x7fMARY</heading><p>hi\x7fnge</p><p>c</p>"
        "<description-of-drawings><p>d</p></description-of-drawings>"
    )
    assert sections(record, told) == [
        ("other", "", "a\nb"),
        ("other", "SUM\x7fMARY", "hi\x7fnge\nc"),
        ("drawings", "", "d"),
    ]


def test_grant_without_description_is_kept_and_says_so(read: Read) -> None:
    batch = read(grant(description=""))
    assert codes(batch) == [("field_missing", "description")]
    assert batch.kept == 1


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("CROSS-REFERENCE TO RELATED APPLICATION(S)", "related"),
        ("1. Field of the Invention", "technical_field"),
        ("2. Description of the Related Art", "background"),
        ("BACKGROUND AND SUMMARY", "background"),
        ("Brief Description of the Several Views of the Drawing(s)", "drawings"),
        ("DETAILED DESCRIPTION OF THE DRAWINGS", "embodiments"),
        ("Description", "embodiments"),
        ("Problems to be Solved by the Invention", "summary"),
        ("Second Embodiment", "embodiments"),
        ("COMPARATIVE EXAMPLE 12", "examples"),
        ("INDUSTRIAL APPLICABILITY", "industrial"),
        ("STATEMENT REGARDING FEDERALLY SPONSORED RESEARCH", "other"),
        ("Priority", "related"),
        ("Priority queues", None),
        ("", None),
    ],
)
def test_headings_say_which_section_they_open(heading: str, kind: str | None) -> None:
    assert kind_of_heading(heading) == kind


# Claims


def test_claims_named_by_the_wording_alone_are_read_and_ranges_filled_between_their_marked_ends(
    record: Callable[[str], Record],
) -> None:
    def claim(number: int, text: str) -> str:
        return f'<claim id="CLM-{number:05d}" num="{number:05d}"><claim-text>{number}. {text}</claim-text></claim>'

    def marked(number: int) -> str:
        return f'<claim-ref idref="CLM-{number:05d}">claim {number}</claim-ref>'

    ends = f"any of {marked(1).replace('>claim', '>claims')} to {marked(3).replace('claim 3', '3')}"
    claims = "".join(
        (
            claim(1, "A lantern, as claimed in every tale."),
            claim(2, "The lantern of claim 1."),
            claim(3, f"The lantern of {marked(2)}."),
            claim(4, f"The lantern of {ends}, folded."),
            claim(5, f"As {marked(4)}, unlike the claims of others."),
        )
    )
    read = record(grant(claims=f"<claims>{claims}</claims>"))
    assert [claim.depends_on for claim in read.claims] == [(), (1,), (2,), (1, 2, 3), (4,)]


# National classes


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        ("426231", "USPC 426/231"),
        ("D 2969", "USPC D2/969"),
        ("  2  9", "USPC 2/9"),
        (" 29840", "USPC 29/840"),
        ("174 685", "USPC 174/68.5"),
        (" 2940705", "USPC 29/407.05"),
        ("174106 SC", "USPC 174/106SC"),
        (" 29DIG 23", "USPC 29/DIG.23"),
        ("PLT101", "USPC PLT/101"),
        ("623001160", "USPC 623/1.16"),
        ("002227000", "USPC 2/227"),
        ("D11  1- 25", "USPC D11 1- 25"),
    ],
)
def test_us_national_class_is_written_class_stroke_subclass(stated: str, written: str) -> None:
    assert named_uspc(stated) == written


@pytest.mark.parametrize(("stated", "written"), [("1403", "LOC 14-03"), ("14-03", "LOC 14-03"), ("?", "LOC ?")])
def test_locarno_class_is_written_with_a_hyphen(stated: str, written: str) -> None:
    assert locarno_of(stated) == written


def test_other_classes_have_the_national_ones_first_and_each_once(record: Callable[[str], Record]) -> None:
    extra = (
        "<classification-locarno><edition>9</edition><main-classification>2603</main-classification>"
        "</classification-locarno><classification-national><country>US</country>\n<main-classification> 62420"
        "</main-classification><further-classification>D26 38</further-classification><further-classification> 62420"
        "</further-classification></classification-national>"
    )
    assert record(grant(extra=extra)).other_classes == ("USPC 62/420", "USPC D26/38", "LOC 26-03")


# Priorities, agents, categories


def test_priorities_are_foreign_claims_and_then_provisionals_and_never_parents(
    record: Callable[[str], Record],
) -> None:
    def identity(number: str, day: str) -> str:
        return f"<document-id><country>US</country><doc-number>{number}</doc-number><date>{day}</date></document-id>"

    extra = (
        '<priority-claims><priority-claim sequence="01" kind="national"><country>JP</country>'
        "<doc-number>P. 2008-123456</doc-number><date>20080303</date></priority-claim>"
        '<priority-claim sequence="02" kind="regional"><country>EM</country><doc-number>000 1-2</doc-number>'
        "</priority-claim></priority-claims><us-related-documents><us-provisional-application>"
        f"{identity('61000001', '20080401')}</us-provisional-application><continuation><relation><parent-doc>"
        f"{identity('12000001', '20090101')}</parent-doc></relation></continuation></us-related-documents>"
    )
    assert record(grant(extra=extra)).priorities == (
        Priority("JP2008123456", date(2008, 3, 3)),
        Priority("EM00012"),
        Priority("US61/000001", date(2008, 4, 1)),
    )


def test_impossible_date_of_a_priority_is_reported_and_the_number_kept(read: Read) -> None:
    extra = (
        "<priority-claims><priority-claim><country>KR</country><doc-number>10-2008-0000001</doc-number>"
        "<date>20080231</date></priority-claim></priority-claims>"
    )
    batch = read(grant(extra=extra))
    assert codes(batch) == [("date_impossible", "priorities")]
    assert batch.records[0].priorities == (Priority("KR1020080000001"),)


@pytest.mark.parametrize("group", ["parties", "us-parties"])
def test_agents_are_firms_and_persons_in_order(record: Callable[[str], Record], group: str) -> None:
    agents = (
        '<agents><agent sequence="01" rep-type="attorney"><addressbook><orgname>Ficta &amp; Vero LLP</orgname><address>'
        '<country>unknown</country></address></addressbook></agent><agent sequence="02" rep-type="attorney">'
        "<addressbook><last-name>Vero</last-name><first-name>Ann</first-name></addressbook></agent></agents></parties>"
    )
    parties = PARTIES.replace("</parties>", agents)
    if group == "us-parties":
        parties = parties.replace("<applicants>", "<us-applicants>").replace("</applicants>", "</us-applicants>")
        parties = parties.replace("parties>", "us-parties>")
    assert record(grant(section=biblio(parties=parties))).agents == (Party("Ficta & Vero LLP"), Party("Ann Vero"))


def test_category_of_a_citation_is_kept_where_it_says_more_than_who_cited(record: Callable[[str], Record]) -> None:
    def cite(category: str) -> str:
        return (
            "<us-citation><patcit><document-id><country>US</country><doc-number>5000001</doc-number><kind>A</kind>"
            f"</document-id></patcit><category>{category}</category></us-citation>"
        )

    listed = "".join(map(cite, ("cited by examiner", "cited by\nthird party", "")))
    assert record(grant(extra=f"<us-references-cited>{listed}</us-references-cited>")).citations == (
        Citation("US5000001A", "examiner"),
        Citation("US5000001A", "unknown", None, "cited by third party"),
        Citation("US5000001A", "unknown"),
    )


def test_document_that_names_no_dtd_is_read_and_says_so(read: Read) -> None:
    batch = read(grant(doctype=""))
    assert codes(batch) == [("doctype_missing", None)]
    assert batch.kept == 1
