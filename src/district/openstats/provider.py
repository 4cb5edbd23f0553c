"""The bridge to the analysis library: the only module of this room that reaches it.

`opened()` answers the current snapshot; its methods are typed questions with frozen dataclasses as answers. One
opened snapshot is shared by all threads and exchanged when a newer one is there. `NoCorpus` says that there is
nothing to answer from; `NotAnswered` that a question has no answer, with the code of the sentence that says why.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from district.design.language import Lang
from district.openstats import answers
from patentry import wording
from patentry.corpus import Home, HomeError
from patentry.records import Population, PublishedFigure
from patentry.statistics.results import FigureResult, FigureRow, Growth, Versus, Why, WhyTest
from patentry.wording import Refusal

__all__ = ["FigureResult", "FigureRow", "Growth", "Population", "PublishedFigure", "Versus", "Why", "WhyTest"]

Answer = TypeVar("Answer")


class NoCorpus(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """There is no data folder, or no snapshot in it."""


class NotAnswered(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The library refused the question; `code` names the sentence that says why, `values` fill it in."""

    def __init__(self, code: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.values = dict(values or {})


class Library(Protocol):
    """What the library's opened statistics look like from here."""

    @property
    def snapshot(self) -> int: ...
    @property
    def taken_at(self) -> datetime | None: ...
    @property
    def data_through(self) -> date | None: ...
    def figure(self, figure: str, **terms: Any) -> FigureResult: ...
    def why(self, number: str, **terms: Any) -> Why: ...
    def patents(self, **terms: Any) -> Any: ...
    def placing(self, **terms: Any) -> Any: ...
    def two_views(self, **terms: Any) -> Any: ...
    def life(self, number: str) -> Any: ...
    def standing(self, number: str, **terms: Any) -> Any: ...
    def regions(self) -> Any: ...
    def published(self, figure: str | None = None) -> tuple[PublishedFigure, ...]: ...
    def populations(self, region: str) -> tuple[Population, ...]: ...
    def files(self) -> Any: ...
    def figures(self) -> Any: ...


class Opened:
    """One snapshot, opened."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.snapshot = library.snapshot
        self.taken_at = library.taken_at
        self.data_through = library.data_through

    @cached_property
    def regions(self) -> tuple[answers.RegionInfo, ...]:
        """Answer the regions, parents before children."""
        return tuple(_copied(answers.RegionInfo, row) for row in self._library.regions())

    @cached_property
    def figures(self) -> tuple[answers.FigureDefinition, ...]:
        """Answer the definitions of the figures that can be asked for."""
        return tuple(_copied(answers.FigureDefinition, row) for row in self._library.figures())

    @cached_property
    def published(self) -> tuple[PublishedFigure, ...]:
        """Answer every figure somebody published, as the reference files have them."""
        return tuple(self._library.published())

    @cached_property
    def files(self) -> tuple[answers.SourceFile, ...]:
        """Answer the provenance of the files this snapshot stands on."""
        return tuple(_file(row) for row in self._library.files())

    def region(self, region: str) -> answers.RegionInfo | None:
        """Answer a region by its id."""
        return next((row for row in self.regions if row.region == region), None)

    def definition(self, figure: str) -> answers.FigureDefinition | None:
        """Answer a figure's definition by its id."""
        return next((row for row in self.figures if row.id == figure), None)

    def populations(self, region: str) -> tuple[Population, ...]:
        """Answer the populations stated for a region, oldest first."""
        return tuple(self._library.populations(region))

    def figure(
        self,
        figure: str,
        *,
        region: str,
        view: str,
        attribution: str,
        on: date | None = None,
        start: date | None = None,
        end: date | None = None,
        every: str | None = None,
        by: str | None = None,
        versus: str | None = None,
    ) -> FigureResult:
        """Answer a figure on a date or as a series."""
        with _questions():
            return self._library.figure(
                figure,
                region=region,
                view=view,
                attribution=attribution,
                on=on,
                start=start,
                end=end,
                every=every,
                by=by,
                versus=versus,
            )

    def why(self, number: str, *, figure: str, region: str, on: date, view: str, attribution: str) -> Why:
        """Answer whether one patent counts, test by test."""
        with _questions():
            return self._library.why(number, figure=figure, region=region, on=on, view=view, attribution=attribution)

    def patents(
        self,
        *,
        figure: str,
        region: str,
        on: date,
        view: str,
        attribution: str,
        place: str | None = None,
        offset: int = 0,
        limit: int = 50,
        search: str | None = None,
    ) -> answers.CountedPage:
        """Answer some of the patents behind a value."""
        with _questions():
            page = self._library.patents(
                figure=figure,
                region=region,
                on=on,
                view=view,
                attribution=attribution,
                place=place,
                offset=offset,
                limit=limit,
                search=search,
            )
        rows = tuple(_copied(answers.CountedPatentRow, row) for row in page.rows)
        return answers.CountedPage(total=page.total, rows=rows)

    def placing(self, *, figure: str, region: str, on: date, view: str, attribution: str) -> answers.Placing:
        """Answer how the region of the counted patents was decided."""
        with _questions():
            row = self._library.placing(figure=figure, region=region, on=on, view=view, attribution=attribution)
        return _copied(answers.Placing, row)

    def two_views(self, *, region: str, on: date, attribution: str) -> answers.TwoViews:
        """Answer the patents that separate the two views."""
        with _questions():
            row = self._library.two_views(region=region, on=on, attribution=attribution)
        return _copied(answers.TwoViews, row)

    def life(self, number: str) -> answers.PatentLife | None:
        """Answer one patent's life, or None where no file names it."""
        try:
            with _questions():
                return _life(self._library.life(number))
        except NotAnswered:
            return None

    def standing(self, number: str, *, on: date, view: str) -> answers.Standing:
        """Answer where a patent stands on a day."""
        with _questions():
            return _copied(answers.Standing, self._library.standing(number, on=on, view=view))


_lock = threading.Lock()
_current: tuple[float, str, Opened] | None = None


def opened() -> Opened:
    """Answer the current snapshot. Raises `NoCorpus` where there is none."""
    global _current
    source = f"{settings.PATENTRY_STATISTICS} {settings.PATENTRY_HOME}"
    # The clock only says when to look for a newer snapshot; no answer depends on it.
    now = time.monotonic()
    with _lock:
        if _current and _current[1] == source and now - _current[0] < settings.PATENTRY_REOPEN_SECONDS:
            return _current[2]
        fresh = _open(Path(settings.PATENTRY_HOME))
        kept = _current[2] if _current and _current[1] == source else None
        if kept is not None and (kept.snapshot, kept.taken_at) == (fresh.snapshot, fresh.taken_at):
            fresh = kept
        _current = (now, source, fresh)
        return fresh


def forget() -> None:
    """Close what is open; the next question opens the current snapshot anew."""
    global _current
    with _lock:
        _current = None


def has_corpus(home: Path) -> bool:
    """Answer whether the folder is a data folder of the library."""
    try:
        Home(home).check()
    except HomeError:
        return False
    return True


def sentence(code: str, *, lang: Lang, values: Mapping[str, object] | None = None) -> str:
    """Answer the library's sentence under a code; a text that is no code is answered as it stands."""
    if code not in wording.codes():
        return code
    return wording.say(code, lang=lang, **(values or {}))


def word(family: str, code: str, *, lang: Lang) -> str:
    """Answer what a code of a family (state, flag, place …) is called: `place.by_list` or plain `by_list`."""
    if not code:
        return ""
    for full in (code, f"{family}.{code}"):
        if full in wording.codes():
            return wording.say(full, lang=lang)
    return code.removeprefix(f"{family}.").replace("_", " ")


def event_name(event: answers.LifeEvent, *, lang: Lang) -> str:
    """Answer what an event is called: the gazette's own words in Chinese, its kind in English."""
    return event.title if lang == "zh" and event.title else kind_name(event, lang=lang)


def kind_name(event: answers.LifeEvent, *, lang: Lang) -> str:
    """Answer the short name of an event's kind; a kind nobody knows keeps the file's words."""
    if event.kind == "unrecognised" and event.title:
        return event.title
    return word("event", event.kind, lang=lang)


def by_language(text: str, *, lang: Lang) -> str:
    """Answer the side of "中文 / English" that the page speaks; a text in one language as it stands."""
    first, parted, second = text.partition(" / ")
    return second if parted and lang == "en" else first


def _open(home: Path) -> Opened:
    open_statistics: Callable[..., Library] = import_string(settings.PATENTRY_STATISTICS)
    try:
        library = open_statistics(home=home, snapshot=None)
    except HomeError as error:
        raise NoCorpus(str(error)) from error
    if library.snapshot == 0:
        raise NoCorpus("no snapshot")
    return Opened(library)


@contextmanager
def _questions() -> Iterator[None]:
    """Turn the library's refusals into this room's."""
    try:
        yield
    except Refusal as refusal:
        raise NotAnswered(refusal.code, refusal.values) from refusal


def _copied(shape: type[Answer], row: Any) -> Answer:
    return shape(**{field.name: getattr(row, field.name) for field in fields(shape)})  # type: ignore[arg-type]


def _file(row: Any) -> answers.SourceFile:
    return answers.SourceFile(
        name=row.name,
        sha256=row.file,
        format=row.format,
        documents=row.documents,
        kept=row.kept,
        rejected=row.rejected,
        read_at=row.read_at,
        added_in=row.added_in,
    )


def _life(life: Any) -> answers.PatentLife:
    nested: dict[str, type] = {
        "events": answers.LifeEvent,
        "recorded": answers.LifeInterval,
        "legal": answers.LifeInterval,
        "holdings": answers.Holding,
        "fees": answers.FeeDue,
    }
    taken = {field.name: getattr(life, field.name) for field in fields(answers.PatentLife)}
    for name, shape in nested.items():
        taken[name] = tuple(_copied(shape, row) for row in taken[name])
    return answers.PatentLife(**taken)
