"""Derwent's tagged records: one document a publication of the family."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from patentry.offices.reading import Batch, Source
from patentry.records import Citation, Inventor, Party, Priority, RightType

Read = Callable[..., Batch]
HEAD = "FN Thomson Reuters Web of Science\nVR 1.0\n"
RECORD = """PT P
PN US2017999998-A1; WO2017999997-A1; TW599998-U
TI Folding lamp has hinge with
   two springs.
AU DOE J
   ROE R
AE EXAMPLE LAMPS LTD (EXAM-Non-standard)
   ROE & CO (ROEC-C)
GA 201799999X
AB    NOVELTY - The lamp has a hinge.
   USE - Folding lamp.
DC Q71 (Lighting); X26 (Lamps, light)
MC X26-A01; X26-B01A
IP F21L-004/00; F21V-021/14; nonsense
PD US2017999998-A1   13 Apr 2017   F21L-004/00   201731   Pages: 18   English
   WO2017999997-A1   13 Apr 2017   F21L-004/00   201731      English
   TW599998-U   11 Feb 2017   F21L-004/00   201731   Pages: 0   Chinese
AD US2017999998-A1    US878676    08 Oct 2015
   WO2017999997-A1    WOUS055920    07 Oct 2016
PI US878676    08 Oct 2015
CP WO2017999997-A1
      FR2704065-A1   EXAMPLE CSF (EXCS)   DUPONT F
      GB2177511-A
CR WO2017999997-A1
      ROE: "On lamps"; 2015
UT DIIDW:201799999X
ER

"""


def codes(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_publication_of_a_family_is_a_document(read: Read, end: str) -> None:
    batch = read((HEAD + RECORD).replace("\n", end).encode(), "savedrecs.ciw", expect="derwent_ciw")
    us, wo, tw = batch.records
    assert (batch.documents, codes(batch)) == (3, ["class_unreadable"])
    assert [r.publication_number for r in batch.records] == ["US20170999998A1", "WO2017999997A1", "TW599998U"]
    assert {r.family_id for r in batch.records} == {"201799999X"}
    assert us.family_members == ("WO2017999997A1", "TW599998U")
    assert (us.title[0].text, us.abstract[0].text) == (
        "Folding lamp has hinge with two springs.", "NOVELTY - The lamp has a hinge.\nUSE - Folding lamp.",
    )  # fmt: skip
    assert us.inventors == (Inventor("DOE J"), Inventor("ROE R"))
    assert us.applicants == (Party("EXAMPLE LAMPS LTD"), Party("ROE & CO"))
    assert us.ipc == ("F21L4/00", "F21V21/14")
    assert us.other_classes == ("DWPI Q71", "DWPI X26", "DWPI-MC X26-A01", "DWPI-MC X26-B01A")
    assert us.priorities == (Priority("US878676", date(2015, 10, 8)),)
    assert (us.publication_date, us.filing_date, us.application_number) == (date(2017, 4, 13), date(2015, 10, 8), None)
    assert wo.application_number == "PCT/US2016/055920"
    assert wo.citations == (Citation("FR2704065A1"), Citation("GB2177511A"))
    assert wo.non_patent_citations == ('ROE: "On lamps"; 2015',)
    assert (us.citations, tw.language, tw.right_type) == ((), "zh", RightType.UTILITY_MODEL)


def test_a_record_that_breaks_off_is_refused_alone(read: Read) -> None:
    batch = read(HEAD + RECORD + RECORD[:200], expect="derwent_ciw")
    assert (batch.documents, batch.rejected) == (4, 1)
    assert "record_unfinished" in codes(batch)


def test_what_is_no_patent_number_is_refused_and_the_rest_of_the_family_kept(read: Read) -> None:
    batch = read(HEAD + RECORD.replace("TW599998-U;", "").replace("US2017999998-A1; ", "RD633079-A; ", 1))
    assert (batch.documents, batch.rejected) == (3, 1)
    assert batch.problems[0][:4] == ("number_unreadable", 1, "PN", "RD633079-A")


def test_a_record_without_numbers_is_refused(read: Read) -> None:
    batch = read(HEAD + RECORD + "PT P\nTI Lamp\nER\n")
    assert (batch.documents, batch.rejected) == (4, 1)
    assert "number_missing" in codes(batch)


def test_days_that_are_none_and_damaged_names_are_doubts(read: Read) -> None:
    text = (HEAD + RECORD).replace("13 Apr 2017", "31 Apr 2017").encode().replace(b"DOE J", b"D\xffE J")
    batch = read(text + b"\n" * 500)
    assert batch.records[0].publication_date is None
    assert {"date_impossible", "characters_damaged"} <= set(codes(batch))


@pytest.mark.samples
def test_the_real_export_gives_five_hundred_families(samples: Path, read_source: Callable[..., Batch]) -> None:
    path = samples / "exports" / "derwent_500.ciw"
    batch = read_source(Source(path, path.name), expect="derwent_ciw")
    families = {record.family_id for record in batch.records} | {item.row for item in batch.quarantine}
    assert len(families) == 500
    assert batch.kept == 683
