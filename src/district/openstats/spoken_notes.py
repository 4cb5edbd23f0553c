"""What is said under a figure's value, and where its series breaks or has no value for want of a region."""

from __future__ import annotations

from district.design.language import Lang
from district.design.writing import period_end
from district.openstats.provider import FigureResult, FigureRow, NotAnswered, sentence

OF_SERIES = ("note.region_changed", "note.region_not_there")
"""Remarks about earlier days of a series that its reader must know of; the others are about their own day."""


def said(result: FigureResult, refused: NotAnswered | None, *, lang: Lang) -> tuple[str, ...]:
    """Answer the remarks of the last value, those of the series with their days, and why a comparison was refused."""
    row = result.rows[-1]
    notes = [sentence(note, lang=lang) for note in row.notes]
    notes += [text for code in OF_SERIES if code not in row.notes and (text := _of_series(result, code, lang))]
    if refused is not None:
        notes.append(sentence(refused.code, lang=lang, values=refused.values))
    return tuple(notes)


def of_case(result: FigureResult, row: FigureRow, *, lang: Lang) -> tuple[str, ...]:
    """Answer the remarks of one case of high value, and the places of its concordance that the IPC does not know."""
    notes = [sentence(note, lang=lang) for note in row.notes]
    for one in result.evaluations:
        if str(one.case) == row.group and one.unknown_count:
            values = {"count": one.unknown_count, "places": ", ".join(one.unknown_places)}
            notes.append(sentence("high_value.unknown_places", lang=lang, values=values))
    return tuple(notes)


def _of_series(result: FigureResult, code: str, lang: Lang) -> str:
    """A remark with the days it is about; of a stretch of days the first and the last."""
    days = [row.on for row in result.rows[:-1] if code in row.notes]
    if not days:
        return ""
    ends = dict.fromkeys(period_end(day, lang) for day in (days[0], days[-1]))
    dash, colon = ("—", "：") if lang == "zh" else (" to ", ": ")
    return dash.join(ends) + colon + sentence(code, lang=lang)
