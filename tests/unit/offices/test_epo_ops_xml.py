from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from patentry.offices.epo_ops_xml import EpoOpsXml
from patentry.offices.reading import Batch, Source, UnreadableFileError
from patentry.offices.registry import format_of
from patentry.records import Citation, CitedBy, Party, Priority

sys.path.insert(0, str(Path(__file__).parent))
from epo_xml import BIBLIO, CLAIMS, FAULT, MEMBER, MISSING, REGISTER, answer, legal, read_all, read_pieces

Write = Callable[..., Source]


def read(inside: str) -> Batch:
    batch = read_pieces(EpoOpsXml(), answer(inside).encode())
    assert batch.documents == batch.kept + batch.rejected
    assert batch.kept == len(batch.records)
    return batch


def member(*events: str, kind: str = "B1", day: str = "20120201") -> str:
    return MEMBER.format(kind=kind, day=day, legal="".join(events))


def family(*members: str) -> str:
    return f'<ops:patent-family legal="true">{"".join(members)}</ops:patent-family>'


def test_answer_is_recognised_and_an_error_is_not(write: Write) -> None:
    source = write(answer(BIBLIO), "saved.xml")
    assert format_of(source).name == "epo_ops_xml"
    assert read_all(format_of(source), source).kept == 1
    with pytest.raises(UnreadableFileError) as caught:
        format_of(write(FAULT, "error.xml"))
    assert caught.value.code == "not_patent_data"


def test_bibliography_prefers_docdb_numbers_and_takes_the_country_off_the_name() -> None:
    record = read(BIBLIO).records[0]
    assert (record.publication_number, record.application_number) == ("EP9900001A1", "EP06901234.2")
    assert (record.filing_date, record.grant_date, record.family_id) == (date(2006, 3, 15), None, "700002")
    assert record.applicants == (Party("LANTERN WORKS LTD", "GB"),)
    assert record.citations == (Citation("DE19999318A1", CitedBy.EXAMINER, "ISR", "A"),)


def test_one_answer_may_hold_several_kinds_and_each_counts_by_itself() -> None:
    batch = read(BIBLIO + CLAIMS + MISSING + REGISTER)
    assert (batch.documents, batch.rejected) == (4, 1)
    assert [(p.code, p.row) for p in batch.problems] == [("document_not_found", 3)]


def test_claims_in_one_text_are_cut_at_the_numbers_that_are_due() -> None:
    record = read(CLAIMS).records[0]
    assert [(claim.number, claim.text) for claim in record.claims] == [
        (1, "1. A lantern with 2 hinges."),
        (2, "2. The lantern of claim 1."),
    ]
    assert record.claims[1].depends_on == (1,)
    assert record.language == "en"
    assert record.description[0].text == "[0001] It folds."


def test_family_members_name_each_other() -> None:
    batch = read(family(member(kind="A1", day="20070919"), member()))
    assert [r.publication_number for r in batch.records] == ["EP9900001A1", "EP9900001B1"]
    assert [r.family_members for r in batch.records] == [("EP9900001B1",), ("EP9900001A1",)]
    assert [r.grant_date for r in batch.records] == [None, date(2012, 2, 1)]
    assert batch.records[0].priorities == (Priority("DE102005099999", date(2005, 4, 1)),)


def test_legal_event_has_gazette_day_effective_day_and_state() -> None:
    lapse = legal("PG25", "LAPSED IN A CONTRACTING STATE", "2014-05-30", L501EP="FR", L525EP="20130930")
    (event,) = read(family(member(lapse))).events
    assert (event.number, event.is_application) == ("EP06901234.2", True)
    assert (event.announced, event.effective) == (date(2014, 5, 30), date(2013, 9, 30))
    assert (event.code, event.state) == ("PG25", "FR")
    assert event.detail == "Ref Country Code: FR; Effective DATE: 20130930"


def test_reference_to_a_national_code_carries_state_and_code() -> None:
    text = legal("REG", "REFERENCE TO A NATIONAL CODE", "2013-09-30", L501EP="CH", L502EP="PL|PATENT CEASED")
    (event,) = read(family(member(text))).events
    assert (event.code, event.state) == ("REG CH PL", "CH")
    assert event.title == "REFERENCE TO A NATIONAL CODE: PATENT CEASED"


def test_national_code_of_the_european_file_names_its_state_in_words() -> None:
    text = legal("GBPC", "GB: EUROPEAN PATENT CEASED THROUGH NON-PAYMENT OF RENEWAL FEE", "2014-01-02")
    assert [e.state for e in read(family(member(text))).events] == ["GB"]
    assert [e.state for e in read(family(member(legal("U07", "UNITARY EFFECT REGISTERED", "2023-09-01")))).events] == [
        "UP"
    ]


def test_new_owner_is_who_holds_after() -> None:
    text = legal("RAP2", "PARTY DATA CHANGED (PATENT OWNER DATA CHANGED)", "2014-01-02", L509EP="LANTERN WORKS LTD")
    (event,) = read(family(member(text))).events
    assert (event.before, event.after) == ((), (Party("LANTERN WORKS LTD"),))


def test_event_told_under_two_members_is_one() -> None:
    lapse = legal("PG25", "LAPSED IN A CONTRACTING STATE", "2014-05-30", L501EP="FR")
    assert len(read(family(member(lapse, kind="A1", day="20070919"), member(lapse))).events) == 1


def test_event_without_any_day_is_reported() -> None:
    batch = read(family(member(legal("AK", "DESIGNATED CONTRACTING STATES", "0001-01-01"))))
    assert (batch.kept, batch.events) == (1, [])
    assert [p.code for p in batch.problems] == ["date_missing"]


def test_search_names_publications() -> None:
    found = (
        '<ops:biblio-search total-result-count="2"><ops:search-result>'
        '<ops:publication-reference family-id="700003"><document-id document-id-type="docdb"><country>CN</country>'
        "<doc-number>109999991</doc-number><kind>A</kind></document-id></ops:publication-reference>"
        '<ops:publication-reference family-id="700004"><document-id document-id-type="docdb"><country>JP</country>'
        "<doc-number></doc-number></document-id></ops:publication-reference></ops:search-result></ops:biblio-search>"
    )
    batch = read(found)
    assert [(r.publication_number, r.family_id) for r in batch.records] == [("CN109999991A", "700003")]
    assert (batch.documents, batch.rejected) == (2, 1)
    assert batch.problems[-1].code == "number_missing"


def test_register_tells_the_application_its_holders_and_its_grant() -> None:
    record = read(REGISTER).records[0]
    assert (record.publication_number, record.application_number) == ("EP9900001B1", "EP06901234.2")
    assert (record.filing_date, record.grant_date) == (date(2006, 3, 15), date(2012, 2, 1))
    assert record.applicants == (Party("Quill & Co", "GB", "1 Wick Lane"),)
    assert record.holders == (Party("Lantern Works Ltd"),)
    assert record.ipc == ("F21L4/00", "F21V21/14")
    assert record.priorities == (Priority("DE102005099999", date(2005, 4, 1)),)


def test_register_tells_events_steps_states_lapses_oppositions_and_unitary_effect() -> None:
    events = {event.code: event for event in read(REGISTER).events}
    assert set(events) == {"AK", "PG25", "26N", "STATUS 7", "UP STATUS 7", "0009261", "STEP RFEE"}
    assert events["AK"].detail == "AT DE"
    assert (events["PG25"].state, events["PG25"].announced) == ("AT", date(2013, 1, 1))
    assert events["26N"].effective == date(2012, 11, 2)
    assert (events["UP STATUS 7"].state, events["UP STATUS 7"].title) == ("UP", "Unitary effect registered")
    assert events["0009261"].announced == date(2013, 2, 6)
    assert (events["STEP RFEE"].announced, events["STEP RFEE"].effective) == (None, date(2009, 3, 12))
    assert events["STEP RFEE"].detail == "YEAR: 04; DATE_OF_PAYMENT: 2009-03-12"


def test_events_alone_are_under_the_number_that_was_asked_for() -> None:
    start, end = REGISTER.index("<reg:ep-patent-statuses>"), REGISTER.index("<reg:events-data>")
    batch = read(REGISTER[:start] + REGISTER[end:])
    assert batch.records[0].publication_number == "EP9900001"
    assert {(e.number, e.is_application) for e in batch.events} == {("EP9900001", False)}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (answer(""), "answer_without_documents"),
        (answer("<ops:classification-scheme/>"), "answer_without_documents"),
        (answer(BIBLIO)[:-60], "xml_broken"),
        ("<html><body>busy</body></html>", "not_an_answer"),
        (FAULT, "not_an_answer"),
        (answer("<exchange-documents><exchange-document/></exchange-documents>"), "number_missing"),
        (answer(family("<ops:family-member/>")), "number_missing"),
        (answer("<ops:register-search><reg:register-document/></ops:register-search>"), "number_missing"),
        (answer("<ftxt:fulltext-document/>"), "number_missing"),
    ],
)
def test_what_holds_no_document_is_rejected_with_its_text(content: str, code: str) -> None:
    batch = read_pieces(EpoOpsXml(), content.encode())
    assert (batch.documents, batch.rejected, batch.records) == (1, 1, [])
    assert [p.code for p in batch.problems if p.severity == "rejected"] == [code]
    assert len(batch.quarantine) == 1


@pytest.mark.samples
def test_answers_of_the_samples(samples: Path) -> None:
    read_as: dict[str, Batch] = {}
    for path in sorted((samples / "epo" / "ops").rglob("*.xml")):
        source = Source(path, path.name)
        if path.name.startswith("error"):
            with pytest.raises(UnreadableFileError):
                format_of(source)
            continue
        assert format_of(source).name == "epo_ops_xml"
        read_as[path.stem] = read_all(format_of(source), source)
    assert {name: (b.documents, b.rejected) for name, b in read_as.items() if b.documents != 1} == {
        "family_input": (6, 0),
        "full_cycle_example": (2, 0),
        "search_example": (15, 0),
    }
    assert [p for b in read_as.values() for p in b.problems] == []
    assert (len(read_as["example_1"].events), len(read_as["example_2"].events)) == (50, 51)
    lapses = {e.state: e.effective for e in read_as["example_1"].events if e.code == "PG25"}
    assert len(lapses) == 19
    assert lapses["NL"] == date(2011, 6, 1)
    assert len(read_as["biblio_example"].records[0].citations) == 99
    assert read_as["biblio_example"].records[0].application_number == "US11/023667"
    assert [len(read_as[name].records[0].claims) for name in ("claims_example", "claims_example_2")] == [11, 20]
    granted = read_as["full_cycle_example"].records[1]
    assert (granted.publication_number, granted.grant_date) == ("EP1000000B1", date(2003, 2, 12))
