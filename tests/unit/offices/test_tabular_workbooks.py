from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from patentry.offices.reading import Batch, Source, UnreadableFileError
from patentry.offices.registry import format_of
from patentry.offices.tabular import workbook_safety

HEADING = ["申请号", "专利类型", "发明名称", "申请日", "授权公告日"]
ReadSource = Callable[..., Batch]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "export.xlsx"


def source(path: Path) -> Source:
    return Source(path, path.name)


def test_cells_of_every_kind_are_read_as_a_person_would_type_them(book: Path, read_source: ReadSource) -> None:
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet()
        day = made.add_format({"num_format": "yyyy/m/d"})
        sheet.write_row(3, 1, HEADING)
        sheet.write(0, 1, "专利清单")
        sheet.write(4, 1, 201410135735.5)
        sheet.write(4, 2, 1)
        sheet.write(4, 3, "一种装置")
        sheet.write_datetime(4, 4, date(2014, 4, 4), day)
        sheet.write(4, 5, 42074)
    batch = read_source(source(book), expect="cnipa_table")
    record = batch.records[0]
    assert batch.problems == []
    assert record.application_number == "CN201410135735.5"
    assert (record.filing_date, record.grant_date) == (date(2014, 4, 4), date(2015, 3, 11))
    assert record.right_type == "invention"


def test_a_number_whose_digits_a_spreadsheet_dropped_is_refused(book: Path, read_source: ReadSource) -> None:
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADING)
        sheet.write_row(1, 0, [2.0141e11, "发明", "装置"])
        sheet.write_row(2, 0, [201410135735, "发明", "装置"])
        sheet.write_row(3, 0, [2014101357355, "发明", "装置"])
    batch = read_source(source(book))
    assert [(p.code, p.row) for p in batch.problems] == [("number_digits_lost", 2)]
    assert {record.application_number for record in batch.records} == {"CN201410135735.5"}


def test_a_merged_cell_stands_for_every_row_it_covers(book: Path, read_source: ReadSource) -> None:
    with xlsxwriter.Workbook(str(book)) as made:
        sheet = made.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "法律状态清单")
        sheet.write_row(1, 0, ["申请号", "法律状态公告日", "法律状态"])
        sheet.merge_range(2, 0, 4, 0, "201410135735.5")
        for row, (day, text) in enumerate(
            [("2015-03-11", "授权"), ("2018-01-02", "专利权质押合同登记的生效"), ("", "")], start=2
        ):
            sheet.write_row(row, 1, [day, text])
        sheet.write_row(5, 0, ["95115608.X", "1999-01-06", "授权"])
    batch = read_source(source(book), expect="legal_events")
    assert [event.number for event in batch.events] == ["CN201410135735.5"] * 2 + ["CN95115608.X"]
    problem = batch.problems[0]
    assert (problem.code, problem.row, problem.value) == ("merged_cells", 3, "3-5")


def test_every_sheet_with_our_headings_is_read_and_the_others_are_named(book: Path, read_source: ReadSource) -> None:
    with xlsxwriter.Workbook(str(book)) as made:
        for name, number in (("甲", "201410135735.5"), ("乙", "wrong")):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, HEADING)
            sheet.write_row(1, 0, [number, "发明", "装置"])
        made.add_worksheet("说明").write(0, 0, "本表由示例单位导出")
    batch = read_source(source(book))
    assert len(batch.records) == 1
    assert [(p.code, p.row, p.field, p.value) for p in batch.problems] == [
        ("sheet_left_out", None, None, "说明"),
        ("number_unreadable", 2, "乙!申请号", "wrong"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body><table><tr><td>x</td></tr></table></body></html>",
        b"\xef\xbb\xbf  <!DOCTYPE html><table>",
        b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
    ],
)
def test_a_web_page_named_as_a_workbook_is_refused(write: Callable[..., Source], content: bytes) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        format_of(write(content, "专利.xls"))
    assert caught.value.code == "html_in_xls"


def zipped(path: Path, sheet: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def test_an_archive_that_swells_absurdly_is_refused_unopened(book: Path) -> None:
    zipped(book, b"0" * (80 << 20))
    with pytest.raises(UnreadableFileError) as caught:
        format_of(source(book))
    assert caught.value.code == "zip_bomb"


def test_a_size_that_lies_does_not_hide_a_bomb(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_safety, "RATIO_FLOOR", 1 << 20)
    zipped(book, b"0" * (4 << 20))
    raw = book.read_bytes()
    book.write_bytes(raw.replace((4 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    with pytest.raises(UnreadableFileError) as caught:
        format_of(source(book))
    assert caught.value.code == "zip_bomb"


def test_one_cell_at_the_far_corner_does_not_cost_the_memory_of_the_sheet(book: Path) -> None:
    zipped(book, b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c>')
    with pytest.raises(UnreadableFileError) as caught:
        format_of(source(book))
    assert caught.value.code == "sheet_too_large"


@pytest.mark.parametrize("content", [b"PK\x03\x04xl/ broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_a_broken_workbook_is_refused(write: Callable[..., Source], content: bytes) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        format_of(write(content, "broken.xlsx"))
    assert caught.value.code == "workbook_damaged"
