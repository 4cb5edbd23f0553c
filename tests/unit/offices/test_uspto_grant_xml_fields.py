"""USPTO weekly grant XML: each field of a record, and what is said where it is absent or impossible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from grant_xml import APPLICATION, CLAIMS, PARTIES, PUBLICATION, biblio, codes, grant

from patentry.offices.reading import Batch
from patentry.records import Citation, Claim, Inventor, LangText, Party, Record, RightType

Read = Callable[..., Batch]


@pytest.fixture
def record(read: Read) -> Callable[[str], Record]:
    """The one record of a document that gives no problem."""

    def only(content: str) -> Record:
        batch = read(content, expect="uspto_grant_xml")
        assert batch.problems == []
        assert len(batch.records) == 1
        return batch.records[0]

    return only


# Numbers, dates and texts


def test_numbers_dates_and_texts_of_a_utility_grant(record: Callable[[str], Record]) -> None:
    read = record(grant())
    assert read.authority == "US"
    assert read.publication_number == "US7999001B2"
    assert read.application_number == "US12/345678"
    assert read.kind == "B2"
    assert read.right_type is RightType.INVENTION
    assert read.filing_date == date(2009, 3, 2)
    assert read.publication_date == read.grant_date == date(2011, 8, 16)
    assert read.title == (LangText("en", "Lantern with a hinge"),)
    assert read.abstract == (LangText("en", "A lantern folds. It weighs 2\u2009kg."),)


@pytest.mark.parametrize(
    ("stated", "kind", "series", "type_name", "number", "right_type"),
    [
        ("D0635854", "S1", "29", "design", "USD635854S1", RightType.DESIGN),
        ("PP021345", "P2", "12", "plant", "USPP21345P2", RightType.PLANT),
        ("RE042456", "E1", "12", "reissue", "USRE42456E1", RightType.INVENTION),
        ("RE042457", "E1", "29", "reissue", "USRE42457E1", RightType.DESIGN),
        ("H0002140", "H1", "09", "sir", "USH2140H1", RightType.OTHER),
        ("D0635854", "S1", "29", "", "USD635854S1", RightType.DESIGN),
        ("RE042457", "E1", "29", "", "USRE42457E1", RightType.DESIGN),
    ],
)
def test_kinds_of_right_and_their_numbers(
    record: Callable[[str], Record],
    stated: str,
    kind: str,
    series: str,
    type_name: str,
    number: str,
    right_type: RightType,
) -> None:
    publication = PUBLICATION.replace("07999001", stated).replace("B2", kind)
    application = (
        APPLICATION.replace("12345678", f"{series}345678")
        .replace(">12<", f">{series}<")
        .replace('"utility"', f'"{type_name}"')
    )
    read = record(grant(section=biblio(publication=publication, application=application)))
    assert read.publication_number == number
    assert read.application_number == f"US{series}/345678"
    assert read.right_type is right_type


def test_reissue_of_a_plant_stays_a_plant(record: Callable[[str], Record]) -> None:
    section = biblio(
        publication=PUBLICATION.replace("07999001", "RE041234").replace("B2", "E1"),
        application=APPLICATION.replace("utility", "reissue"),
        extra="<us-botanic><latin-name>Rosa ficta</latin-name></us-botanic>",
    )
    assert record(grant(section=section)).right_type is RightType.PLANT


def test_invention_registration_is_published_but_not_granted(record: Callable[[str], Record]) -> None:
    section = biblio(
        publication=PUBLICATION.replace("07999001", "H0002140").replace("B2", "H1"),
        application=APPLICATION.replace("utility", "sir"),
    )
    read = record(grant(section=section))
    assert read.grant_date is None
    assert read.publication_date == date(2011, 8, 16)


def test_series_code_completes_a_six_digit_application_number(record: Callable[[str], Record]) -> None:
    section = biblio(application=APPLICATION.replace("12345678", "345678"))
    assert record(grant(section=section)).application_number == "US12/345678"


def test_design_without_abstract_is_complete(record: Callable[[str], Record]) -> None:
    section = biblio(
        publication=PUBLICATION.replace("07999001", "D0635854").replace("B2", "S1"),
        application=APPLICATION.replace("utility", "design"),
    )
    assert record(grant(section=section, abstract="")).abstract == ()


# Claims


def test_claims_keep_their_text_and_the_claims_they_cite(record: Callable[[str], Record]) -> None:
    assert record(grant()).claims == (
        Claim(1, "1. A lantern comprising: a hinge; and H2O."),
        Claim(2, "2. The lantern of claim 1, folded.", (1,)),
        Claim(3, "3. As in claim 1 or claim 2.", (1, 2)),
    )


def test_claim_without_num_takes_its_number_from_its_id_or_place(record: Callable[[str], Record]) -> None:
    claims = CLAIMS.replace(' num="00002"', "").replace(' id="CLM-00003" num="00003"', "")
    assert [claim.number for claim in record(grant(claims=claims)).claims] == [1, 2, 3]


def test_claim_text_with_a_delete_character_is_still_cut_into_its_claims(record: Callable[[str], Record]) -> None:
    read = record(grant(claims=CLAIMS.replace("hinge", "hi\x7fnge")))
    assert [claim.number for claim in read.claims] == [1, 2, 3]
    assert read.claims[0].text == "1. A lantern comprising: a hi\x7fnge; and H2O."


# Parties


def test_before_2012_the_applicants_are_the_inventors(record: Callable[[str], Record]) -> None:
    read = record(grant())
    assert read.inventors == (Inventor("Mara Quill", "US"),)
    assert read.applicants == (Party("Mara Quill", "US", "Elmford, OH, US"),)
    assert read.holders == ()


def test_legal_representative_is_applicant_and_the_deceased_is_inventor(record: Callable[[str], Record]) -> None:
    parties = PARTIES.replace("applicant-inventor", "legal-representative") + (
        "<us-deceased-inventor><addressbook><last-name>Quill</last-name><first-name>Ada</first-name>"
        "<address><country>CA</country></address></addressbook></us-deceased-inventor>"
    )
    read = record(grant(section=biblio(parties=parties)))
    assert read.applicants[0].name == "Mara Quill"
    assert read.inventors == (Inventor("Ada Quill", "CA"),)


def test_from_2012_inventors_have_a_list_of_their_own(record: Callable[[str], Record]) -> None:
    parties = (
        '<us-parties><us-applicants><us-applicant sequence="001" app-type="applicant"><addressbook>'
        "<orgname>Ficta &amp; Sons <sup>+</sup> Inc.</orgname><address><street>1 Low Rd.</street><city>Elmford</city>"
        "<postcode>45000</postcode><country>unknown</country></address></addressbook><residence>"
        "<country>US</country></residence></us-applicant></us-applicants><inventors><inventor><addressbook>"
        "<last-name>Quill</last-name><first-name>Mara</first-name><suffix>Jr.</suffix><address>"
        "<country>KR</country></address></addressbook></inventor></inventors></us-parties>"
    )
    read = record(grant(section=biblio(parties=parties)))
    assert read.applicants == (Party("Ficta & Sons + Inc.", "US", "1 Low Rd., Elmford", "45000"),)
    assert read.inventors == (Inventor("Mara Quill Jr.", "KR"),)


def test_applicant_listed_again_among_the_inventors_is_named_once(record: Callable[[str], Record]) -> None:
    again = (
        "</applicants><inventors><inventor><addressbook><last-name>Quill</last-name><first-name>Mara</first-name>"
        "<address><country>US</country></address></addressbook></inventor></inventors>"
    )
    read = record(grant(section=biblio(parties=PARTIES.replace("</applicants>", again))))
    assert read.inventors == (Inventor("Mara Quill", "US"),)


def test_assignees_are_holders_with_and_without_an_addressbook(record: Callable[[str], Record]) -> None:
    holders = (
        "<assignees><assignee><addressbook><orgname>Ficta GmbH</orgname><role>03</role><address><city>Bonn</city>"
        "<country>DE</country></address></addressbook></assignee>"
        "<assignee><orgname>Plain Co.</orgname><role>02</role></assignee></assignees>"
    )
    read = record(grant(section=biblio(parties=PARTIES + holders)))
    assert read.holders == (Party("Ficta GmbH", "DE", "Bonn, DE"), Party("Plain Co."))


# Classes


def test_ipc_of_2006_on_is_put_together_from_its_fields(record: Callable[[str], Record]) -> None:
    one = (
        "<classification-ipcr><ipc-version-indicator><date>20060101</date></ipc-version-indicator>"
        "<classification-level>A</classification-level><section>F</section><class>21</class><subclass>L</subclass>"
        "<main-group>4</main-group><subgroup>00</subgroup></classification-ipcr>"
    )
    two = one.replace(">4<", ">14<").replace(">00<", ">02<")
    read = record(grant(extra=f"<classifications-ipcr>{one}{two}{one}</classifications-ipcr>"))
    assert read.ipc == ("F21L4/00", "F21L14/02")


def test_ipc_of_2005_stands_in_fixed_columns(record: Callable[[str], Record]) -> None:
    extra = (
        "<classification-ipc><edition>7</edition><main-classification>F21L  404</main-classification>"
        "<further-classification>H01L 21302</further-classification></classification-ipc>"
    )
    assert record(grant(extra=extra)).ipc == ("F21L4/04", "H01L21/302")


def test_cpc_has_the_main_symbol_first_and_each_once(record: Callable[[str], Record]) -> None:
    def symbol(group: str, subgroup: str) -> str:
        return (
            "<classification-cpc><section>Y</section><class>02</class><subclass>E</subclass>"
            f"<main-group>{group}</main-group><subgroup>{subgroup}</subgroup></classification-cpc>"
        )

    extra = (
        f"<classifications-cpc><main-cpc>{symbol('10', '50')}</main-cpc><further-cpc>{symbol('10', '52')}"
        f"<combination-set><combination-rank>{symbol('10', '50')}</combination-rank></combination-set>"
        "</further-cpc></classifications-cpc>"
    )
    assert record(grant(extra=extra)).cpc == ("Y02E10/50", "Y02E10/52")


def test_class_that_cannot_be_read_is_reported_and_the_grant_kept(read: Read) -> None:
    extra = (
        "<classification-ipc><edition>7</edition><main-classification>9ZZZ</main-classification></classification-ipc>"
    )
    batch = read(grant(extra=extra))
    assert codes(batch) == [("class_unreadable", "ipc")]
    assert batch.records[0].ipc == ()


# Citations


def cite(country: str, number: str, kind: str = "", category: str = "cited by examiner") -> str:
    stated = f"<kind>{kind}</kind>" if kind else ""
    return (
        f'<citation><patcit num="1"><document-id><country>{country}</country><doc-number>{number}</doc-number>'
        f"{stated}<name>Ficta</name><date>19990500</date></document-id></patcit><category>{category}</category>"
        "<classification-national><country>US</country><main-classification>1 2</main-classification>"
        "</classification-national></citation>"
    )


def test_citations_are_canonical_and_say_who_cited(record: Callable[[str], Record]) -> None:
    extra = (
        "<references-cited>"
        + cite("US", "6324053", "B1")
        + cite("US", "D412345", "S", "cited by applicant")
        + cite("US", "2002/0012345", "A1", "cited by other")
        + cite("WO", "WO 98/12345", "A1")
        + cite("EP", "0 123 456", "A2")
        + cite("JP", "2001-123456", category="Cited by\n examiner")
        + cite("US", "6324053", "B1")
        + "</references-cited>"
    )
    assert record(grant(extra=extra)).citations == (
        Citation("US6324053B1", "examiner"),
        Citation("USD412345S", "applicant"),
        Citation("US20020012345A1", "unknown", None, "cited by other"),
        Citation("WO1998012345A1", "examiner"),
        Citation("EP0123456A2", "examiner"),
        Citation("JP2001123456", "examiner"),
        Citation("US6324053B1", "examiner"),
    )


def test_citation_that_is_no_number_of_its_office_stands_as_printed(record: Callable[[str], Record]) -> None:
    extra = f"<references-cited>{cite('EP', '000385562-0106')}{cite('US', 'unknown')}</references-cited>"
    assert [citation.number for citation in record(grant(extra=extra)).citations] == [
        "EP000385562-0106",
        "USunknown",
    ]


def test_other_literature_and_citations_without_a_number_are_kept_as_text(record: Callable[[str], Record]) -> None:
    extra = (
        "<us-references-cited><us-citation><nplcit num='1'><othercit>Quill, <i>On\nhinges</i>, 1999.</othercit>"
        "</nplcit><category>cited by applicant</category></us-citation>"
        "<us-citation><patcit num='2'><text>German patent of 1931</text></patcit></us-citation></us-references-cited>"
    )
    read = record(grant(extra=extra))
    assert read.citations == ()
    assert read.non_patent_citations == ("Quill, On hinges, 1999.", "German patent of 1931")


# Missing and impossible values


def test_missing_fields_are_reported_and_the_grant_is_kept(read: Read) -> None:
    section = biblio(title="", parties="", publication=PUBLICATION.replace("<date>20110816</date>", ""))
    batch = read(grant(section=section, abstract="", claims=""))
    assert (batch.kept, batch.rejected) == (1, 0)
    assert set(codes(batch)) == {
        ("field_missing", field) for field in ("title", "claims", "inventors", "abstract", "publication_date")
    }
    assert batch.records[0].publication_date is None


@pytest.mark.parametrize(
    ("day", "code"), [("20090231", "date_impossible"), ("00010101", "date_impossible"), ("2009-03", "date_unreadable")]
)
def test_day_that_does_not_exist_is_reported_and_left_out(read: Read, day: str, code: str) -> None:
    batch = read(grant(section=biblio(application=APPLICATION.replace("20090302", day))))
    assert codes(batch) == [(code, "filing_date")]
    assert batch.problems[0].value == day
    assert batch.records[0].filing_date is None


def test_unreadable_publication_number_leaves_the_application_number(read: Read) -> None:
    batch = read(grant(section=biblio(publication=PUBLICATION.replace("07999001", "seven"))))
    assert codes(batch) == [("number_unreadable", "publication_number")]
    assert batch.records[0].application_number == "US12/345678"


@pytest.mark.parametrize("section", ["", biblio(publication="", application="")])
def test_grant_without_any_number_is_rejected(read: Read, section: str) -> None:
    batch = read(grant(section=section))
    assert (batch.kept, batch.rejected) == (0, 1)
    assert [problem.code for problem in batch.problems] == ["number_missing"]


def test_grant_before_its_filing_is_rejected(read: Read) -> None:
    batch = read(grant(section=biblio(application=APPLICATION.replace("20090302", "20190302"))))
    assert codes(batch) == [("grant_before_filing", "grant_date")]
    assert batch.records == []
