"""Comparing a list with our stock: what is in both, only ours, only theirs, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from patentry.corpus import DuckEngine
from patentry.numbers import ApplicationNumber, NumberError
from patentry.statistics.counting import Question, attributed_rows
from patentry.statistics.reconciliation.facts import Facts, Known, Seat, facts_of, known_by, known_of
from patentry.statistics.reconciliation.guessing import guesses_of
from patentry.statistics.reconciliation.listing import ListRow, OfficialList
from patentry.statistics.reconciliation.mending import SPELLING
from patentry.statistics.reconciliation.reasons import Terms, Told, is_among, why_only_ours, why_only_theirs
from patentry.statistics.reconciliation.results import Reason, ReconciledRow, Reconciliation, Side, totals_of

AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Our side: the patents a figure counts, by their place in the derived tables, and what it was asked."""

    engine: DuckEngine
    ids: frozenset[int]
    question: Question
    figure: str
    on: date
    snapshot: int


def compared(listed: OfficialList, stock: Stock, *, days: int) -> Reconciliation:
    """Answer the reconciliation of a list with our stock. Every row of the list is in it, and every patent of ours."""
    readings = [row.reading for row in listed.rows if row.reading.number]
    known = known_by(
        stock.engine,
        applications=(one.number for one in readings if one.is_application),
        publications=(one.number for one in readings if not one.is_application),
    )
    asked = {known[row.reading.number].id for row in listed.rows if row.reading.number in known}
    ours = known_of(stock.engine, stock.ids)
    facts = facts_of(stock.engine, asked | stock.ids)
    places = _places(stock, facts, sorted(asked | stock.ids))
    terms = _terms(listed, stock, days)
    rows, matched = _listed_rows(listed, stock, known, facts, places, terms)
    missing = [ours[one] for one in sorted(stock.ids - matched)]
    told = {one.id: why_only_ours(one, facts[one.id], places.get(one.id), terms) for one in missing}
    holders = {one.number: _holder(facts[one.id], stock.on) for one in missing}
    guess = guesses_of([row.reading for row in listed.rows], [row.holder for row in listed.rows], holders)
    rows = [replace(row, suggests=guess.of_row.get(place, "")) for place, row in enumerate(rows)]
    suggested = {row.suggests: row for row in rows if row.suggests}
    for one in missing:
        why = told[one.id]
        if one.number in suggested or (why.reason is Reason.UNEXPLAINED and one.number in guess.among):
            why = Told(reason=Reason.DAMAGED_NUMBER)
        rows.append(_our_row(one, why, facts, suggested.get(one.number), stock.on))
    return _result(listed, stock, rows)


def _terms(listed: OfficialList, stock: Stock, days: int) -> Terms:
    grants = [row.granted_on for row in listed.rows if row.granted_on]
    # A few stray dates do not make a list that says when its patents were granted.
    tells = len(grants) > len(listed.rows) / 2
    return Terms(
        on=stock.on,
        right_type=stock.question.right_type,
        inside=frozenset(stock.question.area.inside),
        around=frozenset(stock.question.area.around),
        days=days,
        view=stock.question.view,
        last_grant=max(grants) if tells else None,
    )


def _places(stock: Stock, facts: Mapping[int, Facts], ids: Sequence[int]) -> dict[int, Seat]:
    """The seat that places each patent by the attribution rule on the day, or on the day nearest to it."""
    nearest: dict[int, tuple[int, dict[str, Any]]] = {}
    rows = attributed_rows(stock.engine, stock.question, "stock")
    columns = rows.select("id", "start", "until", "place", "is_open", "basis")
    for start in range(0, len(ids), AT_ONCE):
        some = list(ids[start : start + AT_ONCE])
        for row in stock.engine.rows(columns.filter(columns.id.isin(some))).to_pylist():
            far = (
                0
                if row["start"] <= stock.on < row["until"]
                else min(abs((row["start"] - stock.on).days), abs((row["until"] - stock.on).days))
            )
            if row["id"] not in nearest or far < nearest[row["id"]][0]:
                nearest[row["id"]] = far, row
    return {
        one: Seat(
            since=row["start"],
            until=row["until"],
            holder=_holder(facts[one], stock.on),
            address="",
            region=row["place"],
            is_open=bool(row["is_open"]),
            basis=row["basis"] or "",
        )
        for one, (_, row) in nearest.items()
    }


def _holder(facts: Facts, on: date) -> str:
    seat = facts.seat_on(on)
    return seat.holder if seat else ""


def _listed_rows(
    listed: OfficialList,
    stock: Stock,
    known: Mapping[str, Known],
    facts: Mapping[int, Facts],
    places: Mapping[int, Seat],
    terms: Terms,
) -> tuple[list[ReconciledRow], set[int]]:
    """One row for every row of the list, and which of our patents it has."""
    rows: list[ReconciledRow] = []
    seen: set[int | str] = set()
    for one in listed.rows:
        patent = known.get(one.reading.number)
        name = patent.id if patent else one.reading.number or None
        if name is not None and name in seen:
            rows.append(_their_row(one, Told(reason=Reason.REPEATED), patent, facts, stock.on))
            continue
        if name is not None:
            seen.add(name)
        if patent is not None and patent.id in stock.ids:
            rows.append(_their_row(one, None, patent, facts, stock.on))
        elif patent is not None:
            why = why_only_theirs(patent, facts[patent.id], places.get(patent.id), terms)
            rows.append(_their_row(one, why, patent, facts, stock.on))
        else:
            rows.append(_their_row(one, _unknown(one, terms), None, facts, stock.on))
    return rows, {one for one in seen if isinstance(one, int) and one in stock.ids}


def _unknown(row: ListRow, terms: Terms) -> Told:
    """A number that no file has; its own type digit may say that it is none of those counted."""
    if not row.reading.number:
        return Told(reason=Reason.DAMAGED_NUMBER)
    if row.reading.is_application and terms.right_type:
        try:
            right = ApplicationNumber.parse(row.reading.number).right_type
        except NumberError:
            right = None
        if right is not None and right != terms.right_type:
            return Told(reason=Reason.TYPE, cause=f"right_type.{right}")
    return Told(reason=Reason.UNKNOWN_TO_US)


def _their_row(
    row: ListRow, told: Told | None, patent: Known | None, facts: Mapping[int, Facts], on: date
) -> ReconciledRow:
    seat = facts[patent.id].seat_on(on) if patent else None
    holder = seat.holder if seat else ""
    differs = bool(holder and row.holder) and not is_among(holder, row.holder)
    return ReconciledRow(
        side=Side.THEIRS if told else Side.BOTH,
        reason=told.reason if told else None,
        number=patent.number if patent else row.reading.number,
        stated=row.stated,
        sheet=row.sheet,
        row=row.row,
        mended=row.reading.mended,
        damage=row.reading.damage,
        day=told.day if told else None,
        cause=told.cause if told else "",
        title=patent.title if patent else "",
        holder=holder,
        stated_holder=row.holder,
        holder_differs=differs and told is None,
        place=(seat.region or "") if seat else "",
        address=seat.address if seat else "",
    )


def _our_row(
    one: Known, told: Told, facts: Mapping[int, Facts], damaged: ReconciledRow | None, on: date
) -> ReconciledRow:
    seat = facts[one.id].seat_on(on)
    return ReconciledRow(
        side=Side.OURS,
        reason=told.reason,
        number=one.number,
        stated=damaged.stated if damaged else "",
        sheet=damaged.sheet if damaged else "",
        row=damaged.row if damaged else None,
        day=told.day,
        cause=told.cause,
        title=one.title,
        holder=seat.holder if seat else "",
        place=(seat.region or "") if seat else "",
        address=seat.address if seat else "",
    )


def _result(listed: OfficialList, stock: Stock, rows: list[ReconciledRow]) -> Reconciliation:
    sides: dict[Side, int] = defaultdict(int)
    for row in rows:
        sides[row.side] += 1
    return Reconciliation(
        figure=stock.figure,
        region=stock.question.area.region,
        on=stock.on,
        view=stock.question.view,
        attribution=str(stock.question.rule),
        snapshot=stock.snapshot,
        list_name=listed.name,
        list_sha256=listed.sha256,
        number_column=listed.number_column,
        ours=len(stock.ids),
        theirs=len(listed.rows),
        in_both=sides[Side.BOTH],
        only_ours=sides[Side.OURS],
        only_theirs=sides[Side.THEIRS],
        mended=sum(1 for row in rows if row.mended not in ("", SPELLING)),
        holder_differs=sum(1 for row in rows if row.holder_differs),
        left_out=listed.left_out,
        totals=totals_of(rows),
        rows=tuple(sorted(rows, key=_order)),
    )


def _order(row: ReconciledRow) -> tuple[int, int, str, int]:
    reasons = list(Reason)
    place = reasons.index(row.reason) if row.reason else -1
    return list(Side).index(row.side), place, f"{row.sheet}", row.row if row.row is not None else _serial(row.number)


def _serial(number: str) -> int:
    digits = "".join(c for c in number if c.isdigit())
    return int(digits or 0)
