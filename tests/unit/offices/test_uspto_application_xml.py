"""USPTO published applications: first publications, republications, corrections, and what is no application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from grant_xml import application, codes, grant

from patentry.offices.reading import Batch, Source
from patentry.records import Priority, RightType

Read = Callable[..., Batch]


def test_application_is_published_and_nothing_is_granted(read: Read) -> None:
    batch = read(application(), expect="uspto_application_xml")
    assert batch.problems == []
    (read_record,) = batch.records
    assert read_record.publication_number == "US20110123456A1"
    assert read_record.application_number == "US12/345678"
    assert read_record.kind == "A1"
    assert read_record.right_type is RightType.INVENTION
    assert read_record.publication_date == date(2011, 8, 16)
    assert read_record.grant_date is None
    assert [claim.depends_on for claim in read_record.claims] == [(), (1,), (1, 2)]
    assert [section.text for section in read_record.description] == ["Wicks & hinges."]


@pytest.mark.parametrize(
    ("kind", "filing_type"),
    [("A2", "us-republication-amended"), ("A9", "us-republication-corrected"), ("P4", "us-republication-redacted")],
)
def test_republication_and_correction_are_records_of_their_own_of_the_same_patent(
    read: Read, kind: str, filing_type: str
) -> None:
    again = application(kind=kind, extra=f"<us-publication-filing-type><{filing_type}/></us-publication-filing-type>")
    batch = read(application() + again, expect="uspto_application_xml")
    assert batch.problems == []
    assert [record.publication_number for record in batch.records] == ["US20110123456A1", f"US20110123456{kind}"]
    assert {record.application_number for record in batch.records} == {"US12/345678"}


def test_plant_application_is_a_plant(read: Read) -> None:
    batch = read(application(kind="P1").replace('appl-type="utility"', 'appl-type="plant"'))
    assert batch.records[0].right_type is RightType.PLANT


def test_ipc_and_national_classes_of_2005_have_noughts_for_columns(read: Read) -> None:
    extra = (
        "<classification-ipc><edition>07</edition><main-classification>F21L004/04</main-classification>"
        "</classification-ipc><classification-national><country>US</country><main-classification>362183000"
        "</main-classification></classification-national>"
    )
    (found,) = read(application(extra=extra)).records
    assert found.ipc == ("F21L4/04",)
    assert found.other_classes == ("USPC 362/183",)


def test_provisional_is_a_priority_and_moves_no_term(read: Read) -> None:
    extra = (
        "<us-related-documents><us-provisional-application><document-id><country>US</country>"
        "<doc-number>61000001</doc-number><date>20080401</date></document-id></us-provisional-application>"
        "</us-related-documents>"
    )
    (found,) = read(application(extra=extra)).records
    assert found.priorities == (Priority("US61/000001", date(2008, 4, 1)),)
    assert found.term_filing_date is None


def test_grant_among_applications_is_refused_and_set_aside(read: Read) -> None:
    batch = read(application() + grant(), named="uspto_application_xml")
    assert (batch.documents, batch.kept) == (2, 1)
    assert codes(batch) == [("not_an_application", None)]
    assert batch.problems[0].value == "us-patent-grant"


def test_application_published_before_its_filing_is_refused(read: Read) -> None:
    batch = read(application().replace("20110816", "20081231"))
    assert codes(batch) == [("publication_before_filing", "publication_date")]
    assert batch.kept == 0


def test_truncated_application_costs_itself_only(read: Read) -> None:
    batch = read(application()[:-200] + application(number="20110123457"), expect="uspto_application_xml")
    assert (batch.documents, batch.kept) == (2, 1)
    assert codes(batch) == [("xml_broken", None)]


def test_application_without_numbers_is_refused(read: Read) -> None:
    batch = read(application().replace("doc-number>", "other>"))
    assert ("number_missing", "publication_number") in codes(batch)
    assert batch.kept == 0


def test_impossible_date_is_reported_and_left_out(read: Read) -> None:
    batch = read(application().replace("20090302", "20090230"))
    assert codes(batch) == [("date_impossible", "filing_date")]
    assert batch.records[0].filing_date is None


def test_application_without_claims_and_description_is_kept_and_says_so(read: Read) -> None:
    batch = read(application(claims="", description=""))
    assert codes(batch) == [("field_missing", "claims"), ("field_missing", "description")]
    assert batch.kept == 1


REAL = {
    "applications/ipa061228.one.xml": ("US20060288462A1", []),
    "eras/xmlApp2004/US20050004437A1.xml": ("US20050004437A1", []),
    "eras/xmlApp2004/US20050004974A1.xml": ("US20050004974A1", []),
    "eras/go_uspto/application/v4-0-A1.xml": (
        "US20050000001A1",
        [("doctype_missing", None), ("field_missing", "claims"), ("field_missing", "description")],
    ),
    "eras/go_uspto/application/v4-0-A2_1.xml": (
        "US20050004655A2",
        [("field_missing", "claims"), ("field_missing", "description")],
    ),
    "eras/go_uspto/application/v4-4-A1.xml": ("US20210267109A1", []),
    "eras/go_uspto/application/v4-4-A2.xml": ("US20150075015A2", []),
    "eras/go_uspto/application/v4-5-A1.xml": ("US20220159901A1", []),
    "eras/go_uspto/application/v4-5-A2.xml": ("US20220160114A2", []),
}


@pytest.mark.samples
@pytest.mark.parametrize("name", REAL)
def test_every_real_application_is_kept(read_source: Callable[..., Batch], samples: Path, name: str) -> None:
    number, problems = REAL[name]
    batch = read_source(Source(samples / "uspto" / name, name), expect="uspto_application_xml")
    assert [record.publication_number for record in batch.records] == [number]
    assert codes(batch) == problems
