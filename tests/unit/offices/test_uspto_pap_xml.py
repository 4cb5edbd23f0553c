from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pap_xml import NUMBERS, application, numbered

from patentry.offices.reading import Batch, Source
from patentry.records import Claim, Inventor, LangText, Party, Priority, RightType, Section

Reader = Callable[..., Batch]


def codes(batch: Batch) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in batch.problems]


def test_application_is_one_whole_record_and_no_grant(read: Reader) -> None:
    batch = read(application(), expect="uspto_pap_xml")
    assert batch.problems == []
    (record,) = batch.records
    assert (record.publication_number, record.kind) == ("US20030123456A1", "A1")
    assert (record.application_number, record.right_type) == ("US10/100001", RightType.INVENTION)
    assert (record.filing_date, record.publication_date) == (date(2002, 3, 15), date(2003, 7, 3))
    assert record.grant_date is None
    assert record.title == (LangText("en", "Lantern with a hinge"),)
    assert record.abstract == (LangText("en", "A lantern of H2O-proof brass at 90°."),)
    assert record.ipc == ("F21L9/02", "F21V17/06")
    assert record.other_classes == ("USPC 362/82.01", "USPC 2/69")
    assert record.priorities == (
        Priority("DE10110001", date(2001, 3, 16)),
        Priority("US60/100001", date(1997, 2, 3)),
    )


def test_the_whole_chain_of_parents_counts_but_no_substitute_and_no_provisional(read: Reader) -> None:
    assert read(application()).records[0].term_filing_date == date(1998, 10, 8)
    assert read(application(continuity="")).records[0].term_filing_date is None


def test_parties_stand_at_their_residence_and_who_does_not_apply_is_no_applicant(read: Reader) -> None:
    (record,) = read(application()).records
    assert record.inventors == (Inventor("Mara J. Quill", "US"), Inventor("Piet Ostrow", "NL"))
    assert record.applicants == (Party("Mara J. Quill", "US", "Elmford, OH, US"),)
    assert record.holders == (Party("Lumenworks & Co.", "US", "Elmford, OH, US"),)
    assert record.agents == ()


def test_claims_carry_what_the_file_marks_and_what_the_wording_names(read: Reader) -> None:
    (record,) = read(application()).records
    assert record.claims == (
        Claim(1, "1. A lantern comprising: a hinge."),
        Claim(2, "2. The lantern of claim 1, folded.", (1,)),
        Claim(3, "3. As in any of claims 1 to 2.", (1, 2)),
    )


def test_description_is_cut_at_parts_and_headings_without_paragraph_numbers(read: Reader) -> None:
    (record,) = read(application()).records
    assert record.description == (
        Section("related", "RELATED APPLICATIONS", "A continuation.", "en"),
        Section("background", "BACKGROUND", "Lanterns do not fold.", "en"),
        Section("background", "Why", "They burn.", "en"),
        Section("drawings", "", "FIG. 1 shows it.", "en"),
        Section("embodiments", "", "Of brass.", "en"),
    )


def test_plant_application_is_told_by_its_kind(read: Reader) -> None:
    (record,) = read(application(numbers=NUMBERS.replace(">A1<", ">P1<"))).records
    assert (record.publication_number, record.right_type) == ("US20030123456P1", RightType.PLANT)


def test_weekly_file_loses_only_its_broken_documents(read: Reader) -> None:
    annex = '<?xml version="1.0"?>\n<sequence-cwu><x/></sequence-cwu>\n'
    batch = read(numbered(1) + numbered(2)[:700] + "\n" + annex + numbered(4))
    assert (batch.documents, batch.kept, batch.rejected) == (4, 2, 2)
    assert [problem.code for problem in batch.problems] == ["xml_broken", "not_an_application"]


def test_other_dtd_is_read_with_a_doubt_and_its_entities_are_refused(read: Reader) -> None:
    assert codes(read(application(doctype='SYSTEM "pap-v99.dtd"'))) == [("version_unknown", "dtd")]
    declared = application(doctype='SYSTEM "pap-v16-2002-01-01.dtd" [<!ENTITY a "b">]')
    assert codes(read(declared)) == [("entity_declared", None)]


@pytest.mark.parametrize(
    ("old", "new", "problem", "kept"),
    [
        (NUMBERS, "", ("number_missing", "publication_number"), 0),
        ("20030703", "19990703", ("publication_before_filing", "publication_date"), 0),
        ("20030123456", "", ("field_missing", "publication_number"), 1),
        ("20030123456", "lamp", ("number_unreadable", "publication_number"), 1),
        ("20020315", "20020231", ("date_impossible", "filing_date"), 1),
        ("20030703", "", ("field_missing", "publication_date"), 1),
        ("F21L009/02", "lamps", ("class_unreadable", "ipc"), 1),
        ("20010316", "2001", ("date_unreadable", "priorities"), 1),
    ],
)
def test_bad_field_is_reported(read: Reader, old: str, new: str, problem: tuple[str, str | None], kept: int) -> None:
    batch = read(application().replace(old, new, 1))
    assert batch.kept == kept
    assert problem in codes(batch)


@pytest.mark.samples
def test_real_applications_give_the_facts_printed_in_them(samples: Path, read_source: Callable[..., Batch]) -> None:
    uspto = samples / "uspto"
    expected = {
        "US20010000044A1": ("US09/342866", date(1999, 6, 29), date(2001, 3, 15), 21, None),
        "US20010000943A1": ("US09/727454", date(2000, 12, 4), date(2001, 5, 10), 13, date(2000, 4, 4)),
        "US20010009014A1": ("US09/777392", date(2001, 2, 5), date(2001, 7, 19), 55, date(1999, 5, 17)),
        "US20010000001A1": ("US09/725796", date(2000, 11, 29), date(2001, 3, 15), 0, date(1995, 12, 29)),
        "US20010000002A1": ("US09/726341", date(2000, 12, 1), date(2001, 3, 15), 33, date(1998, 7, 31)),
        "US20040000002A1": ("US10/189364", date(2002, 6, 27), date(2004, 1, 1), 1, date(2001, 7, 30)),
    }
    paths = [*(uspto / "eras/pap").iterdir(), *(uspto / "eras/go_uspto/application").glob("v1-5-*")]
    paths += list((uspto / "applications").glob("pa0*"))
    assert len(paths) == len(expected)
    for path in sorted(paths):
        batch = read_source(Source(path, path.name), expect="uspto_pap_xml")
        assert (batch.documents, batch.kept) == (1, 1)
        (r,) = batch.records
        facts = (r.application_number, r.filing_date, r.publication_date)
        assert (*facts, len(r.claims), r.term_filing_date) == expected[r.publication_number or ""]
        assert all((r.abstract, r.inventors, r.ipc, r.other_classes))
