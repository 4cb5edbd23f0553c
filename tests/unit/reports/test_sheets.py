"""Sheets: the same one gives the same bytes, every letter is there or it is refused, what is given is never markup."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

pytest.importorskip("typst")

from patentry import reports
from patentry.reports import Block, Chart, KeyNumber, Note, Overview, ReportError, Sheet, Step, Table, printing
from patentry.reports.word import to_docx

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><style>text{{font:12px sans-serif}}</style>{}</svg>'
)
SHEET = Sheet(
    lang="zh",
    title="示例公报",
    line="2023-11-30",
    publisher="示例区",
    paragraphs=("截至 2023-11-30，有效发明专利 13,022 件。",),
    charts=(Chart(svg=SVG.format('<text x="9" y="50">核心区</text>'), caption="有效发明", description="一条线"),),
    table=Table(headings=("指标", "值"), rows=(("有效发明专利", "13,022"),), numbers=frozenset({1})),
    table_note="",
    notes=(Note(heading="来源", text="示例"), Note(heading="更正", text="一处地址", is_urgent=True)),
    footer="2023-11",
    at=datetime(2024, 1, 10, 9, 30, 1, 5, tzinfo=UTC),
)


@pytest.mark.parametrize("write", [reports.to_pdf, reports.to_docx, reports.to_html])
def test_equal_sheets_give_equal_bytes_whatever_zone_their_hour_is_told_in(write) -> None:
    elsewhere = replace(SHEET, at=SHEET.at.astimezone(timezone(timedelta(hours=8))))
    assert write(SHEET) == write(SHEET) == write(elsewhere)


@pytest.mark.parametrize("letter", ["\U0001f600", "𠮷", "ب"])
def test_a_letter_the_font_lacks_is_an_error_that_names_it(letter: str) -> None:
    with pytest.raises(ReportError) as refusal:
        reports.to_pdf(replace(SHEET, paragraphs=(f"一{letter}二",)))
    assert letter in str(refusal.value)


def test_a_letter_missing_inside_a_drawing_is_an_error_too() -> None:
    drawing = Chart(svg=SVG.format('<text x="9" y="50">\U0001f600</text>'), caption="x", description="x")
    with pytest.raises(ReportError):
        reports.to_pdf(replace(SHEET, charts=(drawing,)))


def test_a_font_that_is_not_installed_is_an_error_and_no_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    printing._fonts.cache_clear()
    monkeypatch.setattr(printing, "FAMILY", "No Such Font")
    with pytest.raises(ReportError, match="No Such Font"):
        reports.to_pdf(SHEET)
    printing._fonts.cache_clear()


def test_a_drawing_that_is_none_is_an_error() -> None:
    with pytest.raises(ReportError):
        reports.to_pdf(replace(SHEET, charts=(Chart(svg="<nothing", caption="x", description="x"),)))


@pytest.mark.parametrize("words", ['#read("/etc/passwd")', "*bold* _x_ $y$ @ref <label>", "\\u{41}", "{{ 1 }}"])
def test_what_is_given_is_never_markup(words: str) -> None:
    assert reports.to_pdf(replace(SHEET, title=words, paragraphs=(words,))).startswith(b"%PDF")
    assert reports.to_docx(replace(SHEET, title=words, paragraphs=(words,)))


def test_a_long_sheet_is_still_one_page() -> None:
    rows = tuple((f"指标 {place}", "1,000") for place in range(30))
    notes = tuple(Note(heading=f"指标 {place}", text="定义说明" * 12) for place in range(12))
    long = replace(SHEET, table=replace(SHEET.table, rows=rows), notes=notes, paragraphs=SHEET.paragraphs * 12)
    assert reports.to_pdf(long).count(b"/Type /Page\n") == 1 or b"/Count 1" in reports.to_pdf(long)


OVERVIEW = Overview(
    lang="zh",
    title="示例公司",
    line="截至 2023-11-30",
    publisher="示例区",
    key_numbers=(KeyNumber(name="有效", value="721", beside="最多可能 722"),),
    steps_heading="下一步",
    steps=(Step(text="核对年费", rule="专利法第四十三条"),),
    blocks=(
        Block(heading="年费", headings=("专利", "全额"), rows=(("CN1", "900"),), numbers=frozenset({1}), note="全额"),
        Block(heading="届满", says="没有"),
    ),
    footer="示例",
    at=datetime(2024, 1, 10, 9, 30, tzinfo=UTC),
)


def test_equal_overviews_give_equal_bytes_on_one_page() -> None:
    full = Block(heading="年费", rows=tuple((f"CN{place}", "900") for place in range(9)), note="说明" * 40)
    for overview in (OVERVIEW, replace(OVERVIEW, blocks=(full,) * 8), replace(OVERVIEW, steps=(), blocks=())):
        made = reports.overview_to_pdf(overview)
        assert made == reports.overview_to_pdf(overview)
        assert b"/Count 1" in made


@pytest.mark.parametrize("words", ["\U0001f600", "ب"])
def test_a_letter_the_font_lacks_in_an_overview_is_an_error_that_names_it(words: str) -> None:
    with pytest.raises(ReportError) as refusal:
        reports.overview_to_pdf(replace(OVERVIEW, title=words))
    assert words in str(refusal.value)


def test_what_an_overview_is_given_is_never_markup() -> None:
    words = '#read("/etc/passwd") *bold* $y$ @ref <label>'
    assert reports.overview_to_pdf(replace(OVERVIEW, title=words, steps=(Step(text=words, rule=words),)))


def test_the_table_of_a_word_file_has_numbers_to_the_right_on_their_own_line() -> None:
    docx = pytest.importorskip("docx")
    headings = ("Figure", "Region", "Value")
    rows = (("In-force inventions per 10,000 people", "Core area", "13,022"), ("Grants", "Core area", "2,987"))
    sheet = replace(SHEET, table=Table(headings=headings, rows=rows, numbers=frozenset({2})))
    document = docx.Document(io.BytesIO(reports.to_docx(sheet)))
    (table,) = (one for one in document.tables if one.rows[0].cells[0].text == "Figure")
    for row in table.rows:
        aligned = [cell.paragraphs[0].alignment for cell in row.cells]
        assert aligned == [None, None, docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT]
    assert all(run.bold for cell in table.rows[0].cells for run in cell.paragraphs[0].runs if run.text)
    names, regions, values = (column.width for column in table.columns)
    assert names > regions
    assert values > docx.shared.Pt(9) * len("13,022") / 2
    page = document.sections[-1]
    assert abs(names + regions + values - (page.page_width - page.left_margin - page.right_margin)) < 10_000


def test_a_template_without_the_table_is_filled_all_the_same() -> None:
    docx = pytest.importorskip("docx")
    plain = docx.Document()
    plain.add_paragraph("{{ title }}")
    out = io.BytesIO()
    plain.save(out)
    made = docx.Document(io.BytesIO(to_docx(SHEET, template=out.getvalue())))
    assert [one.text for one in made.paragraphs] == ["示例公报"]
