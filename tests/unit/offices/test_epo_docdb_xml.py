from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from patentry.offices.epo_docdb_xml import EpoDocdbXml
from patentry.offices.reading import Batch, Source, UnreadableFileError
from patentry.offices.registry import format_of
from patentry.records import Citation, CitedBy, Inventor, LangText, Party, Priority, RightType

sys.path.insert(0, str(Path(__file__).parent))
from epo_xml import exchange, exchange_document, read_all

Write = Callable[..., Source]
Read = Callable[[str], Batch]


@pytest.fixture
def docdb(write: Write) -> Read:
    def read(text: str) -> Batch:
        source = write(text, "docdb.xml")
        assert format_of(source).name == "epo_docdb_xml"
        return read_all(format_of(source), source)

    return read


def test_every_exchange_document_is_a_document(docdb: Read) -> None:
    batch = docdb(exchange(*[exchange_document()] * 3))
    assert (batch.documents, batch.rejected, batch.problems) == (3, 0, [])


def test_docdb_form_of_a_number_is_taken(docdb: Read) -> None:
    record = docdb(exchange(exchange_document())).records[0]
    assert (record.authority, record.kind, record.right_type) == ("DE", "C1", RightType.INVENTION)
    assert (record.publication_number, record.application_number) == ("DE990001C1", "DE3899999")
    assert (record.filing_date, record.publication_date) == (date(1988, 3, 1), date(1990, 1, 4))


def test_printed_with_grant_is_the_grant(docdb: Read) -> None:
    assert docdb(exchange(exchange_document())).records[0].grant_date == date(1990, 1, 4)
    examined = exchange_document().replace("printed-with-grant", "examined-printed-without-grant")
    examined = examined.replace("<kind>C1</kind>", "<kind>B</kind>")
    assert docdb(exchange(examined)).records[0].grant_date is None


def test_names_classes_texts_and_family(docdb: Read) -> None:
    record = docdb(exchange(exchange_document())).records[0]
    assert record.applicants == (Party("LATERNEN GMBH", "DE"),)
    assert record.inventors == (Inventor("DOCHT ERNA"),)
    assert record.title == (LangText("de", "Laterne"), LangText("en", "Lantern"))
    assert record.abstract == (LangText("de", "Faltbar."), LangText("en", "It folds. It shines."))
    assert (record.ipc, record.cpc, record.other_classes) == (("F21L4/00",), ("F21L4/005",), ("USPC 362/183",))
    assert (record.family_id, record.family_members, record.language) == ("700001", ("US4999999A",), "de")


def test_name_in_chinese_characters_is_preferred(docdb: Read) -> None:
    text = exchange_document().replace("Laternen G.m.b.H.", "示例灯具有限公司")
    assert docdb(exchange(text)).records[0].applicants == (Party("示例灯具有限公司", "DE"),)


def test_citations_keep_phase_and_category(docdb: Read) -> None:
    record = docdb(exchange(exchange_document())).records[0]
    assert record.citations == (
        Citation("EP0099999A1", CitedBy.EXAMINER, "SEA", "X,Y"),
        Citation("GB999999A", CitedBy.APPLICANT, "APP"),
    )
    assert record.non_patent_citations == ("QUILL: On lanterns",)


def test_only_active_priorities_count_in_all_their_forms(docdb: Read) -> None:
    assert docdb(exchange(exchange_document())).records[0].priorities == (Priority("US19870012345", date(1987, 3, 2)),)


def test_american_application_without_series_is_no_application_number(docdb: Read) -> None:
    text = exchange_document().replace("<country>DE</country>", "<country>US</country>").replace(">C1<", ">A<")
    text = text.replace("3899999", "12345688").replace("38 99 999.5", "07/123,456")
    assert docdb(exchange(text)).records[0].application_number == "US07/123456"
    assert docdb(exchange(text.replace("07/123,456", ""))).records[0].application_number is None


def test_deleted_document_is_accounted_for(docdb: Read) -> None:
    batch = docdb(exchange(exchange_document(), exchange_document("D")))
    assert (batch.documents, batch.rejected) == (2, 1)
    assert [(p.code, p.row, p.value) for p in batch.problems] == [("document_deleted", 2, "990001")]


def test_single_element_with_its_prefix_undeclared_is_read(docdb: Read) -> None:
    assert docdb(exchange_document()).kept == 1
    assert docdb(exchange_document().replace("exch:", "")).kept == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<date>19900104", "<date>19900231", "date_impossible"),
        ("F21L   4/00        2006", "?", "class_unreadable"),
        ("<doc-number>3899999", "<doc-number>", "number_unreadable"),
        ('family-id="700001"', "", None),
    ],
)
def test_what_cannot_be_read_is_left_out(docdb: Read, old: str, new: str, code: str | None) -> None:
    batch = docdb(exchange(exchange_document().replace(old, new)))
    assert batch.kept == 1
    assert {problem.code for problem in batch.problems} == ({code} if code else set())


def test_document_without_any_number_is_rejected(docdb: Read) -> None:
    text = '<exch:exchange-document country="DE"><exch:bibliographic-data/></exch:exchange-document>'
    batch = docdb(exchange(text, exchange_document()))
    assert [(p.code, p.row) for p in batch.problems if p.severity == "rejected"] == [("number_missing", 1)]


def test_file_cut_off_loses_the_document_it_is_cut_in(docdb: Read) -> None:
    batch = docdb(exchange(exchange_document(), exchange_document())[:-700])
    assert (batch.documents, batch.kept) == (2, 1)


def test_document_that_hides_a_file_is_refused(docdb: Read) -> None:
    hostile = exchange_document().replace("<exch:bibliographic-data>", '<!ENTITY a SYSTEM "file:///etc/passwd">')
    assert docdb(exchange(hostile)).kept == 0


@pytest.mark.samples
def test_backfile_and_single_documents_of_the_samples(samples: Path) -> None:
    folder = samples / "epo" / "docdb"
    batches = {}
    for path in folder.glob("*.xml"):
        batches[path.name[:2]] = read_all(format_of(Source(path, path.name)), Source(path, path.name))
    assert {name: (b.documents, b.rejected, len(b.problems)) for name, b in batches.items()} == {
        "DE": (10, 0, 0),
        "AP": (1, 0, 0),
        "YU": (1, 0, 0),
    }
    german = batches["DE"].records
    assert [r.publication_number for r in german] == [f"DE12581{n}B" for n in range(88, 98)]
    assert sum(len(r.citations) for r in german) == 42
    assert {r.grant_date for r in german} == {None}
    african = batches["AP"].records[0]
    assert (african.publication_number, african.application_number) == ("AP1206A", "AP2000001988")
    assert (african.grant_date, african.family_id) == (date(2003, 9, 18), "22179393")
    assert len(african.family_members) == 67
    assert african.priorities == (Priority("US19980083597", date(1998, 5, 22)),)
    yugoslav = batches["YU"].records[0]
    assert [text.lang for text in yugoslav.abstract] == ["sh", "en"]
    assert yugoslav.priorities == (Priority("US60/095006", date(1998, 7, 30)),)
    with pytest.raises(UnreadableFileError) as caught:
        format_of(Source(folder / "docdb-entities.dtd", "docdb-entities.dtd"))
    assert caught.value.code == "not_patent_data"


def test_memory_of_a_weekly_file_is_that_of_its_chunks(write: Write) -> None:
    source = write(exchange(*[exchange_document()] * 3000), "weekly.xml")
    chunks = list(EpoDocdbXml().chunks(source))
    assert len(chunks) > 1
    assert sum(len(chunk.payload) for chunk in chunks) == 3000  # type: ignore[arg-type]
