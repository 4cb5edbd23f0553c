"""Downloads: the same question gives the same bytes, and no spreadsheet runs what a file says."""

from __future__ import annotations

import csv
import io
import json

import pytest

from district.design import cells

ADDRESS = "/zh/statistics/inventions_per_10k.{kind}?region=core&on=2023-11-30"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "svg"])
def test_same_question_gives_the_same_bytes(client, kind):
    first, second = (client.get(ADDRESS.format(kind=kind)) for _ in range(2))
    assert first.status_code == 200
    assert first.content == second.content
    assert "attachment" in first.headers["Content-Disposition"]


def test_csv_has_a_byte_order_mark_and_unrounded_values(client):
    content = client.get(ADDRESS.format(kind="csv")).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["指标", "地区", "日期", "值"]
    assert rows[12][1:4] == ["核心区", "2023-11-30", "850.0"]
    assert rows[-1][1:6] == ["全市", "2023-12-31", "262.9", "件/万人", "公布"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_cell_that_begins_like_a_formula_is_guarded(cell):
    assert cells.guarded(cell) == "'" + cell


def test_negative_number_stays_a_number():
    assert cells.guarded(-3.5) == -3.5


def test_json_has_the_terms_once(client):
    answer = json.loads(client.get("/en/statistics/inventions_per_10k.json?region=core&on=2023-11-30").content)
    assert answer["value"] == 850.0
    assert answer["numerator"] == 13_022
    assert answer["unknown"] == 97
    assert answer["denominator_date"] == "2022-12-31"
    assert len(answer["rows"]) == 19


def test_workbook_opens_with_the_same_rows(client):
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(ADDRESS.format(kind="xlsx")).content))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == 20
    assert rows[12][3] == 850.0


def test_svg_stands_alone(client):
    content = client.get(ADDRESS.format(kind="svg")).content.decode()
    assert 'xmlns="http://www.w3.org/2000/svg"' in content
    assert "<style>" in content
