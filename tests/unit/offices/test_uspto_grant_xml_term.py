"""USPTO weekly grant XML: where the term of a grant begins, and what lengthens or cuts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from grant_xml import codes, grant

from patentry.offices.reading import Batch
from patentry.records import Record, Severity

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


def parent(relation: str, number: str, day: str, more: str = "", country: str = "US") -> str:
    return (
        f"<{relation}><relation><parent-doc><document-id><country>{country}</country>"
        f"<doc-number>{number}</doc-number><date>{day}</date></document-id>{more}</parent-doc>"
        "<child-doc><document-id><country>US</country><doc-number>12345678</doc-number></document-id></child-doc>"
        f"</relation></{relation}>"
    )


def related(*relations: str) -> str:
    return f"<us-related-documents>{''.join(relations)}</us-related-documents>"


@pytest.mark.parametrize("relation", ["continuation", "division", "continuation-in-part", "reissue"])
def test_term_starts_with_the_earliest_parent_claimed(record: Callable[[str], Record], relation: str) -> None:
    extra = related(parent(relation, "11100001", "20050405"), parent("division", "10900001", "20030303"))
    assert record(grant(extra=extra)).term_filing_date == date(2003, 3, 3)


def test_grant_date_of_a_parent_is_not_its_filing(record: Callable[[str], Record]) -> None:
    granted = (
        "<parent-grant-document><document-id><country>US</country><doc-number>6900001</doc-number>"
        "<date>20020101</date></document-id></parent-grant-document>"
    )
    extra = related(parent("continuation", "11100001", "20050405", granted))
    assert record(grant(extra=extra)).term_filing_date == date(2005, 4, 5)


def test_parent_that_is_a_national_stage_counts_from_its_international_filing(
    record: Callable[[str], Record],
) -> None:
    pct = (
        "<parent-pct-document><document-id><country>WO</country><doc-number>PCT/US2003/000001</doc-number>"
        "<date>20030102</date></document-id></parent-pct-document>"
    )
    extra = related(parent("continuation", "11100001", "20050405", pct))
    assert record(grant(extra=extra)).term_filing_date == date(2003, 1, 2)


def test_provisional_substitute_and_foreign_parents_never_start_the_term(record: Callable[[str], Record]) -> None:
    extra = related(
        parent("continuation", "60123456", "20080101"),
        parent("continuation", "2008-12345", "20080102", country="JP"),
        parent("substitution", "11200001", "20060101"),
        "<us-provisional-application><document-id><country>US</country><doc-number>61000001</doc-number>"
        "<date>20080301</date></document-id></us-provisional-application>",
        "<related-publication><document-id><country>US</country><doc-number>20090000001</doc-number>"
        "<kind>A1</kind><date>20070101</date></document-id></related-publication>",
    )
    priority = (
        '<priority-claims><priority-claim sequence="01" kind="national"><country>IT</country>'
        "<doc-number>X1</doc-number><date>20070101</date></priority-claim></priority-claims>"
    )
    assert record(grant(extra=priority + extra)).term_filing_date is None


def test_national_stage_counts_from_the_international_filing(record: Callable[[str], Record]) -> None:
    extra = (
        "<pct-or-regional-filing-data><document-id><country>WO</country><doc-number>PCT/IT2007/000001</doc-number>"
        "<date>20070901</date></document-id></pct-or-regional-filing-data>"
    )
    assert record(grant(extra=extra)).term_filing_date == date(2007, 9, 1)


def test_parent_filed_after_its_child_is_reported_and_left_out(read: Read) -> None:
    batch = read(grant(extra=related(parent("continuation", "12900001", "20991231"))))
    assert codes(batch) == [("parent_after_filing", "term_filing_date")]
    assert batch.records[0].term_filing_date is None


def test_term_adjustment_and_a_dated_disclaimer_are_read(record: Callable[[str], Record]) -> None:
    extra = (
        "<us-term-of-grant><us-term-extension>167</us-term-extension><disclaimer><date>20260102</date></disclaimer>"
        "</us-term-of-grant>"
    )
    read = record(grant(extra=extra))
    assert read.term_extension_days == 167
    assert read.terminal_disclaimer == date(2026, 1, 2)


def test_undated_disclaimer_is_reported_because_the_term_may_be_shorter(read: Read) -> None:
    batch = read(
        grant(
            extra="<us-term-of-grant><disclaimer><text>This patent is subject to a terminal disclaimer.</text>"
            "</disclaimer></us-term-of-grant>"
        )
    )
    assert codes(batch) == [("terminal_disclaimer_undated", "terminal_disclaimer")]
    assert batch.problems[0].severity is Severity.WARNING
    assert batch.records[0].terminal_disclaimer is None


def test_term_adjustment_that_is_no_number_is_reported(read: Read) -> None:
    extra = "<us-term-of-grant><us-term-extension>many</us-term-extension></us-term-of-grant>"
    assert codes(read(grant(extra=extra))) == [("number_field_unreadable", "term_extension_days")]
