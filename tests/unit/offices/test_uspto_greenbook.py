from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from greenbook_text import DESIGN, PATENT, numbered, weekly

from patentry.offices.reading import Batch, Source, UnreadableFileError
from patentry.offices.registry import format_of
from patentry.offices.uspto_greenbook import UsptoGreenbook
from patentry.offices.uspto_greenbook.characters import with_characters
from patentry.records import Citation, Claim, Inventor, LangText, Party, Priority, Record, RightType, Section

Reader = Callable[..., Batch]


@pytest.fixture
def one(read: Reader) -> Callable[[str], Record]:
    """The only record of a patent's text, without rejections."""

    def take(text: str) -> Record:
        batch = read(text, "w.txt", expect="uspto_greenbook")
        assert (batch.documents, batch.rejected) == (1, 0)
        return batch.records[0]

    return take


def codes(batch: Batch) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in batch.problems]


def test_patent_is_one_whole_record_without_a_problem(read: Reader) -> None:
    batch = read(weekly(PATENT), expect="uspto_greenbook")
    assert batch.problems == []
    (record,) = batch.records
    assert (record.publication_number, record.kind, record.right_type) == ("US4123456A", "A", RightType.INVENTION)
    assert record.application_number == "US05/987654"
    assert (record.filing_date, record.grant_date) == (date(1977, 3, 14), date(1978, 10, 31))
    assert record.title == (LangText("en", "Lantern with a folding hinge"),)
    assert record.abstract == (LangText("en", "A lantern folds at 90° and weighs 2 kg."),)
    assert record.ipc == ("F21L9/02", "F21V17/06")
    assert record.other_classes == ("USPC 362/82.01", "USPC 362/399", "USPC D26/38")
    assert record.citations == (Citation("US1000001"), Citation("USD271298"), Citation("GB1132404"))
    assert record.non_patent_citations == ("Tallow, On Lanterns, 1911, pp. 4-6.",)
    assert record.priorities == (Priority("NL7603391", date(1976, 4, 1)),)
    assert record.term_filing_date == date(1976, 1, 19)
    assert record.terminal_disclaimer == date(1994, 10, 4)


def test_names_are_written_first_name_first_and_firms_as_they_are(one: Callable[[str], Record]) -> None:
    record = one(PATENT)
    assert record.inventors == (Inventor("Mara J. Quill", "US"), Inventor("Piet Ostrow", "NL"))
    assert record.applicants[0] == Party("Mara J. Quill", "US", "4 Elm Road, Elmford, OH, US", "44000")
    assert [holder.name for holder in record.holders] == ["Lumenworks; Inc.", "Ida Reed, Jr."]
    assert [agent.name for agent in record.agents] == ["Brook & Ash", "Una Ash"]


def test_claims_carry_the_dependencies_their_wording_names(one: Callable[[str], Record]) -> None:
    assert one(PATENT).claims == (
        Claim(1, "1. A lantern comprising: a wick; and a hinge."),
        Claim(2, "2. The lantern of claim 1, folded.", (1,)),
        Claim(3, "3. A lantern as in any of claims 1 to 2, of brass.", (1, 2)),
    )


def test_description_is_cut_at_blocks_and_centred_lines_and_a_table_keeps_its_lines(
    one: Callable[[str], Record],
) -> None:
    assert one(PATENT).description == (
        Section(
            "background",
            "BACKGROUND OF THE INVENTION",
            "Lanterns do not fold.\nTheir wick burns CO2 at a length of 3×4 mm.",
            "en",
        ),
        Section("summary", "SUMMARY OF THE INVENTION", "This one folds.", "en"),
        Section("drawings", "", "FIG. 1 shows it.", "en"),
        Section("embodiments", "", "The hinge 1 is of brass.\nTABLE 1\nPart Mass\nhinge 40 g", "en"),
        Section("examples", "EXAMPLE", "A hinge was bent.", "en"),
    )


def test_design_has_a_claim_without_a_number_a_locarno_class_and_no_abstract(read: Reader) -> None:
    batch = read(DESIGN)
    assert batch.problems == []
    (record,) = batch.records
    assert (record.publication_number, record.right_type) == ("USD249613S", RightType.DESIGN)
    assert record.claims == (Claim(1, "The ornamental design for a lantern, as shown."),)
    assert record.other_classes == ("LOC 26-02", "USPC D26/38")
    assert record.ipc == ()


@pytest.mark.parametrize(
    ("number", "application_type", "us_class", "published", "right_type"),
    [
        ("PP0043210", "6", "PLT 12", "USPP4321P", RightType.PLANT),
        ("RE0298761", "2", "362399", "USRE29876E", RightType.INVENTION),
        ("RE0298761", "2", "D26 38", "USRE29876E", RightType.DESIGN),
        ("RE0298761", "2", "PLT 12", "USRE29876E", RightType.PLANT),
        ("H00001231", "7", "362399", "USH123H", RightType.OTHER),
        ("T09440016", "5", "362399", "UST944001I4", RightType.OTHER),
    ],
)
def test_letters_of_the_number_tell_kind_and_right(
    one: Callable[[str], Record], number: str, application_type: str, us_class: str, published: str, right_type: str
) -> None:
    text = PATENT.replace("041234568", number).replace("APT  1", f"APT  {application_type}")
    record = one(text.replace("OCL  362 8201", f"OCL  {us_class}"))
    assert (record.publication_number, record.right_type) == (published, right_type)
    assert (record.grant_date is None) == (right_type is RightType.OTHER)


def test_kind_of_2001_is_not_guessed_where_two_are_possible(one: Callable[[str], Record]) -> None:
    assert one(PATENT.replace("ISD  19781031", "ISD  20010703")).publication_number == "US4123456"
    assert one(DESIGN.replace("ISD  19780926", "ISD  20010703")).publication_number == "USD249613S1"


def test_weekly_file_gives_each_patent_and_a_broken_one_costs_only_itself(read: Reader) -> None:
    broken = numbered(2).replace("APD  19770314", "APD  19870314")
    batch = read(weekly(numbered(1), broken, numbered(3)))
    assert (batch.documents, batch.kept, batch.rejected) == (3, 2, 1)
    assert [record.publication_number for record in batch.records] == ["US4000001A", "US4000003A"]
    assert codes(batch) == [("grant_before_filing", "grant_date")]
    assert batch.quarantine[0].content == broken


def test_text_before_the_first_patent_is_a_document_that_is_none(read: Reader) -> None:
    batch = read("TTL  Lantern\n" + numbered(1))
    assert (batch.documents, batch.rejected) == (2, 1)
    assert codes(batch) == [("not_a_grant", None)]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("WKU  041234568\n", "", ("field_missing", "publication_number")),
        ("WKU  041234568", "WKU  @@@@", ("number_unreadable", "publication_number")),
        ("APN  9876543\n", "", ("field_missing", "application_number")),
        ("APN  9876543", "APN  98765432109", ("number_length", "application_number")),
        ("APD  19770314", "APD  19770231", ("date_impossible", "filing_date")),
        ("ISD  19781031", "ISD  78", ("date_unreadable", "publication_date")),
        ("APT  1", "APT  4", ("type_contradicts_number", "right_type")),
        ("ICL  F21L  902", "ICL  lamps", ("class_unreadable", "ipc")),
        ("COD  72", "COD  99", ("parent_code_unknown", "term_filing_date")),
        ("APD  19760119", "APD  19790119", ("parent_after_filing", "term_filing_date")),
        ("APD  19760119", "APD  19760100", ("date_impossible", "term_filing_date")),
        ("DCD  19941004", "DCD  soon", ("date_unreadable", "terminal_disclaimer")),
        ("NCL  3", "NCL  4", ("claims_count_differs", "claims")),
        ("TTL  Lantern with a folding\n      hinge\n", "", ("field_missing", "title")),
        ("PAR  Lanterns do not fold.", "PAR  Lanterns do\x00 not fold.", ("characters_damaged", None)),
    ],
)
def test_doubtful_field_is_reported_and_the_patent_kept(
    read: Reader, old: str, new: str, problem: tuple[str, str | None]
) -> None:
    batch = read(PATENT.replace(old, new, 1))
    assert (batch.kept, codes(batch)[0]) == (1, problem)


def test_patent_without_any_number_is_rejected(read: Reader) -> None:
    batch = read(PATENT.replace("WKU  041234568\n", "").replace("APN  9876543\n", ""))
    assert ("number_missing", "publication_number") in codes(batch)
    assert batch.rejected == 1


def test_patent_cut_off_says_which_claims_are_lost(read: Reader) -> None:
    batch = read(PATENT[: PATENT.index("NUM  3.")])
    assert [(problem.code, problem.value) for problem in batch.problems] == [("claims_count_differs", "2 ≠ 3")]


def test_check_digit_may_be_missing_and_a_kind_of_ampersand(one: Callable[[str], Record]) -> None:
    record = one(PATENT.replace("041234568", "04123456").replace("9876543", "987654&"))
    assert (record.publication_number, record.application_number) == ("US4123456A", "US05/987654")


def test_provisional_and_reissue_and_international_filing_count_as_the_law_says(one: Callable[[str], Record]) -> None:
    rest = "CLAS\nOCL  362 8201"
    provisional = "RLAP\nCOD  72\nAPN  60/001234\nAPD  19700101\n"
    assert one(PATENT.replace(rest, provisional + rest)).term_filing_date == date(1976, 1, 19)
    reissue = "REIS\nAPN  333444\nAPD  19720202\nPNO  3900000\n"
    assert one(PATENT.replace(rest, reissue + rest)).term_filing_date == date(1972, 2, 2)
    international = "PCTA\nPCN  PCT/NL75/00001\nPD3  19750505\n"
    assert one(PATENT.replace(rest, international + rest)).term_filing_date == date(1975, 5, 5)


def test_bytes_of_windows_and_line_ends_of_windows_are_read(read: Reader) -> None:
    content = PATENT.replace("Elmford", "Älmford").replace("\n", "\r\n").encode("cp1252")
    batch = read(content)
    assert batch.problems == []
    assert batch.records[0].inventors[0].name == "Mara J. Quill"
    assert batch.records[0].applicants[0].address == "4 Elm Road, Älmford, OH, US"


def test_unknown_name_between_points_stays_as_it_stands() -> None:
    assert with_characters("a.alpha.b 1.5 e.g. x.foo.y .mu.m .[.old.].") == "aαb 1.5 e.g. x.foo.y μm [old]"


def test_document_past_the_cap_is_rejected_and_the_next_one_read(write: Callable[..., Source]) -> None:
    chosen = UsptoGreenbook(max_document_bytes=3_000)
    source = write(weekly(numbered(1), numbered(2) + "PAR  x\n" * 500, numbered(3)))
    (chunk,) = chosen.chunks(source)
    batch = chosen.read(chunk)
    assert (batch.documents, batch.kept) == (3, 2)
    assert codes(batch) == [("document_too_large", None)]


def test_other_text_is_not_of_this_format(write: Callable[..., Source]) -> None:
    with pytest.raises(UnreadableFileError):
        format_of(write("PATN is a word.\nWKU  1\n"))


@pytest.mark.samples
def test_real_patents_give_the_facts_printed_in_them(samples: Path, read_source: Callable[..., Batch]) -> None:
    expected = {
        "US03932709": ("US3932709A", "US05/449155", date(1974, 3, 7), date(1976, 1, 13), 17, 9, date(1973, 4, 16)),
        "US03937375": ("US3937375A", "US05/518454", date(1974, 10, 29), date(1976, 2, 10), 3, 5, None),
        "US04347903": ("US4347903A", "US06/192529", date(1980, 3, 10), date(1982, 9, 7), 3, 3, date(1979, 7, 5)),
    }
    for path in sorted((samples / "uspto/eras/greenbook").iterdir()):
        batch = read_source(Source(path, path.name), expect="uspto_greenbook")
        assert (batch.documents, batch.kept, batch.problems) == (1, 1, [])
        (r,) = batch.records
        facts = (r.publication_number, r.application_number, r.filing_date, r.grant_date)
        assert (*facts, len(r.claims), len(r.citations), r.term_filing_date) == expected[path.stem]
        assert all((r.abstract, r.description, r.inventors, r.ipc, r.other_classes))
