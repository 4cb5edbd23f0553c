"""The bridge to the analysis library: the only module of this room that asks it; its types pass through here.

`opened()` answers the current snapshot; its methods are typed questions with frozen dataclasses as answers. One
opened snapshot is shared by all threads and exchanged when a newer one is there. `NoCorpus` says that there is
nothing to answer from; `NotAnswered` that a question has no answer, with the code of the sentence that says why.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from district.design.language import Lang
from district.openstats import public
from district.openstats.library import Library
from patentry import wording
from patentry.corpus import FileRow, Home, HomeError, latest
from patentry.records import Population, PublishedFigure
from patentry.statistics import (
    CountedPage,
    CountedPatentRow,
    FigureDefinition,
    FigureResult,
    FigureRow,
    Holders,
    Placing,
    Portrait,
    RegionInfo,
    TwoViews,
    Why,
)
from patentry.statistics.definitions import OWN, PERCENT
from patentry.statistics.denominators import population_on
from patentry.statistics.engines import counting_on
from patentry.statistics.growth import average_growth, average_points
from patentry.statistics.measures import STOCKS
from patentry.statistics.projection import Projection
from patentry.statistics.region_map import RegionMap
from patentry.status.life import LifeEvent, LifeHolding, LifeInterval, PatentLife
from patentry.status.standing import Standing
from patentry.wording import Refusal

__all__ = [
    "OWN",
    "PERCENT",
    "STOCKS",
    "CountedPage",
    "CountedPatentRow",
    "FigureDefinition",
    "FigureResult",
    "FigureRow",
    "FileRow",
    "LifeEvent",
    "LifeHolding",
    "LifeInterval",
    "PatentLife",
    "Placing",
    "Population",
    "Portrait",
    "Projection",
    "PublishedFigure",
    "RegionInfo",
    "RegionMap",
    "Standing",
    "TwoViews",
    "Why",
    "average_growth",
    "average_points",
]

MAINLAND = str(Holders.MAINLAND)
REMEMBERED_VIEWS = 256
"""What separates the two views is the dearest question, and the same for both views, both languages and a density."""


class NoCorpus(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """There is no data folder, or no snapshot in it."""


class NotAnswered(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The library refused the question; `code` names the sentence that says why, `values` fill it in."""

    def __init__(self, code: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.values = dict(values or {})


class Opened:
    """One snapshot, opened."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.snapshot = library.snapshot
        self.taken_at = library.taken_at
        self.data_through = library.data_through
        self.rule = repr(getattr(library, "rule", ""))
        """The settings that figures of high value go by; they are no part of a snapshot."""
        self.scope = MAINLAND
        """Whose patents are counted."""
        self._is_on_file = lru_cache(maxsize=None)(self._ask_on_file)
        self._two_views = lru_cache(maxsize=REMEMBERED_VIEWS)(self._ask_two_views)
        self._portraits_of = lru_cache(maxsize=REMEMBERED_VIEWS)(library.portraits_of)

    def scoped(self, scope: str) -> Opened:
        """Answer the same snapshot for the patents of other holders."""
        if scope == self.scope:
            return self
        other = Opened(self._library.under(Holders(scope)))
        other.scope = scope
        return other

    @cached_property
    def regions(self) -> tuple[RegionInfo, ...]:
        """Answer the regions, parents before children."""
        return self._library.regions()

    @cached_property
    def figures(self) -> tuple[FigureDefinition, ...]:
        """Answer the definitions of the figures that can be asked for."""
        return self._library.figures()

    @cached_property
    def published(self) -> tuple[PublishedFigure, ...]:
        """Answer every figure somebody published, as the reference files have them."""
        return self._library.published()

    @cached_property
    def files(self) -> tuple[FileRow, ...]:
        """Answer the provenance of the files this snapshot stands on."""
        return self._library.files()

    def region(self, region: str) -> RegionInfo | None:
        """Answer a region by its id."""
        return next((row for row in self.regions if row.region == region), None)

    def definition(self, figure: str) -> FigureDefinition | None:
        """Answer a figure's definition by its id."""
        return next((row for row in self.figures if row.id == figure), None)

    def populations(self, region: str) -> tuple[Population, ...]:
        """Answer the populations stated for a region, oldest first."""
        return self._library.populations(region)

    def population_on(self, region: str, day: date) -> Population | None:
        """Answer the population of a region on a day as it is stated now."""
        return population_on(self.populations(region), day)

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
        known: date | None = None,
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
                known=known,
            )

    def organisations_named(self, name: str) -> tuple[tuple[str, str], ...]:
        """Answer the organisations a part of a name or a code stands for, as (key, name)."""
        return self._library.organisations_named(name)

    def portraits_of(self, names: Iterable[str]) -> Mapping[str, str]:
        """Answer the keys of the organisations that names of holders stand for; no natural persons."""
        asked = tuple(sorted(set(names)))
        return self._portraits_of(asked) if asked else {}

    def portrait(self, organisation: str, *, on: date) -> Portrait:
        """Answer the portrait of an organisation on a day."""
        with _questions():
            return self._library.portrait(organisation, on=on)

    def projection(self, figure: str, *, region: str, on: date, view: str, attribution: str) -> Projection:
        """Answer what would change a stock within a year."""
        with _questions():
            return self._library.projection(figure, region=region, on=on, view=view, attribution=attribution)

    def region_map(self) -> RegionMap | None:
        """Answer the operator's map of regions."""
        with _questions():
            return self._library.region_map()

    def why(self, number: str, *, figure: str, region: str, on: date, view: str, attribution: str) -> Why:
        """Answer whether one patent counts, test by test."""
        with _questions():
            asked = self._library.why(number, figure=figure, region=region, on=on, view=view, attribution=attribution)
        return public.why(asked)

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
        by: str | None = None,
        group: str | None = None,
    ) -> CountedPage:
        """Answer some of the patents behind a value, or behind one group of a breakdown."""
        with _questions():
            return self._library.patents(
                figure=figure,
                region=region,
                on=on,
                view=view,
                attribution=attribution,
                place=place,
                offset=offset,
                limit=limit,
                search=search,
                by=by,
                group=group,
            )

    def group_names(self, by: str) -> Mapping[str, tuple[str, str]]:
        """Answer what the groups of a breakdown are called in both languages, where their codes need a name."""
        with _questions():
            return {code: (name.zh, name.en) for code, name in self._library.group_names(by).items()}

    def can_be_told_apart(self, by: str) -> bool:
        """Answer whether the list a breakdown rests on is on file."""
        return self._is_on_file(by)

    def _ask_on_file(self, by: str) -> bool:
        try:
            self.group_names(by)
        except NotAnswered:
            return False
        return True

    def placing(self, *, figure: str, region: str, on: date, view: str, attribution: str) -> Placing:
        """Answer how the region of the counted patents was decided."""
        with _questions():
            return self._library.placing(figure=figure, region=region, on=on, view=view, attribution=attribution)

    def two_views(self, *, figure: str, region: str, on: date, attribution: str) -> TwoViews:
        """Answer the patents that separate the two views of a stock; a density's are those of what it divides."""
        return self._two_views(self._stock_of(figure), region, on, attribution)

    def _stock_of(self, figure: str) -> str:
        """The first figure that counts the same patents."""
        own = self.definition(figure)
        same = (one.id for one in self.figures if own and _counted_by(one) == _counted_by(own))
        return next(same, figure)

    def _ask_two_views(self, figure: str, region: str, on: date, attribution: str) -> TwoViews:
        with _questions():
            return self._library.two_views(figure=figure, region=region, on=on, attribution=attribution)

    def life(self, number: str) -> PatentLife | None:
        """Answer one patent's life, or None where no file names it."""
        try:
            with _questions():
                return public.life(self._library.life(number))
        except NotAnswered:
            return None

    def standing(self, number: str, *, on: date, view: str) -> Standing:
        """Answer where a patent stands on a day."""
        with _questions():
            return self._library.standing(number, on=on, view=view)


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


def current_number() -> int | None:
    """Answer the number of the current snapshot without opening it; None where there is none."""
    try:
        return latest(Home(Path(settings.PATENTRY_HOME))).number or None
    except HomeError:
        return None


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


def by_language(text: str, *, lang: Lang) -> str:
    """Answer the side of "中文 / English" that the page speaks; a text in one language as it stands."""
    first, parted, second = text.partition(" / ")
    return second if parted and lang == "en" else first


def _counted_by(figure: FigureDefinition) -> tuple[str, str, str]:
    return figure.measure, figure.right_type, figure.among


def _open(home: Path) -> Opened:
    open_statistics: Callable[..., Library] = import_string(settings.PATENTRY_STATISTICS)
    try:
        library = open_statistics(home=home, snapshot=None, **_counting())
    except HomeError as error:
        raise NoCorpus(str(error)) from error
    if library.snapshot == 0:
        raise NoCorpus("no snapshot")
    return Opened(library)


def _counting() -> dict[str, Any]:
    """The engine the operator names; most count in this process. Raises `NotAnswered` where it cannot be used."""
    if not settings.PATENTRY_ENGINE:
        return {}
    with _questions():
        return {"counting": counting_on(settings.PATENTRY_ENGINE, store=settings.PATENTRY_ENGINE_STORE)}


@contextmanager
def _questions() -> Iterator[None]:
    """Turn the library's refusals into this room's."""
    try:
        yield
    except Refusal as refusal:
        raise NotAnswered(refusal.code, refusal.values) from refusal
