"""The desk: one snapshot opened for questions. Commands and pages make one call into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from patentry.corpus import DuckEngine, FileRow, Home, SourceCoverage, files_of, open_snapshot
from patentry.statistics.attribution import Attribution, parse_attribution
from patentry.statistics.definitions import HIGH_VALUE, FigureDefinition, definition_of, figures
from patentry.statistics.denominators import Basis
from patentry.statistics.explanation import (
    CountedPage,
    Placing,
    TwoViews,
    page_of,
    placing_of,
    two_views_of,
)
from patentry.statistics.exploring import Exploring
from patentry.statistics.facts_behind import cases_of, use_of
from patentry.statistics.flow_rule import FlowRule, read_flow_rule
from patentry.statistics.growth import average_growth, average_points
from patentry.statistics.high_value import HighValueRule, read_rule
from patentry.statistics.measures import MEASURES
from patentry.statistics.periods import period_start
from patentry.statistics.projection import Projection, projection_of
from patentry.statistics.reconciliation import OfficialList, Reconciliation, Stock
from patentry.statistics.reconciliation import compared as reconciled
from patentry.statistics.reference import Reference
from patentry.statistics.results import CountedPatent, FigureResult, Why
from patentry.statistics.scope import Holders
from patentry.statistics.sources import sources_of
from patentry.statistics.structure import Concordances, GroupName, group_names, labels_of
from patentry.statistics.tables import Counting, DerivedTables
from patentry.statistics.values import (
    MATCH_LEVEL,
    Sources,
    Terms,
    demand_breakdown,
    figure_rows,
    question_of,
    scope_of,
    series_days,
    version_under,
)
from patentry.statistics.why import Asked, why_of
from patentry.status.life import PatentLife, life_of
from patentry.status.standing import Standing, standing_of
from patentry.wording import Refusal

REMEMBERED_LIVES = 256
"""A patent's page asks about one life on many days; a snapshot never changes, so it is read once."""
VIEWS = ("recorded", "legal")
NEAR_DAYS = 31
"""Another cut-off date explains a difference where grant or end lie no further from the day."""


def open_statistics(
    *, home: Path, snapshot: int | date | None = None, counting: Counting | None = None, rule: Path | None = None
) -> Statistics:
    """Open a snapshot (by number, by day, or the current one) for questions. Raises `Refusal` where there is none.

    `counting` puts the counting of figures on another engine; lives and explanations stay on the embedded one. `rule`
    is a file of settings of the high-value rule; without one the home's own.
    """
    return Statistics(Home(home), snapshot, counting, read_rule(Home(home), rule), read_flow_rule(Home(home)))


class Statistics(Exploring):
    """Figures, explanations and lives of one snapshot. Safe to share between threads."""

    def __init__(
        self,
        home: Home,
        snapshot: int | date | None,
        counting: Counting | None = None,
        rule: HighValueRule | None = None,
        flows: FlowRule | None = None,
    ) -> None:
        self._rule = rule or HighValueRule()
        self._flows = flows or FlowRule()
        self._holders = Holders.MAINLAND
        self._snapshot = open_snapshot(home, snapshot)
        self._reference = Reference(self._snapshot)
        self._tables = DerivedTables(self._snapshot, counting)
        self._life = lru_cache(maxsize=REMEMBERED_LIVES)(self._read_life)

    def under(self, rule: HighValueRule | FlowRule | Holders) -> Statistics:
        """Answer the same snapshot under other settings, or for other holders."""
        other = copy(self)
        if isinstance(rule, Holders):
            other._holders = rule
        elif isinstance(rule, FlowRule):
            other._flows = rule
        else:
            other._rule = rule
        return other

    @property
    def rule(self) -> HighValueRule:
        """The settings of the high-value rule."""
        return self._rule

    @property
    def _chosen(self) -> Concordances:
        return Concordances(scheme=self._rule.concordance, version=self._rule.version)

    def group_names(self, by: str) -> Mapping[str, GroupName]:
        """Answer what the groups of a breakdown are called, where their codes need a name. Raises `Refusal`."""
        return group_names(self._tables.opened(None)[0], by, self._chosen)

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
        return self._tables.opened(None)[0].data_through

    @property
    def coverage(self) -> tuple[SourceCoverage, ...]:
        """How far each source reaches, with its missing weeks."""
        return self._tables.opened(None)[0].coverage

    def _sources(self, terms: Terms, known: date | None) -> Sources:
        return sources_of(terms, tables=self._tables, reference=self._reference, known=known)

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
        definition = definition_of(figure)
        return Terms(
            definition=definition,
            region=region,
            attribution=parse_attribution(attribution),
            view=view,
            basis=Basis(basis),
            by=by,
            every=every,
            concordances=self._chosen,
            flows=self._flows,
            holders=self._holders,
            high_value=self._rule if definition.among == HIGH_VALUE or by == MATCH_LEVEL else None,
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
        sources = self._sources(terms, known)
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
            average_growth=average_growth(rows) if every and not terms.definition.is_rate else None,
            average_points=average_points(rows) if every and terms.definition.is_rate else None,
            patents=self._explained(terms, days[-1], known) if explain else None,
            scope=scope_of(sources, terms),
            rule=terms.high_value,
            evaluations=tuple(sources.evaluations),
            flow_rule=terms.flow_rule,
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
                quality=row.quality,
                days=row.days,
            )
            for row in page.rows
        )

    def _behind(
        self, terms: Terms, on: date, known: date | None, group: str | None = None, *, first: date | None = None
    ) -> tuple[DuckEngine, Any]:
        question = replace(question_of(self._sources(terms, known), terms, on), within=group)
        engine = self._tables.opened(known)[1]
        period = first or period_start(on, terms.every), on
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
        by: str | None = None,
        group: str | None = None,
    ) -> CountedPage:
        """Answer a page of the patents behind a figure or one of its groups; `place` narrows to what decided it, or
        `unresolved`."""
        terms = self._terms(figure, region, view, attribution, by if group else None, None, "prior_year_end")
        demand_breakdown(terms)
        engine, rows = self._behind(terms, on, None, group)
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

    def two_views(
        self, *, region: str, on: date, attribution: str = "cnipa", figure: str = "effective_inventions"
    ) -> TwoViews:
        """Answer what separates the recorded from the legal stock of a figure."""
        terms = self._terms(figure, region, "recorded", attribution, None, None, "prior_year_end")
        sources = self._sources(terms, None)
        questions = {view: question_of(sources, replace(terms, view=view), on) for view in VIEWS}
        return two_views_of(self._tables.opened(None)[1], questions, on=on)

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
        by: str | None = None,
    ) -> Why:
        """Answer why a patent is counted in a figure, or not: each test with its evidence.

        For a flow `every` is the period that ends on the day; the year to date where it is None. With `by` the groups
        of that breakdown the patent stands in are told, too.
        """
        terms = self._terms(figure, region, view, attribution, by, None, "prior_year_end")
        demand_breakdown(terms)
        sources = self._sources(terms, known)
        asked = Asked(
            definition=terms.definition,
            question=question_of(sources, replace(terms, by=None), on),
            first=period_start(on, every),
            on=on,
            facts_of=cases_of(self._tables, terms, on, known),
            evaluations=sources.evaluations,
            use_of=use_of(self._tables, terms, on, known),
            by=by,
            labels=labels_of(by, terms.concordances) if by else None,
        )
        return why_of(self._tables.opened(known)[1], number, lambda n: self._life(n, known), asked)

    def life(self, number: str, *, known: date | None = None) -> PatentLife:
        """Answer one patent's life. Raises `Refusal` for a number that is none or not in the files."""
        return self._life(number, known)

    def _read_life(self, number: str, known: date | None) -> PatentLife:
        return life_of(self._tables.opened(known)[1], number, known=known)

    def standing(self, number: str, *, on: date, view: str = "recorded", known: date | None = None) -> Standing:
        """Answer where a patent stands on a day."""
        if view not in VIEWS:
            raise Refusal("view.unknown", value=view, known=", ".join(VIEWS))
        return standing_of(self.life(number, known=known), on=on, view=view)

    def reconcile(
        self,
        listed: OfficialList,
        *,
        region: str,
        on: date,
        figure: str = "effective_inventions",
        view: str = "recorded",
        attribution: str = "cnipa",
        days: int = NEAR_DAYS,
    ) -> Reconciliation:
        """Answer an official list beside the patents a stock counts. `days` around the date may be another cut-off.

        Raises `Refusal` for a figure that is no plain stock, and for a rule that shares patents between regions.
        """
        terms = self._terms(figure, region, view, attribution, None, None, "prior_year_end")
        if terms.is_flow or terms.definition.among or terms.definition.is_density:
            raise Refusal("reconcile.figure", figure=figure)
        if terms.attribution is Attribution.FRACTIONAL:
            raise Refusal("reconcile.attribution", value=attribution)
        engine, rows = self._behind(terms, on, None)
        ids = frozenset(engine.rows(rows.filter(rows.counted).select("id"))["id"].to_pylist())
        question = question_of(self._sources(terms, None), terms, on)
        stock = Stock(engine=engine, ids=ids, question=question, figure=figure, on=on, snapshot=self.snapshot)
        return reconciled(listed, stock, days=days)

    def projection(
        self, figure: str, *, region: str, on: date, view: str = "recorded", attribution: str = "cnipa"
    ) -> Projection:
        """Answer what would change a stock within a year. Raises `Refusal` for a figure or a day that has none."""
        terms = self._terms(figure, region, view, attribution, None, None, "prior_year_end")
        return projection_of(
            terms,
            on,
            behind=self._behind,
            value=lambda day: self.figure(figure, region=region, on=day, view=view, attribution=attribution).rows[0],
            first_day=self._tables.first_day(None),
            snapshot=self.snapshot,
            data_through=self.data_through,
        )

    def files(self) -> tuple[FileRow, ...]:
        """Answer the provenance of the snapshot."""
        return files_of(self._snapshot)

    def figures(self) -> tuple[FigureDefinition, ...]:
        """Answer the catalogue of figures; the version of one that rests on the operator's settings names them."""
        return tuple(replace(one, version=version_under(one, self._rule, self._flows)) for one in figures())
