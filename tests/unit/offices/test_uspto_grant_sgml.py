from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sgml_grant import CLASSES, NUMBERS, RELATED, TERM, grant, numbered, sgml

from patentry.offices.reading import Batch, Source
from patentry.records import Citation, CitedBy, Claim, Inventor, LangText, Party, Priority, RightType, Section

Reader = Callable[..., Batch]
ALWAYS = ("terminal_disclaimer_undated", "terminal_disclaimer")


def codes(batch: Batch) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in batch.problems]


def test_grant_is_one_whole_record(read: Reader) -> None:
    batch = read(grant(), expect="uspto_grant_sgml")
    assert codes(batch) == [ALWAYS]
    (record,) = batch.records
    assert (record.publication_number, record.kind, record.right_type) == ("US6900001B2", "B2", RightType.INVENTION)
    assert record.application_number == "US09/800001"
    assert (record.filing_date, record.grant_date) == (date(2001, 1, 2), date(2002, 3, 5))
    assert record.title == (LangText("en", "Lantern with a hinge"),)
    assert record.abstract == (LangText("en", "A lantern of H2O-proof brass at 90° and α."),)
    assert record.ipc == ("F21L9/02", "F21V17/06")
    assert record.other_classes == ("USPC 362/82.01", "USPC 74/DIG.8")
    assert record.citations == (
        Citation("US1000001A", CitedBy.EXAMINER),
        Citation("WO1996010001", CitedBy.UNKNOWN, None, "cited by other"),
    )
    assert record.non_patent_citations == ("Tallow & Wick, On Lanterns, 1911.",)
    assert record.priorities == (
        Priority("DE19910001", date(1999, 1, 5)),
        Priority("US60/100001", date(1999, 2, 3)),
    )
    assert (record.term_filing_date, record.term_extension_days) == (date(2000, 2, 1), 93)


def test_parties_have_names_places_and_countries(read: Reader) -> None:
    (record,) = read(grant()).records
    assert record.inventors == (Inventor("Mara J. Quill", "US"),)
    assert record.applicants == (Party("Mara J. Quill", "US", "4 Elm Road, Elmford, OH, US", "44000"),)
    assert record.holders == (Party("Lümen AG", "DE", "Bonn, DE"),)
    assert record.agents == (Party("Brook & Ash"),)


def test_claims_carry_what_the_file_marks_and_a_range_is_filled(read: Reader) -> None:
    (record,) = read(grant()).records
    assert record.claims == (
        Claim(1, "1. A lantern comprising: a hinge."),
        Claim(2, "2. The lantern of claim 1, folded.", (1,)),
        Claim(3, "3. As in claims 1 to 2.", (1, 2)),
    )


def test_description_is_cut_at_parts_and_headings(read: Reader) -> None:
    (record,) = read(grant()).records
    assert record.description == (
        Section("related", "", "A division.", "en"),
        Section("background", "BACKGROUND", "Lanterns do not fold.\nThey burn.", "en"),
        Section("drawings", "", "FIG. 1 shows it.", "en"),
        Section("embodiments", "Hinge", "Of brass.", "en"),
    )


def test_sgml_gives_the_same_record_as_xml(read: Reader) -> None:
    batch = read(sgml() + sgml().replace("06900001", "06900002"), expect="uspto_grant_sgml")
    assert (batch.documents, batch.rejected) == (2, 0)
    assert batch.records[0] == read(grant()).records[0]
    assert batch.records[1].publication_number == "US6900002B2"


def test_design_has_a_locarno_class(read: Reader) -> None:
    numbers = NUMBERS.replace("06900001", "D0450001").replace(">B2<", ">S1<").replace(">09800001", ">29130001")
    classes = "<B510><B511><PDAT>2602</PDAT></B511></B510><B520><B521><PDAT>D26 38</PDAT></B521></B520>"
    (record,) = read(grant(numbers=numbers, classes=classes)).records
    assert (record.publication_number, record.right_type) == ("USD450001S1", RightType.DESIGN)
    assert (record.ipc, record.other_classes) == ((), ("USPC D26/38", "LOC 26-02"))


def test_columns_whose_blanks_a_tool_removed_are_read(read: Reader) -> None:
    classes = CLASSES.replace("F21L  902", "F21L 902").replace(" 74DIG 8", "4675")
    (record,) = read(grant(classes=classes)).records
    assert (record.ipc[0], record.other_classes[1]) == ("F21L9/02", "USPC 4/675")


@pytest.mark.parametrize(
    ("term", "days", "disclaimer"),
    [
        ("<B400><B472><B474US><PDAT>5 years</PDAT></B474US></B472></B400>", 1827, None),
        ("<B400><B472><B473><DATE><PDAT>20150310</PDAT></DATE></B473></B472></B400>", None, date(2015, 3, 10)),
        ("", None, None),
    ],
)
def test_extension_and_disclaimer(read: Reader, term: str, days: int | None, disclaimer: date | None) -> None:
    batch = read(grant(term=term))
    assert batch.problems == []
    assert (batch.records[0].term_extension_days, batch.records[0].terminal_disclaimer) == (days, disclaimer)


def test_substitute_and_reexamination_do_not_move_the_term_and_the_international_filing_does(read: Reader) -> None:
    assert read(grant(related=RELATED.replace("B620", "B660"))).records[0].term_filing_date is None
    assert read(grant(related=RELATED.replace("B620", "B645"))).records[0].term_filing_date is None
    filing = (
        "<B800><B860><B861><DOC><DNUM><PDAT>PCT/DE98/00001</PDAT></DNUM><DATE><PDAT>19981008</PDAT></DATE>"
        "<CTRY><PDAT>WO</PDAT></CTRY></DOC></B861></B860></B800>"
    )
    assert read(grant().replace("</SDOBI>", filing + "</SDOBI>")).records[0].term_filing_date == date(1998, 10, 8)


def test_weekly_file_loses_only_its_broken_documents(read: Reader) -> None:
    cut = numbered(2)[:900] + "\n"
    annex = '<?xml version="1.0"?>\n<sequence-cwu><x/></sequence-cwu>\n'
    batch = read(numbered(1) + cut + annex + numbered(4))
    assert (batch.documents, batch.kept, batch.rejected) == (4, 2, 2)
    rejected = [(problem.code, problem.row) for problem in batch.problems if problem.severity == "rejected"]
    assert rejected == [("xml_broken", 2), ("not_a_grant", 3)]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<B130><PDAT>B2</PDAT></B130>", "", ALWAYS),
        ("06900001</PDAT></DNUM></B110>", "</PDAT></DNUM></B110>", ("field_missing", "publication_number")),
        ("20010102", "20010231", ("date_impossible", "filing_date")),
        ("20020305</PDAT></DATE></B140>", "now</PDAT></DATE></B140>", ("date_unreadable", "publication_date")),
        ("F21L  902", "lamps", ("class_unreadable", "ipc")),
        ('DTD="2.5"', 'DTD="3.9"', ("version_unknown", "DTD")),
        ("<B577><PDAT>3<", "<B577><PDAT>9<", ("claims_count_differs", "claims")),
        (">93<", ">long<", ("number_field_unreadable", "term_extension_days")),
        ("&uuml;", "&flame;", ("entity_unknown", None)),
    ],
)
def test_doubtful_field_is_reported_and_the_grant_kept(
    read: Reader, old: str, new: str, problem: tuple[str, str | None]
) -> None:
    batch = read(grant().replace(old, new, 1))
    assert (batch.kept, codes(batch)[0]) == (1, problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (grant(numbers=""), ("number_missing", "publication_number")),
        (grant().replace("<SDOBI>", "<OTHER>").replace("</SDOBI>", "</OTHER>"), ("number_missing", "SDOBI")),
        (grant().replace("20020305</PDAT></DATE></B140>", "19900102</PDAT></DATE></B140>"),
         ("grant_before_filing", "grant_date")),
        (grant().replace("NDATA TIF>", ">"), ("entity_declared", None)),
        (sgml().replace("NDATA TIF>", ">"), ("entity_declared", None)),
    ],
)  # fmt: skip
def test_document_that_cannot_be_taken_is_rejected(read: Reader, text: str, problem: tuple[str, str | None]) -> None:
    batch = read(text, named="uspto_grant_sgml")
    assert batch.rejected == 1
    assert codes(batch) == [problem]


def test_term_is_not_told_where_nothing_is_printed(read: Reader) -> None:
    (record,) = read(grant(related="", term=TERM.replace("<B473US/>", ""))).records
    assert (record.term_filing_date, record.terminal_disclaimer) == (None, None)


@pytest.mark.samples
def test_real_grants_give_the_facts_printed_in_them(samples: Path, read_source: Callable[..., Batch]) -> None:
    eras = samples / "uspto/eras"
    expected = {
        "US06336130": ("US6336130B1", "US09/413215", date(1999, 10, 5), date(2002, 1, 1), 22, 6, date(1998, 4, 2)),
        "US06337117": ("US6337117B1", "US09/343526", date(1999, 6, 30), date(2002, 1, 8), 39, 2, None),
        "USD435854S1": ("USD435854S", "US29/116510", date(1999, 1, 6), date(2001, 1, 2), 1, 10, None),
        "v2-5-B1": ("US6334226B1", "US09/529968", date(2000, 4, 24), date(2002, 1, 1), 31, 14, date(1998, 10, 8)),
        "v2-5-B2": ("US6530116B2", "US09/782496", date(2001, 2, 13), date(2003, 3, 11), 20, 33, None),
        "v2-5-S1": ("USD452599S1", "US29/129833", date(2000, 9, 22), date(2002, 1, 1), 1, 3, None),
    }
    paths = sorted([*(eras / "sgml").iterdir(), *(eras / "go_uspto/grant").glob("v2-5-*")])
    assert len(paths) == len(expected)
    for path in paths:
        batch = read_source(Source(path, path.name), expect="uspto_grant_sgml")
        assert (batch.documents, batch.kept, batch.problems) == (1, 1, [])
        (r,) = batch.records
        facts = (r.publication_number, r.application_number, r.filing_date, r.grant_date)
        assert (*facts, len(r.claims), len(r.citations), r.term_filing_date) == expected[path.stem]
        assert all((r.description, r.inventors, r.other_classes))
