"""Figures: count, divide, look back, compare; every value with the terms it was computed under."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from patentry.corpus.engine import Engine
from patentry.parties import RegionTree
from patentry.records import Population, PublishedFigure
from patentry.statistics.attribution import Area, Attribution
from patentry.statistics.bounds import Bounds, area_on
from patentry.statistics.comparison import (
    AskedSide,
    OtherSide,
    compared,
    nearest_published,
    parse_versus,
    published_quantity,
)
from patentry.statistics.counting import GROUPINGS, Count, Counts, Question
from patentry.statistics.definitions import (
    CO_OWNED,
    HIGH_VALUE,
    ORGANISATIONS,
    OWN,
    FigureDefinition,
    definition_of,
)
from patentry.statistics.denominators import Basis, Denominator, denominator_of
from patentry.statistics.flow_rule import DEFAULT_FLOWS, FlowRule
from patentry.statistics.growth import Past, looked_back
from patentry.statistics.high_value import Case, Evaluation, HighValueRule
from patentry.statistics.high_value.derivation import CASE_SPANS, LEVELS, SPANS, table_of
from patentry.statistics.measures import MEASURES
from patentry.statistics.periods import period_ends, period_start
from patentry.statistics.remembering import Counted
from patentry.statistics.results import FigureRow
from patentry.statistics.scope import COMPUTED, Holders, Quantity, Scope, demand_comparable, within_scope
from patentry.statistics.structure import OVERLAPPING, Concordances, labels_of
from patentry.statistics.uses.derivation import spans_table
from patentry.wording import Refusal

NOTHING = Count(0.0, 0.0)
MATCH_LEVEL = "match_level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one question, all of which are stored with the answer."""

    definition: FigureDefinition
    region: str
    attribution: Attribution
    view: str
    basis: Basis
    by: str | None = None
    every: str | None = None
    high_value: HighValueRule | None = None
    """The settings where the figure is of high-value patents."""
    concordances: Concordances = field(default_factory=Concordances)
    flows: FlowRule = DEFAULT_FLOWS
    """The settings of figures about flows and lives."""
    holders: Holders = Holders.MAINLAND
    """Whose patents, by the part of the world that their place lies in."""

    @property
    def is_flow(self) -> bool:
        """Whether a day stands for the period that ends on it."""
        return MEASURES[self.definition.measure].is_flow

    @property
    def settings(self) -> str | None:
        """The settings the figure rests on, by a short name."""
        if self.high_value is not None:
            return self.high_value.digest
        return self.flows.digest if self.flow_rule is not None else None

    @property
    def flow_rule(self) -> FlowRule | None:
        """The settings of flows, where the figure rests on them."""
        return self.flows if MEASURES[self.definition.measure].rests_on_settings else None

    @property
    def of_holders(self) -> bool:
        """Whether the figure looks at the organisations of the holders."""
        return MEASURES[self.definition.measure].of_holders or self.definition.among == CO_OWNED

    @property
    def happening(self) -> str:
        """The kind of happening the figure counts, empty where it counts none."""
        return MEASURES[self.definition.measure].happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What figures are computed from: the engine with derived tables, and the reference rows."""

    engine: Engine
    tree_on: Callable[[date], RegionTree]
    populations: Sequence[Population]
    published: Sequence[PublishedFigure]
    first_day: date | None
    data_through: date | None
    evaluations: Sequence[Evaluation] = ()
    counted: Counted = field(default_factory=Counted)
    missing: str = ""
    """The note that what the figure asks for was not evaluated, for its list is not on file."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Of each region what kind of area it is."""


def figure_rows(sources: Sources, terms: Terms, days: Sequence[date], versus: str | None) -> tuple[FigureRow, ...]:
    """Answer the rows of a figure on days, one a day and group. A flow's day is the end of its period."""
    demand_breakdown(terms)
    if terms.by == MATCH_LEVEL and any(one.missing for one in sources.evaluations if one.case is Case.INDUSTRY):
        raise Refusal("note.not_evaluated.no_concordance")
    if terms.by and sources.missing:
        raise Refusal(sources.missing)
    if days and not any(Bounds(sources.tree_on, terms.region).is_there(day) for day in days):
        area_of(sources, terms.region, days[0])
    others = _other_sides(sources, terms, days, versus)
    wanted = list(dict.fromkeys([*days, *(d for day in days for d in looked_back(day, terms.every))]))
    counts = _counts(sources, terms, wanted)
    values = {day: _valued(sources, terms, day, groups) for day, groups in counts.items()}
    past = Past(terms.definition, values, terms.every, is_stock=not terms.is_flow)
    return tuple(
        _compared(sources, terms, past.grown(row), others.get(day)) for day in days for row in values[day].values()
    )


def demand_breakdown(terms: Terms) -> None:
    """Raise `Refusal` for a breakdown the figure does not list."""
    if terms.by is not None and terms.by not in terms.definition.breakdowns:
        code = "grouping.not_of_figure" if terms.by in GROUPINGS else "grouping.unknown"
        raise Refusal(code, value=terms.by, known=", ".join(terms.definition.breakdowns))


def series_days(*, start: date, end: date, every: str) -> tuple[date, ...]:
    """Answer the days of a series."""
    return period_ends(start=start, end=end, every=every)


def area_of(sources: Sources, region: str, day: date) -> Area:
    """Answer a region as a figure sees it. Raises `Refusal` for a region that is not in the table on that day."""
    return area_on(sources.tree_on, region, day, all_regions=sources.kinds)


def question_of(sources: Sources, terms: Terms, day: date) -> Question:
    """Answer what is to be counted for a figure on a day."""
    tree = sources.tree_on(day)
    area = within_scope(area_of(sources, terms.region, day), terms.holders, tree=tree)
    children = {
        inner: child
        for child in tree.children.get(terms.region, ())
        for inner in tree.descendants(child)
        if inner in area.inside
    }
    return Question(
        rule=terms.attribution,
        area=area,
        right_type=terms.definition.right_type,
        view=terms.view,
        by=terms.by,
        children=children,
        among=_among(terms),
        labels=labels_of(terms.by, terms.concordances) if terms.by else None,
        flows=terms.flows,
    )


def _among(terms: Terms) -> str | None:
    """The table of spans a figure narrows its patents to; one a case where each case is asked for."""
    if terms.definition.among and terms.definition.use:
        return spans_table(terms.definition.among, terms.view)
    if terms.definition.among == CO_OWNED:
        return CO_OWNED
    if terms.high_value is None:
        return None
    table = {"category": CASE_SPANS, MATCH_LEVEL: LEVELS}.get(terms.by or "", SPANS)
    return table_of(table, terms.high_value)


def _counts(sources: Sources, terms: Terms, days: Sequence[date]) -> dict[date, Counts]:
    """Count on every day; days on which the tree of regions differs are counted apart."""
    answer: dict[date, Counts] = {}
    for tree in {id(t): t for t in map(sources.tree_on, days)}.values():
        same = [day for day in days if sources.tree_on(day) is tree and terms.region in tree.regions]
        if not same:
            continue
        question = question_of(sources, terms, same[0])
        periods = [(period_start(day, terms.every), day) for day in same]
        answer.update(sources.counted.counts(terms.definition.measure, sources.engine, question, periods))
    return {day: answer.get(day, {}) for day in days}


def _valued(sources: Sources, terms: Terms, day: date, counts: Counts) -> dict[str | None, FigureRow]:
    """One row a group; without a breakdown exactly one, even where nothing was found."""
    at = _on_day(sources, terms, day)
    if terms.by is None:
        return {None: _row(terms, at, None, counts.get(None, NOTHING))}
    if terms.by == "category":
        counts = {str(one.case): counts.get(one.case, NOTHING) for one in sources.evaluations}
    ordered = sorted(counts.items(), key=lambda item: (-item[1].value, str(item[0])))
    return {group: _row(terms, at, group, count) for group, count in ordered}


@dataclass(frozen=True, slots=True)
class _Day:
    """What the rows of one day share, worked out once: a nation's holders are a million rows."""

    on: date
    is_before: bool
    """Whether it is before the first record, or the region is not there: no value."""
    is_missing: bool
    """Whether the list the figure rests on is missing."""
    notes_before: tuple[str, ...]
    """Said before what the group alone says, `notes_after` after it."""
    notes_after: tuple[str, ...]
    unevaluated: Mapping[str, str]
    """The cases that were not evaluated, with what is said of each."""
    is_provisional: bool
    divisor_of: Callable[[str | None], Denominator]


def _on_day(sources: Sources, terms: Terms, day: date) -> _Day:
    bounds = Bounds(sources.tree_on, terms.region)
    early = sources.first_day is None or day < sources.first_day
    judged = sources.evaluations if terms.definition.among else ()

    def divisor_of(region: str | None) -> Denominator:
        people = [row for row in sources.populations if row.region == region]
        return denominator_of(people, on=day, basis=terms.basis)

    return _Day(
        on=day,
        is_before=early or not bounds.is_there(day),
        is_missing=bool(sources.missing),
        notes_before=(
            *(("note.before_first_record",) if early else ()),
            *bounds.notes(day, compared_with=looked_back(day, terms.every)),
        ),
        notes_after=(*((sources.missing,) if sources.missing else ()), *_added_up(terms)),
        unevaluated={str(one.case): f"note.not_evaluated.{one.missing}" for one in judged if one.missing},
        is_provisional=sources.data_through is not None and day > sources.data_through,
        divisor_of=divisor_of,
    )


def _row(terms: Terms, at: _Day, group: str | None, count: Count) -> FigureRow:
    by_case = terms.by == "category"
    unevaluated = (by_case and group in at.unevaluated) or at.is_missing
    has_value = not (at.is_before or unevaluated)
    row = FigureRow(
        region=terms.region,
        on=at.on,
        value=count.value if has_value else None,
        numerator=count.value if has_value else None,
        unknown=count.unknown,
        group=group,
        provisional=at.is_provisional,
        parts=() if at.is_before else count.parts,
        notes=(*at.notes_before, *_told(at.unevaluated, group if by_case else None), *at.notes_after),
    )
    if terms.definition.denominator == OWN:
        return _quotient(row, count, terms.definition.scale) if has_value else row
    if not terms.definition.is_density:
        return row
    divisor = at.divisor_of(group if terms.by == "region" else terms.region)
    held = bool(divisor.questions) or divisor.people is None or not has_value
    value = None if held or not divisor.people else count.value / (divisor.people / 10_000)
    return replace(
        row,
        value=value,
        denominator=divisor.people,
        denominator_date=divisor.on,
        basis=str(terms.basis),
        source=divisor.source,
        notes=row.notes + divisor.questions + divisor.remarks,
    )


def _quotient(row: FigureRow, count: Count, scale: float) -> FigureRow:
    """The row of a rate or a mean; without any it is about, it has no value."""
    answer = count.value / count.of if count.answer is None and count.of else count.answer
    scaled = [None if one is None else one * scale for one in (answer, count.least, count.most)]
    return replace(row, value=scaled[0], denominator=count.of, least=scaled[1], most=scaled[2])


def _added_up(terms: Terms) -> tuple[str, ...]:
    """What is said of groups that do not add up to the whole."""
    if terms.definition.unit == ORGANISATIONS and terms.by not in (None, "holder"):
        return ("note.organisations_in_groups",)
    return ("note.groups_overlap",) if terms.by in OVERLAPPING else ()


def _told(missing: Mapping[str, str], case: str | None) -> tuple[str, ...]:
    """What is said of the cases that were not evaluated: of one, or of them all."""
    return tuple(note for one, note in missing.items() if case in (None, one))


def _other_sides(sources: Sources, terms: Terms, days: Sequence[date], versus: str | None) -> dict[date, OtherSide]:
    """The other side on every day, counted at once."""
    if versus is None:
        return {}
    asked = parse_versus(versus, own=terms.definition.id)
    if asked.is_published:
        return {day: _published_side(sources, terms, day, asked) for day in days}
    if asked.region == terms.region and asked.figure == terms.definition.id:
        raise Refusal("versus.same_region", region=asked.region)
    for day in days:
        area_of(sources, asked.region, day)
    other = replace(terms, definition=definition_of(asked.figure), region=asked.region, by=None)
    # What cannot be compared is not counted first.
    demand_comparable(_quantity(sources, terms, days[0], None), _quantity(sources, other, days[0], None))
    sides = {}
    for day, counts in _counts(sources, other, days).items():
        value = _valued(sources, other, day, counts)[None].value
        is_whole = asked.region in sources.tree_on(day).ancestors(terms.region)
        sides[day] = OtherSide(_quantity(sources, other, day, value), is_whole)
    return sides


def _published_side(sources: Sources, terms: Terms, day: date, asked: AskedSide) -> OtherSide:
    above = sources.tree_on(day).ancestors(terms.region)
    regions = [asked.region] if asked.region else [terms.region, *above]
    row = nearest_published(sources.published, figure=asked.figure, regions=regions, on=day)
    return OtherSide(published_quantity(row, kind=sources.kinds.get(row.region, "")), row.region in above)


def _quantity(sources: Sources, terms: Terms, day: date, value: float | None) -> Quantity:
    """A computed value as one side of a comparison."""
    stated = {
        "attribution": str(terms.attribution),
        "view": terms.view,
        "basis": str(terms.basis) if terms.definition.is_density else None,
        "settings": terms.settings,
    }
    return Quantity(
        figure=terms.definition.id,
        unit=terms.definition.unit,
        scope=scope_of(sources, terms),
        on=day,
        value=value,
        source=COMPUTED,
        terms=tuple((name, term) for name, term in stated.items() if term is not None),
    )


def version_under(one: FigureDefinition, rule: HighValueRule, flows: FlowRule) -> str:
    """Answer a figure's version; that of one that rests on settings names them."""
    if one.among == HIGH_VALUE:
        return f"{one.version}.{rule.digest}"
    return f"{one.version}.{flows.digest}" if MEASURES[one.measure].rests_on_settings else one.version


def scope_of(sources: Sources, terms: Terms) -> Scope:
    """Answer what a computed value is about."""
    return Scope(region=terms.region, kind=sources.kinds.get(terms.region, ""), holders=terms.holders)


def _compared(sources: Sources, terms: Terms, row: FigureRow, other: OtherSide | None) -> FigureRow:
    if other is None:
        return row
    return replace(row, versus=compared(_quantity(sources, terms, row.on, row.value), other))
