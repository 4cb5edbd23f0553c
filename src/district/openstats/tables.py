"""Rows of the tables on a figure's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from district.design.language import Lang
from district.design.writing import day, period_end
from district.openstats.figure_page import FigurePage
from district.openstats.provider import Opened, Why, sentence, word
from district.openstats.words import spoken


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One day of the history with the other side of the same year."""

    on: date
    value: float | None
    provisional: bool
    other: float | None
    other_on: date | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class PlacingRow:
    """One way the region was decided; `share` of the counted ones."""

    name: str
    code: str
    count: int
    share: float
    class_: str


@dataclass(frozen=True, slots=True)
class TestRow:
    """One test a patent has to pass, in words; `result` None where the files do not settle it.

    One that does not decide by itself is one of several facts of which one is enough.
    """

    name: str
    result: bool | None
    evidence: str
    decides: bool = True


def tests_of(why: Why, *, stats: Opened, lang: Lang) -> tuple[TestRow, ...]:
    """Answer the tests of a patent with their evidence, regions and rules by their names."""
    rows = []
    for test in why.reasons:
        values = {key: _value(key, value, stats, lang) for key, value in test.values.items()}
        evidence = sentence(test.evidence, lang=lang, values=values)
        rule = values.get("rule", "")
        if test.test == "region" and rule:
            evidence += ("；" if lang == "zh" else ". ") + rule
        rows.append(TestRow(word("test", test.test, lang=lang), test.result, evidence, test.decides))
    return tuple(rows)


def _value(key: str, value: str, stats: Opened, lang: Lang) -> str:
    """A value of a piece of evidence: a region or a rule by its name, anything else as it stands."""
    if key == "region":
        found = stats.region(value)
        return spoken(found, "name", lang) if found else value
    return sentence(value, lang=lang) if key == "rule" else value


def series_rows(page: FigurePage) -> tuple[SeriesRow, ...]:
    """Answer the history, newest first; a year without a value on the other side stays empty."""
    others = {p.on.year: p for p in (page.versus.points if page.versus else ())}
    rows = []
    for point in reversed(page.points):
        other = others.get(point.on.year)
        ratio = point.value / other.value if other and other.value and point.value is not None else None
        differs = other.on if other and other.on != point.on else None
        rows.append(SeriesRow(point.on, point.value, point.provisional, other.value if other else None, differs, ratio))
    return tuple(rows)


def placing_rows(page: FigurePage, lang: Lang) -> tuple[PlacingRow, ...]:
    """Answer by how many patents the region was decided in which way."""
    if page.placing is None:
        return ()
    counts = (
        ("address", page.placing.by_address, "a"),
        ("list", page.placing.by_list, "c"),
        ("postcode", page.placing.by_postcode, "b"),
        ("correction", page.placing.by_correction, "u"),
    )
    whole = sum(count for _code, count, _class in counts) or 1
    return tuple(
        PlacingRow(word("place", code, lang=lang), code, count, count / whole, class_)
        for code, count, class_ in counts
        if count or code in {"address", "list"}
    )


def placed(rows: tuple[PlacingRow, ...]) -> int:
    """Answer how many patents were placed; whole patents, even where a rule shares one between regions."""
    return sum(row.count for row in rows)


def remarks(page: FigurePage, lang: Lang) -> tuple[str, str]:
    """Answer what a reader of the drawing must know: a warning about different dates, and the rest."""
    warning, rest = "", []
    side = page.versus
    if side is not None:
        names = {"name": page.region_name, "other": side.name}
        days = {"day": day(page.on, lang), "otherday": period_end(side.on, lang)}
        if side.on != page.on:
            warning = _("Different dates:")
            text = (
                _("%(name)s is at %(day)s (computed), %(other)s at %(otherday)s (published).")
                if side.published
                else _("%(name)s is at %(day)s, %(other)s at %(otherday)s.")
            )
            rest.append(text % (names | days))
        if side.contains:
            rest.append(_("%(other)s includes %(name)s.") % names)
        if side.published:
            rest.append(_("Missing years stay missing."))
    if rest and not page.period:
        rest.append(_("Ticks are year-ends."))
    if page.provisional:
        rest.append(_("Provisional: the data reach %(day)s.") % {"day": day(page.data_through, lang)})
    rest += page.notes
    return warning, ("" if lang == "zh" else " ").join(rest)
