from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from patentry.offices.reading import Batch, Source, UnreadableFileError
from patentry.offices.registry import format_of
from patentry.records import Severity

HEADING = "申请号,专利类型,发明名称,申请日"
ROW = "201410135735.5,发明专利,一种装置,2014-04-04"
TEXT = f"{HEADING}\n{ROW}\n"
Read = Callable[..., Batch]


def codes(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", "|").encode(),
        ('"' + TEXT.strip().replace(",", '","').replace("\n", '"\n"') + '"\n').encode(),
        TEXT.replace("申请号", " 申 请 号 ").replace("申请日", "申请日：").encode(),
    ],
)
def test_encodings_delimiters_and_line_ends_make_no_difference(read: Read, content: bytes) -> None:
    batch = read(content, expect="cnipa_table")
    assert batch.problems == []
    assert batch.records[0].application_number == "CN201410135735.5"
    assert batch.records[0].title[0] == ("zh", "一种装置")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_gbk_is_read_whatever_it_calls_itself_and_said_to_be_guessed(read: Read, mark: bytes) -> None:
    batch = read(mark + TEXT.encode("gb18030"), "export_utf8.csv")
    assert batch.records[0].title[0].text == "一种装置"
    assert codes(batch) == ["encoding_guessed"]
    assert batch.problems[0].severity is Severity.WARNING


def test_gbk_that_begins_after_the_sample_is_found(read: Read) -> None:
    plain = "application number,title,filing date\n" + "201410135735.5,device,2014-04-04\n" * 3000
    batch = read((plain + "201410135735.5,装置,2014-04-04\n").encode("gb18030"))
    assert batch.records[-1].title[0].text == "装置"


def test_bytes_that_are_no_characters_cost_their_row_only(read: Read) -> None:
    content = TEXT.encode() + "95115608.X,发明,".encode() + b"\xff\xfe\xff,1995-10-01\n"
    batch = read(content)
    assert len(batch.records) == 1
    assert [(p.code, p.row) for p in batch.problems if p.severity is Severity.REJECTED] == [("characters_damaged", 3)]


def test_banner_rows_and_running_numbers_are_passed_over(read: Read) -> None:
    banner = "专利检索结果,,,,\n导出时间：2024-01-01,,,,\n\n"
    batch = read(f"{banner}序号,{HEADING}\n1,{ROW}\n,,,,\n  ,,,,\n2,x,发明,装置,2014-04-04\n")
    assert batch.documents == 2
    assert [(p.code, p.row) for p in batch.problems] == [("number_unreadable", 8)]


def test_a_heading_repeated_on_a_later_page_is_no_row(read: Read) -> None:
    assert read(f"{TEXT}{HEADING}\n{ROW}\n").documents == 2


def test_an_unknown_heading_is_a_warning_and_costs_nothing(read: Read) -> None:
    batch = read(f"{HEADING},天气\n{ROW},晴\n")
    assert len(batch.records) == 1
    assert (batch.problems[0].code, batch.problems[0].value) == ("unknown_heading", "天气")


def test_of_a_repeated_heading_the_first_filled_cell_counts(read: Read) -> None:
    batch = read(f"{HEADING},申请日期\n{ROW},2015-01-01\n{ROW.replace('2014-04-04', '')},2014-04-04\n")
    assert {str(record.filing_date) for record in batch.records} == {"2014-04-04"}
    assert codes(batch) == ["heading_repeated"]


def test_a_line_end_inside_quotes_belongs_to_its_cell(read: Read) -> None:
    batch = read(TEXT.replace("一种装置", '"一种\n装置"'))
    assert batch.records[0].title[0].text == "一种\n装置"


def test_a_quotation_mark_never_closed_costs_its_own_line(read: Read) -> None:
    batch = read(f'{TEXT}95115608.X,发明,"一种,1995-10-01\n{ROW}\n{ROW}\n')
    assert len(batch.records) == 3
    assert [(p.code, p.row) for p in batch.problems] == [("quote_unclosed", 3)]


def test_rows_keep_the_number_a_spreadsheet_shows(read: Read) -> None:
    batch = read(f'{HEADING}\n"201410135735.5",发明,"a\nb",2014-04-04\n\nwrong,发明,x,2014-04-04\n')
    assert batch.problems[0].row == 4


def test_cells_beyond_the_headings_refuse_the_row(read: Read) -> None:
    batch = read(f"{TEXT}{ROW},extra\n{ROW},,\n")
    assert codes(batch) == ["too_many_cells"]
    assert batch.kept == 2


def test_a_refused_row_is_whole_in_quarantine(read: Read) -> None:
    batch = read(f"{HEADING}\n2.01410E+11,发明专利,一种装置,2014-04-04\n")
    assert batch.quarantine[0].row == 2
    assert '"申请号": "2.01410E+11"' in batch.quarantine[0].content
    assert batch.problems[0][:4] == ("number_digits_lost", 2, "申请号", "2.01410E+11")


@pytest.mark.parametrize("content", [b"", b"hello\nworld\n", bytes(range(256)) * 20, b"{}"])
def test_a_file_of_no_format_says_so(write: Callable[..., Source], content: bytes) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        format_of(write(content, "notes.txt"))
    assert caught.value.code == "format_unknown"


def test_a_named_format_that_does_not_fit_says_what_is_missing(read: Read) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read("发明名称,申请日\n装置,2014-04-04\n", named="cnipa_table")
    assert caught.value.code == "column_missing"
    with pytest.raises(UnreadableFileError) as caught:
        read("a,b\n1,2\n", named="legal_events")
    assert caught.value.code == "heading_missing"


def test_a_heading_alone_is_an_empty_table(read: Read) -> None:
    batch = read(HEADING + "\n", expect="cnipa_table")
    assert (batch.documents, batch.problems) == (0, [])
