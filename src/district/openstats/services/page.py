"""Everything the page, the files and the API show of a service figure: released cells with their names, no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from district.design.language import Lang
from district.design.writing import number
from district.openstats.disclosure import Cell, Mark, Measure, PrivacyClass
from district.openstats.services import kept, registry
from district.openstats.services.kept import QUARTER, Told
from district.openstats.services.registry import ServiceFigure
from district.openstats.spans import Span

BREAKDOWNS: dict[str, str | Promise] = {
    "topic": gettext_lazy("By topic"),
    "way": gettext_lazy("By way of service"),
    "channel": gettext_lazy("By channel"),
    "size": gettext_lazy("By size of the firm"),
    "point": gettext_lazy("By service point"),
    "outcome": gettext_lazy("By outcome"),
    "grade": gettext_lazy("By grade"),
    QUARTER: gettext_lazy("By quarter"),
}
MARKS: dict[Mark, str | Promise] = {
    Mark.NONE: gettext_lazy("no records"),
    Mark.HIDDEN: gettext_lazy("not shown"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One released value under the name of its group or span. `shown` is how it is written."""

    key: str
    name: str
    value: float | None
    mark: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The groups of one span. Those with nothing are counted in `empty` and left out of the lines."""

    by: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """A service figure's page: definition, series of spans, breakdowns of one of them."""

    figure: str
    name: str
    unit: str
    definition: str
    source: str
    measure: Measure
    is_protected: bool
    series: tuple[Line, ...]
    span: str
    """The code of the span broken down; empty where nothing has been told yet."""
    span_name: str
    latest: Line | None
    breakdowns: tuple[Breakdown, ...]
    smallest: int
    spread: int
    told_until: date | None


def catalogue(*, on: date, lang: Lang) -> tuple[ServicePage, ...]:
    """Answer the pages of all service figures, for their list."""
    return tuple(gather(figure, on=on, span=None, lang=lang) for figure in registry.figures())


def gather(figure: ServiceFigure, *, on: date, span: str | None, lang: Lang) -> ServicePage:
    """Answer a figure's page with the breakdowns of a span (its code), of the last one where None.

    Raises `LookupError` for a span nothing is told of.
    """
    told = kept.series(figure, on=on)
    chosen = _chosen(told, span)
    rule = kept.rule()
    lines = tuple(_line(one.released.total, one.span.code, one.span.named(lang), figure, lang) for one in told)
    return ServicePage(
        figure=figure.id,
        name=_said(figure, "name", lang),
        unit=_said(figure, "unit", lang),
        definition=_said(figure, "definition", lang),
        source=_said(figure, "source", lang),
        measure=figure.measure,
        is_protected=figure.privacy is PrivacyClass.RECORDS,
        series=lines,
        span=chosen.span.code if chosen else "",
        span_name=chosen.span.named(lang) if chosen else "",
        latest=lines[told.index(chosen)] if chosen else None,
        breakdowns=_breakdowns(figure, chosen, lang) if chosen else (),
        smallest=rule.smallest,
        spread=rule.spread,
        told_until=told[-1].span.end if told else None,
    )


def _said(figure: ServiceFigure, field: str, lang: Lang) -> str:
    return str(getattr(figure, f"{field}_{lang}"))


def _chosen(told: tuple[Told, ...], code: str | None) -> Told | None:
    if not code:
        return told[-1] if told else None
    found = next((one for one in told if one.span.code == code), None)
    if found is None:
        raise LookupError(code)
    return found


def _breakdowns(figure: ServiceFigure, told: Told, lang: Lang) -> tuple[Breakdown, ...]:
    found = []
    for by, cells in told.released.lists.items():
        names = _names(figure, by, told.span, lang)
        lines = tuple(_line(cell, cell.key, names.get(cell.key, cell.key), figure, lang) for cell in cells)
        found.append(Breakdown(by=by, name=str(BREAKDOWNS[by]), lines=lines))
    return tuple(found)


def _names(figure: ServiceFigure, by: str, span: Span, lang: Lang) -> dict[str, str]:
    if by == QUARTER:
        return {one.code: one.named(lang) for one in span.quarters()}
    return {group.key: group.named(lang) for group in registry.provider_of(figure).groups(by=by)}


def _line(cell: Cell, key: str, name: str, figure: ServiceFigure, lang: Lang) -> Line:
    return Line(key=key, name=name, value=cell.value, mark=cell.mark, shown=_shown(cell, figure.measure))


def _shown(cell: Cell, measure: Measure) -> str:
    if cell.mark is Mark.FEW:
        fewest = settings.PATENTRY_DISCLOSURE_SPREAD if measure is Measure.MEDIAN else kept.rule().smallest
        return _("fewer than %(n)d") % {"n": fewest}
    if cell.value is None:
        return str(MARKS[cell.mark])
    if measure is Measure.SHARE:
        text = number(100 * cell.value) + "%"
        return {Mark.AT_LEAST: f"≥ {text}", Mark.AT_MOST: f"≤ {text}"}.get(cell.mark, text)
    return number(cell.value, 0 if float(cell.value).is_integer() else 1)
