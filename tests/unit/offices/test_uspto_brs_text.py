from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from brs_text import DOCUMENT, document, numbered

from patentry.offices.reading import Batch, Source
from patentry.records import Citation, CitedBy, Claim, Inventor, LangText, Party, Priority, RightType, Section

Reader = Callable[..., Batch]


def codes(batch: Batch) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in batch.problems]


def test_document_is_one_whole_record_without_a_problem(read: Reader) -> None:
    batch = read(document(), expect="uspto_brs_text")
    assert batch.problems == []
    (record,) = batch.records
    assert (record.publication_number, record.right_type) == ("US9900001B2", RightType.INVENTION)
    assert record.application_number == "US14/100001"
    assert (record.filing_date, record.grant_date) == (date(2014, 3, 3), date(2016, 1, 5))
    assert record.title == (LangText("en", "LED lantern with a hinge"),)
    assert (record.ipc, record.cpc) == (("F21L9/02", "F21V17/06"), ("F21L9/02", "Y10T29/49"))
    assert record.citations == (
        Citation("US20030169838A1", CitedBy.EXAMINER),
        Citation("US6191367B1", CitedBy.UNKNOWN, None, "cited by third party"),
        Citation("CN1402605A", CitedBy.APPLICANT),
    )
    assert record.non_patent_citations == ("Tallow, On Lanterns; 1911; pp. 4-6.",)
    assert record.priorities == (
        Priority("KR1020130055402", date(2013, 3, 11)),
        Priority("US61/900001", date(2013, 3, 4)),
    )
    assert (record.term_filing_date, record.term_extension_days) == (date(2011, 11, 23), 93)


def test_parties_are_read_group_by_group_and_not_available_is_nothing(read: Reader) -> None:
    (record,) = read(document()).records
    assert record.inventors == (Inventor("Mara J. Quill", "US"), Inventor("Piet Ostrow", "NL"))
    assert record.applicants == (Party("Lumenworks, Inc.", "US", "Elmford, OH, US"),)
    assert record.holders == (Party("Lumenworks; Inc.", "US", "Elmford, OH, US"),)
    assert record.agents == (Party("Una Ash"), Party("Brook & Ash"))


def test_claims_and_description_are_told_by_numbers_and_by_blanks(read: Reader) -> None:
    (record,) = read(document()).records
    assert record.claims == (
        Claim(1, "1. A lantern comprising a hinge."),
        Claim(2, "2. The lantern of claim 1, folded.", (1,)),
        Claim(3, "3. As in any of claims 1 to 2.", (1, 2)),
    )
    assert record.description == (
        Section("related", "CROSS REFERENCE", "A division.", "en"),
        Section("background", "BACKGROUND", "Lanterns do not fold.\nThey burn.", "en"),
        Section("drawings", "BRIEF DESCRIPTION OF THE DRAWINGS", "FIG. 1 shows it.", "en"),
        Section("embodiments", "DETAILED DESCRIPTION", "Of brass.", "en"),
    )


def test_title_above_the_boundary_is_no_field_of_the_document_before(read: Reader) -> None:
    batch = read(numbered(1) + numbered(2))
    assert (batch.documents, batch.rejected, batch.problems) == (2, 0, [])
    assert [record.publication_number for record in batch.records] == ["US9000001B2", "US9000002B2"]
    assert batch.records[0].claims[-1].text == "3. As in any of claims 1 to 2."


def test_file_without_the_lines_above_the_boundary_is_read(read: Reader) -> None:
    boundary = "*** BRS DOCUMENT BOUNDARY ***\r\n"
    batch = read((boundary + DOCUMENT).replace("\n", "\r\n") + boundary + DOCUMENT.replace("09900001", "09900002"))
    assert [record.publication_number for record in batch.records] == ["US9900001B2", "US9900002B2"]
    assert batch.records[0].claims == batch.records[1].claims


@pytest.mark.parametrize(
    ("old", "new", "problem", "kept"),
    [
        ("GISD 20160105", "GISD 20110105", ("grant_before_filing", "grant_date"), 0),
        ("AFD 20140303", "AFD 20140230", ("date_impossible", "filing_date"), 1),
        ("APNR 14100001\n", "APNR 1410000199\n", ("number_length", "application_number"), 1),
        ("IPCP F21L9/02", "IPCP lamps", ("class_unreadable", "ipc"), 1),
        ("TRX 93", "TRX long", ("number_field_unreadable", "term_extension_days"), 1),
        ("NCL 3", "NCL 5", ("claims_count_differs", "claims"), 1),
        ("PRAD 20130311", "PRAD 2013", ("date_unreadable", "priorities"), 1),
    ],
)
def test_bad_field_is_reported(read: Reader, old: str, new: str, problem: tuple[str, str | None], kept: int) -> None:
    batch = read(document(DOCUMENT.replace(old, new, 1)))
    assert batch.kept == kept
    assert problem in codes(batch)


def test_document_without_fields_or_numbers_is_rejected(read: Reader) -> None:
    batch = read(document("\n") + document("TTL Lantern\n") + numbered(3))
    assert (batch.documents, batch.rejected) == (3, 2)
    assert [problem.code for problem in batch.problems if problem.severity == "rejected"] == [
        "not_a_grant",
        "number_missing",
    ]


@pytest.mark.samples
def test_real_documents_give_the_facts_printed_in_them(samples: Path, read_source: Callable[..., Batch]) -> None:
    path = samples / "uspto/eras/css_brs/css_brs_sample.txt"
    batch = read_source(Source(path, path.name), expect="uspto_brs_text")
    assert (batch.documents, batch.kept, batch.problems) == (6, 6, [])
    facts = [(r.publication_number, len(r.claims), r.filing_date, r.term_extension_days) for r in batch.records]
    assert facts == [
        ("US9204581B2", 20, date(2012, 11, 14), 213),
        ("US9204582B2", 20, date(2014, 12, 19), None),
        ("US9204583B2", 18, date(2012, 5, 30), 431),
        ("US9204584B2", 17, date(2013, 8, 20), 346),
        ("US9204585B2", 20, date(2014, 1, 6), 103),
        ("US9204586B2", 16, date(2011, 6, 7), 281),
    ]
    assert {r.grant_date for r in batch.records} == {date(2015, 12, 1)}
    assert sum(len(r.citations) for r in batch.records) == 71 + 21
    assert sum(len(r.non_patent_citations) for r in batch.records) == 13
    assert sum(len(r.inventors) for r in batch.records) == 16
    assert batch.records[1].term_filing_date == date(2010, 8, 16)
    assert batch.records[4].term_filing_date == date(2005, 3, 25)
