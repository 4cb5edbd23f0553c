"""Opening a figure: the patents behind it, how their place was decided, what separates the two views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis

from patentry.corpus.engine import Engine
from patentry.parties import Place
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import Question, marked_entries, marked_tenures
from patentry.statistics.lives.summing import marked_happenings
from patentry.status.effects import Cause

_ENTRY_CAUSES = {"grants": Cause.GRANT, "applications": Cause.APPLICATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPatentRow:
    """A patent behind a figure. `place` is what decided its region; `counted` is False for an open one. `quality`: what
    it has that the figure asks for, as its spans name it."""

    number: str
    application_number: str | None
    title: str | None
    holder: str
    since: date
    reason: str
    place: str
    counted: bool
    quality: str = ""
    days: int | None = None
    """Of a figure about time: this patent's days."""


@dataclass(frozen=True, slots=True)
class CountedPage:
    """A page of the patents behind a figure, and how many there are in all."""

    total: int
    rows: tuple[CountedPatentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """How the place of the counted patents was decided, and how many open ones are not counted."""

    by_address: int
    by_list: int
    by_postcode: int
    by_correction: int
    unresolved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoViews:
    """What separates the recorded from the legal count: recorded - lapsed + restored + other = legal."""

    recorded: float
    lapsed_not_announced: float
    restored_not_announced: float
    other: float
    legal: float


def counted_on(question: Question, engine: Engine, *, measure: str, first: date, on: date) -> Any:
    """Answer the rows behind a figure as an expression: a row a patent with `since`, `reason`, `basis`, `counted`,
    `quality`."""
    if measure == "stock":
        rows = marked_tenures(engine, question)
        alive = rows.filter((rows.start <= ibis.literal(on)) & (rows.until > ibis.literal(on)))
        alive = alive.mutate(since=alive.start, reason=alive.began)
    else:
        rows = marked_entries(engine, question, measure)
        alive = rows.filter((rows.day >= ibis.literal(first)) & (rows.day <= ibis.literal(on)))
        alive = alive.mutate(since=alive.day, reason=ibis.literal(int(_ENTRY_CAUSES[measure])))
    if not question.among:
        alive = alive.mutate(quality=ibis.literal(""))
    return alive.group_by("id").aggregate(
        quality=alive.quality.max(),
        party=alive.party.min(),
        since=alive.since.max(),
        reason=alive.reason.max(),
        basis=alive.basis.min(),
        counted=alive.counted.max() > 0,
        weight=alive.counted.max() if question.rule is Attribution.ANY else alive.counted.sum() / alive.sharers.max(),
    )


def groups_on(question: Question, engine: Engine, *, measure: str, patent: int, first: date, on: date) -> list[str]:
    """Answer the groups of the question's breakdown one patent stands in, each once.

    `measure`: the stock, the entries of a kind, or the kind of happening a figure counts.
    """
    if measure != "stock":
        is_entry = measure in _ENTRY_CAUSES
        rows = (marked_entries if is_entry else marked_happenings)(engine, question, measure)
        rows = rows.filter((rows.day >= ibis.literal(first)) & (rows.day <= ibis.literal(on)))
    else:
        rows = marked_tenures(engine, question)
        rows = rows.filter((rows.start <= ibis.literal(on)) & (rows.until > ibis.literal(on)))
    told = engine.rows(rows.filter(rows.id == patent).select("category").distinct()).to_pylist()
    return sorted(row["category"] or "unknown" for row in told)


def page_of(
    engine: Engine, rows: Any, *, place: str | None, offset: int, limit: int | None, search: str | None
) -> CountedPage:
    """Answer a page of the rows: counted ones, or those a place decided, or the open ones (`unresolved`)."""
    if place == Place.UNRESOLVED:
        rows = rows.filter(~rows.counted)
    else:
        rows = rows.filter(rows.counted)
        if place:
            rows = rows.filter(rows.basis == place)
    told = engine.table("patents").select("id", "patent", "title", "application_number", number="publication_number")
    names = engine.table("parties")
    rows = rows.join(told, "id").join(names.select("party", holder=names.seated["name"]), "party")
    if search:
        found = rows.number.contains(search) | rows.application_number.contains(search) | rows.patent.contains(search)
        rows = rows.filter(found.fill_null(False) | rows.holder.contains(search) | rows.title.contains(search))
    total = int(engine.rows(rows.aggregate(n=rows.count()))["n"][0].as_py())
    ordered = rows.order_by([rows.since.desc(), rows.patent])
    shown = ordered.limit(limit, offset=offset) if limit is not None else ordered
    return CountedPage(total, tuple(_patent_row(row) for row in engine.rows(shown).to_pylist()))


def _patent_row(row: dict[str, Any]) -> CountedPatentRow:
    return CountedPatentRow(
        number=row["number"] or row["patent"],
        application_number=row["application_number"],
        title=row["title"],
        holder=row["holder"],
        since=row["since"],
        reason=Cause(row["reason"]).code,
        place=row["basis"],
        counted=row["counted"],
        quality=row["quality"],
        days=row.get("days"),
    )


def placing_of(engine: Engine, rows: Any) -> Placing:
    """Answer how many patents were placed by what."""
    sums = rows.group_by("basis", "counted").aggregate(n=rows.count())
    counts = {(row["basis"], row["counted"]): row["n"] for row in engine.rows(sums).to_pylist()}
    return Placing(
        by_address=counts.get((Place.ADDRESS, True), 0),
        by_list=counts.get((Place.LIST, True), 0),
        by_postcode=counts.get((Place.POSTCODE, True), 0),
        by_correction=counts.get((Place.CORRECTION, True), 0),
        unresolved=sum(n for (_, counted), n in counts.items() if not counted),
    )


def two_views_of(engine: Engine, questions: Mapping[str, Question], *, on: date) -> TwoViews:
    """Answer what separates the views: patents only one of them counts, told apart by what happened to them.

    `questions` is the same one in either view.
    """
    sides = {}
    for view, question in questions.items():
        rows = counted_on(question, engine, measure="stock", first=on, on=on)
        sides[view] = rows.filter(rows.counted).select("id", "weight")
    recorded, legal = sides["recorded"], sides["legal"]
    gone = _lapsed(engine, recorded.anti_join(legal, "id"))
    back = _size(engine, legal.anti_join(recorded, "id"))
    recorded_count, legal_count = _size(engine, recorded), _size(engine, legal)
    return TwoViews(
        recorded=recorded_count,
        lapsed_not_announced=gone,
        restored_not_announced=back,
        other=legal_count - recorded_count + gone - back,
        legal=legal_count,
    )


def _lapsed(engine: Engine, patents: Any) -> float:
    lapsed = engine.table("effects").filter(ibis._.kind == "fee_lapse").select("id").distinct()
    return _size(engine, patents.semi_join(lapsed, "id"))


def _size(engine: Engine, rows: Any) -> float:
    """The sum of the weights: whole patents under every rule but `fractional`."""
    return float(engine.rows(rows.aggregate(n=rows.weight.sum()))["n"][0].as_py() or 0)
