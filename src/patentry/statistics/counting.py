"""Counting: sums over tenures on dates and over entries in periods, written once as table expressions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import ibis

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Area, Attribution, attributed, placed, within
from patentry.statistics.cubes import DECIDING, Asked, answered, cube_of
from patentry.statistics.flow_rule import DEFAULT_FLOWS, FlowRule
from patentry.statistics.periods import is_month_end
from patentry.statistics.structure.grouping import STRUCTURES, columns_of, labelled, with_labels

AT_ONCE = 24
"""Dates summed in one pass over the rows; more than that on month-ends go by +1 and -1 a month."""

CO_OWNERS = "co_owners"
QUALITIES = ("category", "overlap", "match_level", CO_OWNERS)
"""Breakdowns by what spans say of a patent: the cases one by one, those that hold together, how surely a concordance
has it, of which types its co-owners are."""
DECIDING_TOLD = (*DECIDING, "told")
"""What rows are alike in before a region is looked at."""
_PLAIN, _IPC = ("right_type", "applicant_type"), ("ipc_section", "ipc_class")
"""Columns of tenures that are told at once."""
FATES = ("outcome",)
"""Breakdowns by what became of an application, or of a patent."""
GROUPINGS = (
    *("region", "holder", "applicant_type", "ipc_section", "ipc_class", "right_type"),
    *QUALITIES,
    *STRUCTURES,
    *FATES,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of what a figure counts: the pending ones of a cohort, the contracts of a year."""

    name: str
    count: float


@dataclass(frozen=True, slots=True)
class Count:
    """Settled and open patents; `of` is the whole of a rate or the number behind a mean, where a measure has one.

    `answer` is the measure's own value where it is no quotient of the two (a median). `least` and `most` are the bounds
    between which a rate lies, whatever the open ones turn out to be.
    """

    value: float
    unknown: float
    of: float | None = None
    answer: float | None = None
    parts: tuple[Part, ...] = ()
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be counted: the rule, the region, the rights, the breakdown. `children` maps regions to the child
    of the asked region they lie in. `among` names a table of spans (`id`, `since`, `ends`, `sure`, `quality`): only
    patents within one count, and one that is not sure is open. `labels` names the table of a
    breakdown that needs one; `within`: of the breakdown only this group."""

    rule: Attribution
    area: Area
    right_type: str
    view: str
    by: str | None
    children: Mapping[str, str]
    among: str | None = None
    labels: str | None = None
    within: str | None = None
    flows: FlowRule = DEFAULT_FLOWS


Counts = dict[str | None, Count]


def stock_on(engine: Engine, question: Question, days: Sequence[date]) -> dict[date, Counts]:
    """Answer the patents in force on each day, by group (None: no breakdown).

    A patent counts where a tenure of the asked view contains the day, is settled, and lies in the region.
    """
    months = sorted({day for day in days if is_month_end(day)})
    if question.rule is Attribution.ANY:
        return {day: _distinct(engine, question, day) for day in days}
    answer: dict[date, Counts] = {}
    if len(months) > AT_ONCE:
        answer.update(_by_months(engine, question, months))
    rest = [day for day in dict.fromkeys(days) if day not in answer]
    for start in range(0, len(rest), AT_ONCE):
        answer.update(_at_once(engine, question, rest[start : start + AT_ONCE]))
    return answer


def flow_in(engine: Engine, question: Question, entry: str, periods: Sequence[tuple[date, date]]) -> dict[date, Counts]:
    """Answer the entries (grants or applications) of each period [first, last], keyed by its last day."""
    if question.rule is Attribution.ANY:
        marked = marked_entries(engine, question, entry)
        return {last: _distinct_between(engine, marked, first, last) for first, last in periods}
    rows = grouped_rows(engine, _entries(engine, entry), question)
    answer: dict[date, Counts] = {}
    for start in range(0, len(periods), AT_ONCE):
        some = periods[start : start + AT_ONCE]
        tests = [(last, (rows.day >= ibis.literal(first)) & (rows.day <= ibis.literal(last))) for first, last in some]
        answer.update(_sums(engine, rows, question, tests))
    return answer


def groups_of(question: Question) -> tuple[str, ...]:
    """Answer the columns by which rows are summed for a question: its own breakdown's, and those that cost no more."""
    if question.by in STRUCTURES:
        return columns_of(question.by)
    if question.by in _IPC:
        return _IPC
    if question.by == "holder" or question.by in FATES:
        return (question.by,)
    return (*_PLAIN, "quality") if question.among else _PLAIN


def asked_of(question: Question) -> Asked:
    """Answer what of a cube answers the question."""
    by = "quality" if question.by in QUALITIES else question.by
    return Asked(area=question.area, by=by, children=question.children)


def grouped_rows(engine: Engine, rows: Any, question: Question, *, extra: tuple[str, ...] = ()) -> Any:
    """Answer the rows of a question with the columns of its groups and all that decides how they count, wherever they
    lie: `place`, `is_open`, `settled` (with a span that is not sure, not) and `sharers`. Rows with `extra` columns are
    not worth keeping at hand."""
    rows = _compact(rows, question, extra) if extra else compact(engine, rows, question)
    rows = _narrowed_rows(engine, rows, question)
    return with_labels(engine, rows, question.by, question.labels) if question.by in STRUCTURES else rows


_COMPACT = ("id", "party", *_PLAIN, *_IPC, *DECIDING)


def compact(engine: Engine, rows: Any, question: Question) -> Any:
    """Answer tenures or entries of the asked right, placed by the rule, with the columns that figures count by: they
    are the same for every region, day and breakdown, and worth keeping at hand."""
    return engine.kept(_compact(rows, question, ()))


def _compact(rows: Any, question: Question, extra: tuple[str, ...]) -> Any:
    days = ("day",) if "day" in rows.columns else ("start", "until")
    return placed(_of_right(rows, question), rule=question.rule).select(*_COMPACT, *days, *extra)


def grouped_tenures(engine: Engine, question: Question) -> Any:
    """Answer the tenures of the asked view as `grouped_rows`."""
    return grouped_rows(engine, _tenures(engine, question), question)


def marked_compact(engine: Engine, question: Question) -> Any:
    """Answer what `marked_tenures` does, without what explains the rows."""
    return _with_marks(engine, compact(engine, _tenures(engine, question), question), question)


def _of_right(rows: Any, question: Question) -> Any:
    return rows.filter(rows.right_type == question.right_type) if question.right_type else rows


def _narrowed_rows(engine: Engine, rows: Any, question: Question) -> Any:
    if question.by == "holder":
        rows = _of_organisations(engine, rows)
    if question.among:
        rows = _narrowed(engine, rows, question.among)
        rows = rows.mutate(settled=rows.settled & rows.sure)
    return rows


def attributed_rows(engine: Engine, question: Question, measure: str) -> Any:
    """Answer every tenure or entry with its place by the rule, inside the region or not."""
    rows = _tenures(engine, question) if measure == "stock" else _entries(engine, measure)
    return attributed(rows, rule=question.rule, area=question.area)


def marked_tenures(engine: Engine, question: Question) -> Any:
    """Answer the tenures of the asked view with what they add: `counted` and `open` (0 or 1, of `sharers`) and
    `category`."""
    return _marked(engine, _tenures(engine, question), question)


def marked_entries(engine: Engine, question: Question, entry: str) -> Any:
    """Answer the entries of a kind (grants, applications), marked like the tenures."""
    return _marked(engine, _entries(engine, entry), question)


def _tenures(engine: Engine, question: Question) -> Any:
    return engine.table("tenures").filter(ibis._["view"] == question.view)


def _entries(engine: Engine, entry: str) -> Any:
    return engine.table("entries").filter(ibis._["entry"] == entry)


def marked_rows(engine: Engine, rows: Any, question: Question) -> Any:
    """Answer rows that have the columns of tenures or entries, marked like them."""
    return _marked(engine, rows, question)


def _marked(engine: Engine, rows: Any, question: Question) -> Any:
    return _with_marks(engine, placed(_of_right(rows, question), rule=question.rule), question)


def _with_marks(engine: Engine, rows: Any, question: Question) -> Any:
    rows = within(rows, area=question.area)
    rows = rows.filter(rows.inside | rows.possible)
    if question.by == "holder":
        rows = _of_organisations(engine, rows)
    if question.among:
        rows = _narrowed(engine, rows, question.among)
    if question.by in STRUCTURES:
        rows = labelled(engine, rows, question.by, question.labels)
    sure = rows.settled & rows.sure if question.among else rows.settled
    marked = rows.mutate(
        counted=(rows.inside & sure).cast("int64"),
        open=(rows.possible | (rows.inside & ~sure)).cast("int64"),
        category=_category(rows, question),
    )
    return marked if question.within is None else marked.filter(marked.category == question.within)


def told_rows(engine: Engine, rows: Any, question: Question) -> Any:
    """Answer the rows with all that decides how they count, and nothing decided: `place`, `is_open`, `settled` (with a
    span that is not sure, not), `sharers`, and `told`, what the breakdown goes by.

    Rows alike in these are summed before the region is looked at, so that a nation's rows meet no list of regions.
    """
    rows = compact(engine, rows, question)
    if question.area.around:
        rows = rows.filter(rows.place.isin(question.area.inside) | rows.is_open)
    rows = _narrowed_rows(engine, rows, question)
    if question.by in STRUCTURES:
        rows = labelled(engine, rows, question.by, question.labels)
    is_told = question.by is not None and question.by != "region"
    return rows.mutate(told=_category(rows, question) if is_told else ibis.null("string"))


def told_tenures(engine: Engine, question: Question) -> Any:
    """Answer the tenures of the asked view as `told_rows`."""
    return told_rows(engine, _tenures(engine, question), question)


def decided(sums: Any, question: Question) -> Any:
    """Answer the summed rows that count here or could, with `counted`, `open` and `category`."""
    rows = within(sums, area=question.area)
    rows = rows.filter(rows.inside | rows.possible)
    return rows.mutate(
        counted=rows.inside & rows.settled,
        open=rows.possible | (rows.inside & ~rows.settled),
        category=_category(rows, question) if question.by == "region" else rows.told,
    )


def _narrowed(engine: Engine, rows: Any, among: str) -> Any:
    """The rows cut to the spans of a table."""
    joined = rows.join(engine.table(among), "id")
    if "day" in rows.columns:
        return joined.filter((joined.since <= joined.day) & (joined.ends > joined.day))
    joined = joined.filter((joined.since < joined.until) & (joined.ends > joined.start))
    return joined.mutate(start=ibis.greatest(joined.start, joined.since), until=ibis.least(joined.until, joined.ends))


def _of_organisations(engine: Engine, rows: Any) -> Any:
    """The rows with the organisation each party belonged to at the time; a tenure is cut where that changes."""
    told = engine.table("party_organisations").select("party", "named_from", "named_to", "holder")
    joined = rows.join(told, "party")
    if "day" in rows.columns:
        return joined.filter((joined.named_from <= joined.day) & (joined.named_to > joined.day))
    joined = joined.filter((joined.named_from < joined.until) & (joined.named_to > joined.start))
    return joined.mutate(
        start=ibis.greatest(joined.start, joined.named_from), until=ibis.least(joined.until, joined.named_to)
    )


def _category(rows: Any, question: Question) -> Any:
    if question.by is None:
        return ibis.null("string")
    if question.by == "holder":
        return rows.holder
    if question.by in QUALITIES:
        return rows.quality
    if question.by in STRUCTURES:
        return rows.label
    if question.by != "region":
        return rows[question.by]
    pairs = [(rows.place == region, child) for region, child in sorted(question.children.items())]
    inside = ibis.cases(*pairs, else_=question.area.region) if pairs else ibis.literal(question.area.region)
    return ibis.ifelse(rows.inside, inside, ibis.null("string"))


def _at_once(engine: Engine, question: Question, days: Sequence[date]) -> dict[date, Counts]:
    told = grouped_tenures(engine, question)
    first, last = min(days), max(days)
    alive = told.filter((told.start <= ibis.literal(last)) & (told.until > ibis.literal(first)))
    tests = [(day, (alive.start <= ibis.literal(day)) & (alive.until > ibis.literal(day))) for day in days]
    return _sums(engine, alive, question, tests)


def _sums(engine: Engine, told: Any, question: Question, tests: Sequence[tuple[date, Any]]) -> dict[date, Counts]:
    sums = {f"n{index}": ibis.ifelse(test, 1, 0).sum() for index, (_, test) in enumerate(tests)}
    cube = cube_of(engine, told, groups_of(question), sums)
    table = answered(cube, asked_of(question), tuple(sums))
    alike = [table[name].to_pylist() for name in ("category", "sharers")]
    return {
        day: _added_up(zip(*alike, table[f"cn{index}"].to_pylist(), table[f"un{index}"].to_pylist(), strict=True))
        for index, (day, _) in enumerate(tests)
    }


def _added_up(rows: Iterable[tuple[str | None, int, int, int]]) -> Counts:
    """Whole numbers come from the engine and are divided here, exactly: three thirds are one on every engine."""
    exact: dict[str | None, tuple[Fraction, Fraction]] = {}
    for category, sharers, counted, is_open in rows:
        before = exact.get(category, (Fraction(0), Fraction(0)))
        exact[category] = before[0] + Fraction(int(counted), sharers), before[1] + Fraction(int(is_open), sharers)
    return {category: Count(float(counted), float(is_open)) for category, (counted, is_open) in exact.items()}


def _by_months(engine: Engine, question: Question, months: Sequence[date]) -> dict[date, Counts]:
    """The running sum of what begins and ends each month: a tenure is one +1 and one -1, however long it lasts."""
    told = told_rows(engine, _tenures(engine, question), question)
    begins = told.group_by(*DECIDING_TOLD, year=told.start.year(), month=told.start.month()).aggregate(n=told.count())
    ends = told.group_by(*DECIDING_TOLD, year=told.until.year(), month=told.until.month()).aggregate(n=-told.count())
    both = decided(ibis.union(begins, ends), question)
    monthly = both.group_by("category", "sharers", "year", "month").aggregate(
        counted=ibis.ifelse(both.counted, both.n, 0).sum(), open=ibis.ifelse(both.open, both.n, 0).sum()
    )
    changes: dict[str | None, list[tuple[int, int, Fraction, Fraction]]] = defaultdict(list)
    for row in engine.rows(monthly).to_pylist():
        more, more_open = (Fraction(int(row[name]), row["sharers"]) for name in ("counted", "open"))
        changes[row["category"]].append((row["year"], row["month"], more, more_open))
    answer: dict[date, Counts] = {day: {} for day in months}
    for category, change in changes.items():
        _run_up(answer, category, change, months)
    return answer


def _run_up(
    answer: dict[date, Counts],
    category: str | None,
    changes: Iterable[tuple[int, int, Fraction, Fraction]],
    months: Sequence[date],
) -> None:
    counted = is_open = Fraction(0)
    waiting = sorted(changes, reverse=True)
    for day in months:
        while waiting and waiting[-1][:2] <= (day.year, day.month):
            _, _, more, more_open = waiting.pop()
            counted += more
            is_open += more_open
        answer[day][category] = Count(float(counted), float(is_open))


def _distinct(engine: Engine, question: Question, day: date) -> Counts:
    marked = marked_tenures(engine, question)
    alive = marked.filter((marked.start <= ibis.literal(day)) & (marked.until > ibis.literal(day)))
    return _distinct_rows(engine, alive)


def _distinct_between(engine: Engine, marked: Any, first: date, last: date) -> Counts:
    return _distinct_rows(
        engine, marked.filter((marked.day >= ibis.literal(first)) & (marked.day <= ibis.literal(last)))
    )


def _distinct_rows(engine: Engine, rows: Any) -> Counts:
    """With the rule `any` a patent counts once, however many of its holders are seated here."""
    patents = rows.group_by("category", "id").aggregate(counted=rows.counted.max(), open=rows["open"].max())
    sums = patents.group_by("category").aggregate(
        counted=patents.counted.sum(),
        open=ibis.ifelse(patents.counted > 0, 0, patents.open).sum(),
    )
    return {row["category"]: Count(float(row["counted"]), float(row["open"])) for row in engine.rows(sums).to_pylist()}
