"""The desk: one snapshot opened for questions. Commands and pages make one call into it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from patentry.corpus import DuckEngine, FileRow, Home, SourceCoverage, files_of, open_snapshot
from patentry.corpus.engine import Engine
from patentry.parties import Locator, RegionTree
from patentry.records import Population, PublishedFigure, Region
from patentry.records.schemas import SHAPES
from patentry.statistics.attribution import parse_attribution
from patentry.statistics.definitions import FigureDefinition, definition_of, figures
from patentry.statistics.denominators import Basis
from patentry.statistics.explanation import (
    CountedPage,
    Placing,
    TwoViews,
    page_of,
    placing_of,
    two_views_of,
)
from patentry.statistics.measures import MEASURES
from patentry.statistics.periods import period_start
from patentry.statistics.results import CountedPatent, FigureResult, Why
from patentry.statistics.values import (
    Sources,
    Terms,
    average_growth,
    figure_rows,
    question_of,
    series_days,
)
from patentry.statistics.why import Asked, why_of
from patentry.status.life import PatentLife, life_of
from patentry.status.organisations import open_organisations, organisation_files
from patentry.status.standing import Standing, standing_of
from patentry.status.tenures import Tenures, tenures_of
from patentry.wording import Refusal

REMEMBERED_LIVES = 256
"""A patent's page asks about one life on many days; a snapshot never changes, so it is read once."""
VIEWS = ("recorded", "legal")
_OWN = "EXCLUDE (key, digest, file, added_in, place)"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionInfo:
    """A region of the table, as pages and commands name it."""

    region: str
    parent: str | None
    name_zh: str
    name_en: str
    kind: str


Counting = Callable[[Tenures], Engine]
"""Opens the engine that counts over the derived tables; without one they are counted where they are looked up."""


def open_statistics(*, home: Path, snapshot: int | date | None = None, counting: Counting | None = None) -> Statistics:
    """Open a snapshot (by number, by day, or the current one) for questions. Raises `Refusal` where there is none.

    `counting` puts the counting of figures on another engine; lives and explanations stay on the embedded one.
    """
    return Statistics(Home(home), snapshot, counting)


class Statistics:
    """Figures, explanations and lives of one snapshot. Safe to share between threads."""

    def __init__(self, home: Home, snapshot: int | date | None, counting: Counting | None = None) -> None:
        self._snapshot = open_snapshot(home, snapshot)
        self._counting = counting
        self._counters: dict[date | None, Engine] = {}
        self._opened: dict[date | None, tuple[Tenures, DuckEngine]] = {}
        self._with_organisations: set[date | None] = set()
        self._lock = threading.Lock()
        self._life = lru_cache(maxsize=REMEMBERED_LIVES)(self._read_life)

    @property
    def snapshot(self) -> int:
        """The snapshot's number; 0 before the first ingest."""
        return self._snapshot.number

    @property
    def taken_at(self) -> datetime | None:
        """When the snapshot was taken."""
        return self._snapshot.taken_at

    @property
    def data_through(self) -> date | None:
        """The last announcement ingested without a gap."""
        return self._open(None)[0].data_through

    @property
    def coverage(self) -> tuple[SourceCoverage, ...]:
        """How far each source reaches, with its missing weeks."""
        return self._open(None)[0].coverage

    def _open(self, known: date | None) -> tuple[Tenures, DuckEngine]:
        with self._lock:
            if known not in self._opened:
                if self._snapshot.number == 0:
                    raise Refusal("snapshot.none", home=self._snapshot.home.path)
                tenures = tenures_of(self._snapshot, known=known)
                engine = DuckEngine()
                tenures.open(engine)
                self._opened[known] = (tenures, engine)
            return self._opened[known]

    def _counter(self, known: date | None) -> Engine:
        tenures, engine = self._open(known)
        if self._counting is None:
            return engine
        with self._lock:
            if known not in self._counters:
                self._counters[known] = self._counting(tenures)
            return self._counters[known]

    @cached_property
    def _reference(self) -> DuckEngine:
        engine = DuckEngine(memory_limit="256MB", threads=1)
        for name in ("regions", "populations", "published"):
            engine.add_files(f"all_{name}", self._snapshot.uris(name), SHAPES[name].schema)
            engine.sql(
                f"""CREATE TABLE {name} AS SELECT * {_OWN} FROM all_{name}
                    QUALIFY row_number() OVER (PARTITION BY key ORDER BY place DESC) = 1"""
            )
        return engine

    @cached_property
    def _locator(self) -> Locator:
        rows = self._reference.sql("SELECT * FROM regions").to_pylist()
        return Locator(regions=[Region(**row) for row in rows], enterprises=[])

    @cached_property
    def _published(self) -> tuple[PublishedFigure, ...]:
        rows = self._reference.sql("SELECT * FROM published ORDER BY figure, region, date, source").to_pylist()
        return tuple(PublishedFigure(**row) for row in rows)

    @cached_property
    def _populations(self) -> tuple[Population, ...]:
        rows = self._reference.sql("SELECT * FROM populations ORDER BY region, date").to_pylist()
        return tuple(Population(**row) for row in rows)

    def _organised(self, known: date | None) -> DuckEngine:
        """The embedded engine with the tables of organisations, derived by the first who asks."""
        tenures, engine = self._open(known)
        counter = self._counter(known)
        if known in self._with_organisations:
            return engine
        organisation_files(tenures)  # may take a while, and other questions need not wait
        with self._lock:
            if known not in self._with_organisations:
                for one in {id(e): e for e in (engine, counter)}.values():
                    open_organisations(one, tenures)
                self._with_organisations.add(known)
        return engine

    def _sources(self, known: date | None, by: str | None = None) -> Sources:
        tenures, engine = self._open(known)
        if by == "holder":
            self._organised(known)
        first = engine.sql("SELECT min(coalesce(filing_date, grant_date)) AS day FROM patents")["day"][0].as_py()
        return Sources(
            engine=self._counter(known),
            tree_on=self._locator.tree,
            populations=self._populations,
            published=self._published,
            first_day=first,
            data_through=tenures.data_through,
        )

    def _terms(
        self,
        figure: str,
        region: str,
        view: str,
        attribution: str,
        by: str | None,
        every: str | None,
        basis: str,
    ) -> Terms:
        if view not in VIEWS:
            raise Refusal("view.unknown", value=view, known=", ".join(VIEWS))
        return Terms(
            definition=definition_of(figure),
            region=region,
            attribution=parse_attribution(attribution),
            view=view,
            basis=Basis(basis),
            by=by,
            every=every,
        )

    def figure(
        self,
        figure: str,
        *,
        region: str,
        on: date | Sequence[date] | None = None,
        start: date | None = None,
        end: date | None = None,
        every: str | None = None,
        by: str | None = None,
        versus: str | None = None,
        attribution: str = "cnipa",
        view: str = "recorded",
        known: date | None = None,
        basis: str = "prior_year_end",
        explain: bool = False,
    ) -> FigureResult:
        """Answer a figure on one day or several, or as a series from `start` to `end`. Raises `Refusal`.

        A flow on one day is the year to date; in a series it is what each period brought.
        """
        if on is not None:
            days: tuple[date, ...] = (on,) if isinstance(on, date) else tuple(on)
            every = None
        elif start is not None and end is not None and every is not None:
            days = series_days(start=start, end=end, every=every)
        else:
            raise Refusal("figure.when")
        terms = self._terms(figure, region, view, attribution, by, every, basis)
        sources = self._sources(known, by)
        rows = figure_rows(sources, terms, days, versus)
        return FigureResult(
            figure=figure,
            unit=terms.definition.unit,
            snapshot=self.snapshot,
            view=view,
            known=known,
            attribution=attribution,
            data_through=sources.data_through,
            rows=rows,
            average_growth=average_growth(rows) if every else None,
            patents=self._explained(terms, days[-1], known) if explain else None,
        )

    def _explained(self, terms: Terms, on: date, known: date | None) -> tuple[CountedPatent, ...]:
        engine, rows = self._behind(terms, on, known)
        page = page_of(engine, rows, place=None, offset=0, limit=None, search=None)
        return tuple(
            CountedPatent(
                number=row.number,
                application_number=row.application_number,
                since=row.since,
                reason=row.reason,
            )
            for row in page.rows
        )

    def _behind(self, terms: Terms, on: date, known: date | None) -> tuple[DuckEngine, object]:
        engine = self._open(known)[1]
        question = question_of(self._sources(known), terms, on)
        period = period_start(on, terms.every), on
        return engine, MEASURES[terms.definition.measure].behind(engine, question, period)

    def patents(
        self,
        *,
        figure: str,
        region: str,
        on: date,
        view: str = "recorded",
        attribution: str = "cnipa",
        place: str | None = None,
        offset: int = 0,
        limit: int = 50,
        search: str | None = None,
    ) -> CountedPage:
        """Answer a page of the patents behind a figure; `place` narrows to what decided it, or `unresolved`."""
        terms = self._terms(figure, region, view, attribution, None, None, "prior_year_end")
        engine, rows = self._behind(terms, on, None)
        return page_of(engine, rows, place=place, offset=offset, limit=limit, search=search)

    def placing(
        self,
        *,
        region: str,
        on: date,
        view: str = "recorded",
        attribution: str = "cnipa",
        figure: str = "effective_inventions",
    ) -> Placing:
        """Answer how the place of the patents behind a figure was decided."""
        terms = self._terms(figure, region, view, attribution, None, None, "prior_year_end")
        return placing_of(*self._behind(terms, on, None))

    def two_views(self, *, region: str, on: date, attribution: str = "cnipa") -> TwoViews:
        """Answer what separates the recorded from the legal stock."""
        terms = self._terms("effective_inventions", region, "recorded", attribution, None, None, "prior_year_end")
        question = question_of(self._sources(None), terms, on)
        return two_views_of(self._open(None)[1], question, on=on)

    def why(
        self,
        number: str,
        *,
        figure: str,
        region: str,
        on: date,
        view: str = "recorded",
        attribution: str = "cnipa",
        known: date | None = None,
        every: str | None = None,
    ) -> Why:
        """Answer why a patent is counted in a figure, or not: each test with its evidence.

        For a flow `every` is the period that ends on the day; the year to date where it is None.
        """
        terms = self._terms(figure, region, view, attribution, None, None, "prior_year_end")
        asked = Asked(
            definition=terms.definition,
            question=question_of(self._sources(known), terms, on),
            first=period_start(on, every),
            on=on,
        )
        return why_of(self._open(known)[1], number, lambda n: self._life(n, known), asked)

    def life(self, number: str, *, known: date | None = None) -> PatentLife:
        """Answer one patent's life. Raises `Refusal` for a number that is none or not in the files."""
        return self._life(number, known)

    def _read_life(self, number: str, known: date | None) -> PatentLife:
        return life_of(self._open(known)[1], number, known=known)

    def standing(self, number: str, *, on: date, view: str = "recorded", known: date | None = None) -> Standing:
        """Answer where a patent stands on a day."""
        if view not in VIEWS:
            raise Refusal("view.unknown", value=view, known=", ".join(VIEWS))
        return standing_of(self.life(number, known=known), on=on, view=view)

    def regions(self) -> tuple[RegionInfo, ...]:
        """Answer the regions of the table, in its order."""
        rows = self._reference.sql("SELECT * FROM regions").to_pylist()
        return tuple(
            RegionInfo(**{name: row[name] for name in ("region", "parent", "name_zh", "name_en", "kind")})
            for row in rows
        )

    def ancestors(self, region: str, *, on: date) -> tuple[str, ...]:
        """Answer the regions a region lies in on a day, nearest first."""
        tree: RegionTree = self._locator.tree(on)
        return tree.ancestors(region)

    def published(self, figure: str | None = None) -> tuple[PublishedFigure, ...]:
        """Answer the published figures, all or of one kind."""
        return tuple(row for row in self._published if figure is None or row.figure == figure)

    def populations(self, region: str) -> tuple[Population, ...]:
        """Answer the populations of a region."""
        return tuple(row for row in self._populations if row.region == region)

    def files(self) -> tuple[FileRow, ...]:
        """Answer the provenance of the snapshot."""
        return files_of(self._snapshot)

    def figures(self) -> tuple[FigureDefinition, ...]:
        """Answer the catalogue of figures."""
        return figures()
