"""A release on one page: PDF, Word and HTML in both languages, from what was frozen and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from district.casework import CaseRefusal
from district.design.language import Lang
from district.design.writing import NONE, day, number, signed_percent
from district.openstats import provider
from district.openstats.drawing import series
from district.openstats.drawing.file import styled
from district.openstats.drawing.series import Frame
from district.openstats.other_side import Point
from district.openstats.releases.models import Release, ReleasedValue
from district.openstats.releases.sentences import amount
from patentry.reports import Chart, Note, ReportError, Sheet, Table, to_docx, to_html, to_pdf

LICENCE = "CC BY 4.0"
MOST_CHARTS = 2
KINDS = {
    "pdf": ("application/pdf", to_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "html": ("text/html; charset=utf-8", to_html),
}
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
PROVISIONAL = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One bulletin as a file."""

    lang: Lang
    kind: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One region's history of a figure, and a second region's beside it."""

    name: str
    region_name: str
    period: bool
    points: tuple[Point, ...]
    versus: _Line | None = None
    published: bool = False
    """Both lines are counted here."""


def print_all(release: Release, values: Sequence[ReleasedValue], *, at: datetime) -> tuple[Printed, ...]:
    """Answer every bulletin of a release, published `at`. Raises `CaseRefusal` where one cannot be set."""
    return tuple(print_one(release, values, lang=lang, kind=kind, at=at) for lang in LANGUAGES for kind in KINDS)


def print_one(release: Release, values: Sequence[ReleasedValue], *, lang: Lang, kind: str, at: datetime) -> Printed:
    """Answer one bulletin; the same release gives the same bytes. Raises `CaseRefusal` where it cannot be set."""
    with translation.override(lang):
        sheet = sheet_of(release, values, lang=lang, at=at)
    try:
        content = KINDS[kind][1](sheet)
    except ReportError as error:
        raise CaseRefusal("release.cannot_be_printed", why=error) from error
    return Printed(lang=lang, kind=kind, content=content)


def sheet_of(release: Release, values: Sequence[ReleasedValue], *, lang: Lang, at: datetime) -> Sheet:
    """Answer what stands on the page, in the language that is active."""
    through = release.data_through
    said = {
        "on": day(release.on, lang),
        "day": day(timezone.localtime(at).date(), lang),
        "n": release.snapshot,
        "through": day(through, lang),
    }
    address = f"{settings.PATENTRY_SITE_URL}/{lang}/releases/{release.code}/"
    demonstration = settings.PATENTRY_DEMONSTRATION
    return Sheet(
        lang=lang,
        title=_spoken(release, "title", lang),
        line=_("Values on %(on)s · published on %(day)s · snapshot %(n)s · data through %(through)s") % said,
        publisher=_("Innovation District IP Service (demonstration)")
        if demonstration
        else _("Innovation District IP Service"),
        paragraphs=tuple(line for line in _spoken(release, "text", lang).splitlines() if line.strip()),
        charts=_charts(values, lang),
        table=_table(values, lang),
        table_note=_("* Provisional: later announcements may still change this value.")
        if any(one.is_provisional for one in values)
        else "",
        notes=(*_urgent(release, lang), *_small_print(values, lang)),
        footer=f"{release.code} · {address} · {LICENCE}",
        at=at,
    )


def _spoken(thing: object, name: str, lang: Lang) -> str:
    return str(getattr(thing, f"{name}_{lang}"))


def _table(values: Sequence[ReleasedValue], lang: Lang) -> Table:
    headings = (
        _("Figure"),
        _("Region"),
        _("Value"),
        _("Unit"),
        _("On the year before"),
        _("Since last year-end"),
    )
    rows = tuple(
        (
            _spoken(one, "name", lang),
            _spoken(one, "region", lang),
            amount(one.value, lang) + (PROVISIONAL if one.is_provisional else ""),
            _spoken(one, "unit", lang),
            signed_percent(one.year_on_year),
            signed_percent(one.year_end) if _is_stock(one) else NONE,
        )
        for one in values
    )
    return Table(headings=headings, rows=rows, numbers=frozenset({2, 4, 5}))


def _is_stock(one: ReleasedValue) -> bool:
    return str(one.definition.get("measure", "stock")) in provider.STOCKS


def _urgent(release: Release, lang: Lang) -> list[Note]:
    notes = []
    if release.corrects is not None:
        heading = _("Correction of %(code)s") % {"code": release.corrects.code}
        notes.append(Note(heading=heading, text=_spoken(release, "correction", lang), is_urgent=True))
    if release.provisional_reason:
        heading = _("Some values are provisional")
        notes.append(Note(heading=heading, text=release.provisional_reason, is_urgent=True))
    return notes


def _small_print(values: Sequence[ReleasedValue], lang: Lang) -> list[Note]:
    figures = {one.figure: one for one in values}
    notes = [Note(heading=_spoken(one, "name", lang), text=_defined(one, lang)) for one in figures.values()]
    divided = dict.fromkeys(_divided(one, lang) for one in values if one.denominator)
    if divided:
        notes.append(Note(heading=_("Denominators"), text=("；" if lang == "zh" else "; ").join(divided)))
    told = dict.fromkeys(provider.sentence(note, lang=lang) for one in values for note in one.notes)
    if told:
        notes.append(Note(heading=_("Remarks"), text=("" if lang == "zh" else " ").join(told)))
    return notes


def _defined(one: ReleasedValue, lang: Lang) -> str:
    source = str(one.definition.get(f"source_{lang}", ""))
    text = str(one.definition[lang])
    if not source:
        return text
    return (
        f"{text.rstrip('。')}（{source.rstrip('。')}）。"
        if lang == "zh"
        else f"{text.rstrip('.')} ({source.rstrip('.')})."
    )


def _divided(one: ReleasedValue, lang: Lang) -> str:
    source = provider.by_language(one.source, lang=lang)
    parts = [number(one.denominator), day(one.denominator_date, lang) if one.denominator_date else "", source]
    region, told = _spoken(one, "region", lang), "，" if lang == "zh" else ", "
    return f"{region} {told.join(part for part in parts if part)}"


def _charts(values: Sequence[ReleasedValue], lang: Lang) -> tuple[Chart, ...]:
    """The first figures that have a history, each with the first two regions that have one."""
    by_figure: dict[str, list[ReleasedValue]] = {}
    for one in values:
        if len(_known(one)) > 1:
            by_figure.setdefault(one.figure, []).append(one)
    drawn = list(by_figure.values())[:MOST_CHARTS]
    return tuple(_chart(place, rows, lang) for place, rows in enumerate(drawn, 1))


def _chart(place: int, rows: Sequence[ReleasedValue], lang: Lang) -> Chart:
    frame = Frame(key=f"fb{place}", width=400, height=236, right=30, top=34, narrow=True, ticks=4)
    other = replace(_line(rows[1], lang), name=_spoken(rows[1], "region", lang)) if len(rows) > 1 else None
    line = replace(_line(rows[0], lang), versus=other)
    known = _known(rows[0])
    others = line.versus.points if line.versus else ()
    name, unit = _spoken(rows[0], "name", lang), _spoken(rows[0], "unit", lang)
    return Chart(
        svg=styled(series.draw(line, frame, lang=lang)),
        caption=f"{name}（{unit}）" if lang == "zh" else f"{name} ({unit})",
        description=series.describe(line, known, others, lang),
    )


def _line(one: ReleasedValue, lang: Lang) -> _Line:
    return _Line(
        name=_spoken(one, "name", lang),
        region_name=_spoken(one, "region", lang),
        period=not _is_stock(one),
        points=_known(one),
    )


def _known(one: ReleasedValue) -> tuple[Point, ...]:
    return tuple(
        Point(on=date.fromisoformat(on), value=value, provisional=provisional)
        for on, value, provisional in one.history
        if value is not None
    )
