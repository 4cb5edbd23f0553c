"""Templates: what is typed into one comes back through its format, and the same template is the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from patentry.offices.reading import Batch, Source
from patentry.offices.registry import format_named
from patentry.offices.tabular.sheets import NOTES_SHEET
from patentry.offices.tabular.table_format import TabularFormat
from patentry.offices.templates import columns_of, template, template_names
from patentry.wording import Lang

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
NAMES = pytest.mark.parametrize("name", template_names())


def filled(name: str, lang: Lang) -> bytes:
    """A workbook with the template's two sheets and a row of its examples."""
    made, columns = io.BytesIO(), columns_of(name)
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet, notes = book.add_worksheet("填写"), book.add_worksheet(NOTES_SHEET)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.zh if lang == "zh" else column.en)
            sheet.write_string(1, place, column.example)
            notes.write_row(place, 0, [column.field, column.zh, column.en])
    return made.getvalue()


@LANGUAGES
@NAMES
def test_row_of_the_examples_comes_back_as_one_kept_document(
    write: Callable[..., Source], read_source: Callable[..., Batch], name: str, lang: Lang
) -> None:
    batch = read_source(write(filled(name, lang), "filled.xlsx"), "", name)
    assert (batch.documents, batch.kept, batch.problems) == (1, 1, [])


@LANGUAGES
@NAMES
def test_template_has_the_headings_and_explains_each_column(
    write: Callable[..., Source], name: str, lang: Lang
) -> None:
    made = template(name, lang=lang)
    assert made == template(name, lang=lang)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    entries, notes = book.sheet_names
    columns = columns_of(name)
    assert book.get_sheet_by_name(entries).to_python() == [[c.zh if lang == "zh" else c.en for c in columns]]
    assert [row[0] for row in book.get_sheet_by_name(notes).to_python()[1:]] == [c.field for c in columns]
    assert all(c.meaning_zh and c.meaning_en for c in columns)
    source = write(made, "empty.xlsx")
    assert format_named(name).recognises(source)
    assert [problem for chunk in format_named(name).chunks(source) for problem in chunk.payload.notes] == []  # type: ignore[attr-defined]


@NAMES
def test_columns_are_those_the_format_reads_and_needs(name: str) -> None:
    chosen = format_named(name)
    assert isinstance(chosen, TabularFormat)
    fields = {column.field for column in columns_of(name)}
    assert {chosen.headings.field_of(heading) for c in columns_of(name) for heading in (c.zh, c.en)} == fields
    assert all(group & fields for group in chosen.needs)
    assert not fields & chosen.refuses
    assert any(column.required for column in columns_of(name))
