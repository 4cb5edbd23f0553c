from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from patentry.offices.epo_fulltext_xml import EpoFulltextXml
from patentry.offices.reading import Batch, Source
from patentry.offices.registry import format_of
from patentry.records import Citation, CitedBy, Inventor, LangText, Party, Priority, RightType, Severity

sys.path.insert(0, str(Path(__file__).parent))
from epo_xml import SDOBI, TEXTS, read_all, read_pieces, specification

Write = Callable[..., Source]


def read(text: str) -> Batch:
    return read_pieces(EpoFulltextXml(), text.encode())


def codes(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems]


def test_specification_is_recognised_by_its_root_and_kept(write: Write) -> None:
    source = write(specification() * 2, "weekly.xml")
    assert format_of(source).name == "epo_fulltext_xml"
    batch = read_all(format_of(source), source)
    assert (batch.documents, batch.rejected, batch.problems) == (2, 0, [])


def test_numbers_days_and_the_grant_long_before_this_specification() -> None:
    record = read(specification()).records[0]
    assert record.publication_number == "EP9900001B2"
    assert record.application_number == "EP06901234.2"
    assert (record.authority, record.kind, record.right_type) == ("EP", "B2", RightType.INVENTION)
    assert record.filing_date == date(2006, 3, 15)
    assert record.publication_date == date(2016, 8, 3)
    assert record.grant_date == date(2012, 2, 1)


def test_first_specification_was_granted_the_day_it_was_published() -> None:
    first = SDOBI.replace("<B130>B2", "<B130>B1").replace("<B450><date>20120201</date><bnum>201205</bnum></B450>", "")
    assert read(specification(sdobi=first)).records[0].grant_date == date(2016, 8, 3)


def test_title_of_the_proceedings_stands_first() -> None:
    titles = (LangText("en", "Lantern"), LangText("de", "Laterne"), LangText("fr", "Lanterne"))
    assert read(specification()).records[0].title == titles


def test_claims_of_the_proceedings_and_their_translation_cite_each_other_alike() -> None:
    record = read(specification()).records[0]
    assert record.language == "en"
    assert [claim.text for claim in record.claims] == [
        "A lantern of H2O, characterised by a hinge.",
        "The lantern of claim 1, folded.",
    ]
    (german,) = record.claims_translations
    assert german.lang == "de"
    assert [claim.depends_on for claim in record.claims] == [(), (1,)]
    assert [claim.depends_on for claim in german.claims] == [(), (1,)]


def test_second_set_of_claims_in_one_language_follows_the_first() -> None:
    more = TEXTS.replace('id="claims02" lang="de"', 'id="claims02" lang="en"')
    record = read(specification(texts=more)).records[0]
    assert [text.lang for text in record.claims_translations] == ["en"]
    assert len(record.claims) == 2


def test_description_is_cut_at_headings_and_a_heading_nobody_knows_divides_its_section() -> None:
    sections = read(specification()).records[0].description
    assert [(s.kind, s.heading, s.text) for s in sections] == [
        ("other", "", "The lantern folds."),
        ("background", "Background Art", "Lanterns hang."),
        ("background", "Of oil", "Oil burns."),
    ]


def test_persons_have_their_address_on_one_line() -> None:
    record = read(specification()).records[0]
    assert record.inventors == (Inventor("QUILL, Mara", "GB"),)
    assert record.holders == (Party("Lantern Works Ltd", "GB", "2 Wick Lane, Elmford, GB"),)
    assert record.agents == (Party("Docht & Partner", "DE", "80000 Lichtstadt, DE"),)
    assert record.applicants == ()


def test_classes_of_both_layouts() -> None:
    assert read(specification()).records[0].ipc == ("F21L4/00", "F21V21/14")
    start, end = SDOBI.index("<B510EP>"), SDOBI.index("<B540>")
    old = "<B510><B516>7</B516><B511> 7F 21L  4/00   A</B511><B512> 7F 21V 21/14   B</B512>"
    old += "<B517EP>// F21Y101/00</B517EP></B510>"
    record = read(specification(sdobi=SDOBI[:start] + old + SDOBI[end:])).records[0]
    assert record.ipc == ("F21L4/00", "F21V21/14")


def test_american_priority_without_series_gets_its_year() -> None:
    assert read(specification()).records[0].priorities == (
        Priority("US20050781234", date(2005, 3, 16)),
        Priority("DE102005099999", date(2005, 4, 1)),
    )


def test_citations_of_the_description_are_the_applicants() -> None:
    record = read(specification()).records[0]
    assert record.citations == (
        Citation("DE19999318A1"),
        Citation("WO1999008444A"),
        Citation("US5999999A", CitedBy.APPLICANT, "APP"),
    )
    assert record.non_patent_citations == ('QUILL, M.: "On lanterns", Elmford 2001',)


def test_specification_tells_states_lapses_opposition_and_maintenance_as_events() -> None:
    events = {(e.code, e.state): e for e in read(specification()).events}
    assert set(events) == {("AK", None), ("AX", None), ("B472", "SE"), ("B472", "GR"), ("26", None), ("27A", None)}
    assert events["AK", None].detail == "AT DE GR SE"
    assert events["B472", "GR"].effective == date(2012, 6, 1)
    assert events["B472", "GR"].announced == date(2016, 8, 3)
    assert (events["26", None].announced, events["26", None].effective) == (None, date(2012, 11, 2))
    assert events["26", None].parties == (("opponent", "Kerze AG"),)
    assert events["27A", None].announced == date(2016, 8, 3)
    assert {e.number for e in events.values()} == {"EP06901234.2"}


def test_bare_ampersand_is_read_as_a_character_and_said() -> None:
    batch = read(specification(sdobi=SDOBI.replace("Docht &amp; Partner", "Docht & Partner")))
    assert batch.records[0].agents[0].name == "Docht & Partner"
    assert [(p.code, p.severity) for p in batch.problems] == [("ampersand_bare", Severity.WARNING)]


def test_version_nobody_knows_is_kept_with_a_doubt() -> None:
    batch = read(specification(version="ep-patent-document-v2-0"))
    assert (batch.kept, codes(batch)) == (1, ["version_unknown"])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<B140><date>20160803", "<B140><date>20160231", "date_impossible"),
        ("<B210>06901234.2", "<B210>06901234.5", "number_check_digit"),
        ("<B110>9900001", "<B110>99000019999", "number_length"),
        ("<B541>de</B541><B542>Laterne</B542>", "", None),
        ("F21L   4/00", "lantern", "class_unreadable"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_reported(old: str, new: str, code: str | None) -> None:
    batch = read(specification(sdobi=SDOBI.replace(old, new)))
    assert (batch.kept, codes(batch)) == (1, [code] if code else [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (specification()[:-200], "xml_broken"),
        (specification().replace("ep-patent-document ", "patent-document "), "xml_broken"),
        ('<?xml version="1.0"?><html><body>not found</body></html>', "not_an_ep_document"),
        (specification(sdobi=""), "number_missing"),
        (specification(sdobi=SDOBI.replace("9900001", "lantern").replace("06901234.2", "x")), "number_missing"),
        (
            specification(sdobi=SDOBI.replace("<B220><date>20060315", "<B220><date>20200315")),
            "publication_before_filing",
        ),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + specification()[38:], "entity_declared"),
        (specification().replace("UTF-8", "utf-99"), "xml_broken"),
    ],
)
def test_what_is_no_publication_is_rejected_with_its_text(text: str, code: str) -> None:
    batch = read(text)
    assert (batch.documents, batch.rejected, batch.records, batch.events) == (1, 1, [], [])
    assert batch.problems[-1].code == code
    assert len(batch.quarantine) == 1


def test_broken_document_costs_itself_only() -> None:
    batch = read_pieces(EpoFulltextXml(), specification().encode(), b"<?xml <broken>", specification().encode())
    assert (batch.documents, batch.rejected) == (3, 1)
    assert [problem.row for problem in batch.problems] == [2]


@pytest.mark.samples
def test_all_sixteen_publications_of_the_samples_are_read(samples: Path) -> None:
    records = {}
    problems = set()
    for path in sorted((samples / "epo" / "fulltext").iterdir()):
        source = Source(path, path.name)
        chosen = format_of(source)
        assert chosen.name == "epo_fulltext_xml"
        batch = read_all(chosen, source)
        assert (batch.documents, batch.rejected) == (1, 0)
        problems |= {problem.code for problem in batch.problems}
        records[path.stem] = batch
    assert len(records) == 16
    assert problems == {"ampersand_bare"}
    casting = records["grant-v1-1-B2"].records[0]
    assert casting.publication_number == "EP0546210B2"
    assert casting.application_number == "EP91121229.8"
    assert casting.grant_date == date(1997, 10, 1)
    assert len(casting.claims) == 32
    assert [(text.lang, len(text.claims)) for text in casting.claims_translations] == [("de", 32), ("fr", 32)]
    assert casting.ipc == ("B22D29/00", "B22D31/00")
    assert len(casting.non_patent_citations) == 3
    assert {e.code for e in records["grant-v1-1-B2"].events} == {"AK", "26", "27A"}
    lapsed = {e.state: e.effective for e in records["grant-v1-0-B2"].events if e.code == "B472"}
    assert lapsed == {
        "FI": date(2002, 2, 20),
        "GR": date(2002, 2, 20),
        "IE": date(2002, 11, 18),
        "LU": date(2002, 11, 18),
        "PT": date(2002, 5, 20),
        "SE": date(2002, 5, 20),
    }
    assert records["application-v1-3-A1"].records[0].claims == ()
    assert records["application-v1-1-A1"].records[0].publication_number == "EP0000002A1"
    english = records["grant-v1-3-B1"].records[0]
    assert [c.depends_on for c in english.claims] == [c.depends_on for c in english.claims_translations[0].claims]
