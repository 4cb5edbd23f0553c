"""Official lists in any layout an office sends, and the refusals of what is none."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patentry.numbers.cn import check_digit
from patentry.statistics.reconciliation import OfficialList, read_list
from patentry.wording import Refusal


def number(serial: int) -> str:
    digits = f"20151{serial:07d}"
    return f"{digits}.{check_digit(digits)}"


def numbers(listed: OfficialList) -> list[str]:
    return [row.reading.number for row in listed.rows]


WANTED = [f"CN{number(n)}" for n in (1, 2, 3)]
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        return path

    return written


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    path.write_bytes(made.getvalue())
    return path


@pytest.mark.parametrize(
    "text",
    [
        "申请号\n{0}\n{1}\n{2}\n",
        "{0}\n{1}\n{2}\n",
        "全市有效发明专利清单,,\n截至2023年11月30日,,\n序号,专利号,专利权人\n1,ZL{0},甲\n2,ZL{1},乙\n3,ZL{2},丙\n合计,3,\n",
        "No;Patent Number;Owner\n1;{0};A\n2;{1};B\n3;{2};C\n",
        "甲公司\t{0}\t有效\n乙公司\t{1}\t有效\n丙公司\t{2}\t有效\n",
        "申请号,名称\n{0},一\n{1},二\n申请号,名称\n{2},三\n注：以上数据仅供核对\n",
    ],
)
def test_column_of_numbers_is_found_in_any_layout(write: Write, text: str) -> None:
    listed = read_list(write("list.csv", text.format(*(number(n) for n in (1, 2, 3)))))
    assert numbers(listed) == WANTED


def test_every_sheet_with_numbers_is_read_and_a_cover_is_not(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx",
        {
            "封面": [["关于报送有效专利清单的函"]],
            "2022": [["专利号", "专利权人"], [f"ZL{number(1)}", "甲"], [f"ZL{number(2)}", "乙"]],
            "2023": [["备注", "申请号"], ["", float(number(3)[:-2])]],
        },
    )
    listed = read_list(path)
    assert numbers(listed) == WANTED
    assert [(row.sheet, row.row) for row in listed.rows] == [("2022", 2), ("2022", 3), ("2023", 2)]


@pytest.mark.parametrize("column", ["B", "2", "编码"])
def test_column_nobody_knows_can_be_named_by_letter_place_or_heading(write: Write, column: str) -> None:
    rows = "".join(f"甲,X{n},\n" if n == 0 else f"甲,{number(n)},\n" for n in (1, 2, 3))
    listed = read_list(write("list.csv", "单位,编码,备注\n" + rows), column=column)
    assert numbers(listed) == WANTED


def test_list_with_thirteen_per_cent_damaged_numbers_keeps_every_row(write: Write) -> None:
    cells = [f"{float(number(n)[:-2]):.4E}" if n % 8 == 0 else number(n) for n in range(1, 801)]
    listed = read_list(write("list.csv", "申请号\n" + "\n".join(cells) + "\n"))
    assert len(listed.rows) == 800
    assert {row.reading.damage for row in listed.rows if not row.reading.number} == {"number_digits_lost"}
    assert sum(1 for row in listed.rows if not row.reading.number) == 100


def test_refusals_name_the_file_and_what_it_has(write: Write, tmp_path: Path) -> None:
    for path, asked, code in (
        (write("letter.csv", "各区县\n请按时报送\n"), {}, "list.no_numbers"),
        (write("list.csv", f"申请号\n{number(1)}\n"), {"column": "流水号"}, "list.no_such_column"),
        (write("empty.csv", "申请号,名称\n"), {}, "list.empty"),
        (write("page.xlsx", "<html><body>404</body></html>"), {}, "list.unreadable"),
        (workbook(tmp_path / "book.xlsx", {"一": [["申请号"], [number(1)]]}), {"sheet": "二"}, "list.no_such_sheet"),
    ):
        with pytest.raises(Refusal) as refused:
            read_list(path, **asked)
        assert refused.value.code == code
        for lang in ("zh", "en"):
            assert path.name in refused.value.sentence(lang)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda t: t.encode("utf-8"))))
def test_no_file_breaks_the_reader(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    try:
        listed = read_list(path)
    except Refusal:
        return
    assert all(row.row for row in listed.rows)


cells = st.one_of(
    st.sampled_from([number(1), f"ZL{number(2)}", "2.0151E+11", "", "合计", '"', "'", "=1+1", "\x00", "申请号"]),
    st.text(alphabet="甲1,;\t\"'.X ", max_size=20),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(cells, min_size=1, max_size=4), max_size=12))
def test_rows_of_any_cells_are_kept_or_counted_as_left_out(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "any.csv"
    path.write_text("申请号,专利权人\n" + "\n".join(",".join(row) for row in rows), encoding="utf-8")
    try:
        listed = read_list(path)
    except Refusal:
        return
    assert all(bool(row.reading.number) != bool(row.reading.damage) for row in listed.rows)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, 5000), at=st.integers(0, 5000), byte=st.integers(0, 255))
def test_damaged_workbook_is_refused_or_read(tmp_path: Path, cut: int, at: int, byte: int) -> None:
    path = workbook(tmp_path / "list.xlsx", {"一": [["申请号"], *([number(n)] for n in range(1, 30))]})
    content = bytearray(path.read_bytes())
    content[at % len(content)] = byte
    path.write_bytes(bytes(content[: max(1, len(content) - cut % 200)]))
    with contextlib.suppress(Refusal):
        read_list(path)
