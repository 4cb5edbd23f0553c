from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from patentry.offices.reading import Batch, Source
from patentry.records import Citation, CitedBy, Claim, Inventor, Party, Record, RightType, Severity
from patentry.records.jsonl import record_to_json, record_to_object

Read = Callable[..., Batch]
CONTRACT = (
    "publication_number", "authority", "kind", "right_type", "application_number", "filing_date", "publication_date",
    "grant_date", "title", "abstract", "claims", "inventors", "applicants", "holders", "ipc", "cpc", "citations",
    "non_patent_citations", "family_id",
)  # fmt: skip
LINE = {
    "publication_number": "US8093456B2",
    "authority": "US",
    "kind": "B2",
    "right_type": "invention",
    "application_number": None,
    "filing_date": "2007-06-12",
    "publication_date": "2012-01-10",
    "grant_date": "2012-01-10",
    "title": {"en": "Device"},
    "claims": [
        {"number": 1, "text": "A device.", "depends_on": []},
        {"number": 2, "text": "As 1.", "depends_on": [1]},
    ],
    "inventors": [{"name": "A, B", "country": "US"}],
    "applicants": [{"name": "C; D Inc.", "country": "US", "address": None}],
    "ipc": ["H01L21/00"],
    "citations": [{"number": "US1234567A", "cited_by": "examiner"}],
    "non_patent_citations": ["E; F, 2001 | p. 3"],
}


def lines(*objects: object) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects)


def test_a_json_line_is_taken_as_it_stands(read: Read) -> None:
    batch = read(lines(LINE), "export.jsonl", expect="table")
    record = batch.records[0]
    assert batch.problems == []
    assert record.claims == (Claim(1, "A device."), Claim(2, "As 1.", (1,)))
    assert record.inventors == (Inventor("A, B", "US"),)
    assert record.applicants == (Party("C; D Inc.", "US"),)
    assert record.citations == (Citation("US1234567A", CitedBy.EXAMINER),)
    assert record.non_patent_citations == ("E; F, 2001 | p. 3",)


def test_an_export_ingested_again_gives_the_same_records(read: Read) -> None:
    first = read(lines(LINE), "export.jsonl").records
    again = read("".join(record_to_json(record) + "\n" for record in first), "again.jsonl")
    assert again.records == first
    assert again.problems == []


def test_the_printed_fields_begin_with_the_contracts() -> None:
    printed = record_to_object(Record(authority="CN", right_type=RightType.INVENTION))
    assert tuple(printed)[: len(CONTRACT)] == CONTRACT
    assert set(printed) == set(Record.__slots__)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"filing_date": "2023-02-30"}, "date_impossible"),
        ({"filing_date": 20150311}, "field_unreadable"),
        ({"grant_date": "2001-01-01"}, "grant_before_filing"),
        ({"publication_number": None}, "number_missing"),
        ({"publication_number": "8.09E+06"}, "number_digits_lost"),
        ({"right_type": "song"}, "type_unknown"),
        ({"claims": [{"text": "x"}]}, "field_unreadable"),
        ({"claims": [{"number": 1 << 40, "text": "x"}]}, "field_unreadable"),
        ({"inventors": ["A"]}, "field_unreadable"),
        ({"citations": [{"number": "US1", "cited_by": "nobody"}]}, "field_unreadable"),
        ({"title": ["x"]}, "field_unreadable"),
        ({"family_id": 3}, "field_unreadable"),
        ({"term_extension_days": True}, "field_unreadable"),
        ({"abstract": {"en": "\ud800"}}, "json_unreadable"),
    ],
)
def test_a_wrong_line_costs_itself_only(read: Read, change: dict[str, object], code: str) -> None:
    batch = read(
        lines(LINE) + json.dumps(LINE | change) + "\n" + "not json\n[1]\n" + "[" * 100_000 + "\n" + lines(LINE)
    )
    assert batch.kept == 2
    assert [(p.code, p.row) for p in batch.problems] == [
        (code, 2),
        *(("json_unreadable", row) for row in (3, 4, 5)),
    ]
    assert json.loads(batch.quarantine[0].content) == LINE | change


def test_an_unknown_key_is_a_warning(read: Read) -> None:
    batch = read(lines(LINE | {"colour": "red"}, LINE | {"colour": "blue"}))
    assert [(p.code, p.value, p.severity) for p in batch.problems] == [("unknown_heading", "colour", Severity.WARNING)]


def test_lines_that_contradict_each_other_are_refused(read: Read) -> None:
    batch = read(lines(LINE, LINE | {"filing_date": "2007-06-13"}))
    assert [(p.code, p.row, p.field) for p in batch.problems] == [("rows_contradict", 2, "filing_date")]


SHEET = {
    "application_number": "201410135735.5",
    "publication_number": "CN104000000B",
    "right_type": "invention",
    "filing_date": "2014-04-04",
    "title_zh": "一种装置",
    "title_en": "A device",
    "applicants": "甲公司; 乙大学",
    "applicant_addresses": "北京一号; 北京二号",
    "applicant_countries": "CN; CN",
    "holders": "丙公司",
    "holder_addresses": "天津三号",
    "inventors": "张三; 李四",
    "ipc": "H01L21/00; G06F17/30",
    "citations": "CN101234567A; US8093456B2",
    "citations_cited_by": "examiner; applicant",
    "non_patent_citations": "Some paper; 2001, p. 3\nAnother",
    "claims": "1. 一种装置。\n2. 如权利要求1。",
    "term_extension_days": "12",
}


def check_sheet(record: Record) -> None:
    assert record.title == (("en", "A device"), ("zh", "一种装置"))
    assert record.applicants == (Party("甲公司", "CN", "北京一号"), Party("乙大学", "CN", "北京二号"))
    assert record.holders == (Party("丙公司", address="天津三号"),)
    assert record.inventors == (Inventor("张三"), Inventor("李四"))
    assert record.ipc == ("H01L21/00", "G06F17/30")
    assert record.citations == (Citation("CN101234567A", "examiner"), Citation("US8093456B2", "applicant"))
    assert record.non_patent_citations == ("Some paper; 2001, p. 3", "Another")
    assert [claim.text for claim in record.claims] == ["一种装置。", "如权利要求1。"]
    assert (record.authority, record.kind, record.term_extension_days) == ("CN", "B", 12)
    assert record.filing_date == date(2014, 4, 4)


def test_a_sheet_has_one_column_a_field(read: Read) -> None:
    row = ",".join('"' + cell + '"' for cell in SHEET.values())
    batch = read(",".join(SHEET) + "\n" + row + "\n", expect="table")
    assert batch.problems == []
    check_sheet(batch.records[0])


def test_a_workbook_is_the_same_sheet(tmp_path: Path, read_source: Callable[..., Batch]) -> None:
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, list(SHEET))
        sheet.write_row(1, 0, list(SHEET.values()))
    batch = read_source(Source(path, path.name), expect="table")
    assert batch.problems == []
    check_sheet(batch.records[0])


def test_a_cell_may_hold_the_json_of_its_field(read: Read) -> None:
    cell = json.dumps(LINE["claims"]).replace('"', '""')
    batch = read(f'publication_number,claims,right_type\nUS8093456B2,"{cell}",invention\n', expect="table")
    assert batch.records[0].claims[1] == Claim(2, "As 1.", (1,))


def test_a_class_that_is_none_is_left_out_with_a_warning(read: Read) -> None:
    batch = read(lines(LINE | {"ipc": ["H01L21/00", "nonsense"]}))
    assert batch.records[0].ipc == ("H01L21/00",)
    assert [(p.code, p.value) for p in batch.problems] == [("class_unreadable", "nonsense")]
