"""Everything the page of one patent shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from district.design.language import Lang
from district.openstats.drawing.life import FAR_APART, WORDS, Bar, LifeDrawing, Mark
from district.openstats.numbers import shown
from district.openstats.provider import (
    LifeEvent,
    LifeHolding,
    LifeInterval,
    Opened,
    PatentLife,
    sentence,
    word,
)
from district.openstats.words import CURRENCIES, RIGHT_TYPES, event_name, kind_name, named, spoken

ENDS = frozenset({"fee_lapse", "abandonment", "double_patenting", "whole_invalidation", "us_expiry"})
FIGURE = "effective_inventions"
FILING, GRANT, EXPIRY = "filing", "grant", "expiry"
FEES_SHOWN = 4
NO_START, NO_END = date(1800, 1, 1), date(9999, 1, 1)
"""Beyond these a holding is open: the files do not say when it began or ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One row of the table of events; `number` ties it to the drawing. `rule_day` follows from the rules."""

    number: int
    effective: date | None
    announced: date | None
    rule_day: date | None
    name: str
    code: str
    effect: str
    derived: bool
    open: bool
    ends: bool
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderRow:
    """Who held the patent when; `end` is the last day."""

    start: date | None
    end: date | None
    holder: str
    portrait: str
    """The key of the holder's portrait; empty where there is none, as of a natural person."""
    region: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRow:
    """An annual fee; the first one to come is `next`."""

    year: int
    amount: int
    currency: str
    due: date
    next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LifePage:
    """A patent's page."""

    number: str
    shown: str
    title: str
    right_type: str
    ipc: str
    holder: str
    state: str
    in_force: bool | None
    flags: tuple[str, ...]
    place: str
    events: tuple[EventRow, ...]
    holders: tuple[HolderRow, ...]
    fees: tuple[FeeRow, ...]
    drawing: LifeDrawing
    has_gap: bool
    has_closed: bool


def gather(life: PatentLife, *, on: date, stats: Opened, lang: Lang) -> LifePage:
    """Answer the page of a patent, with the day `on` marked."""
    events = _with_facts(life)
    rows = tuple(_event(index, event, lang) for index, event in enumerate(events, 1))
    drawing = _drawing(life, events, rows, on, stats, lang)
    standing = stats.standing(life.number, on=on, view="recorded")
    portraits = stats.portraits_of(row.holder for row in life.holdings)
    holding = next((row for row in life.holdings if row.position == 1 and row.start <= on < row.end), None)
    return LifePage(
        number=life.number,
        shown=shown_number(life),
        title=life.title or shown(life.number),
        right_type=named(RIGHT_TYPES, life.right_type),
        ipc=life.ipc or "",
        holder="; ".join(standing.holders or life.applicants[:2]),
        state=word("state", standing.state, lang=lang),
        in_force=standing.in_force,
        flags=tuple(word("flag", flag, lang=lang) for flag in standing.flags),
        place=_place(holding, stats, lang),
        events=rows,
        holders=tuple(reversed([_holder(row, portraits, stats, lang) for row in life.holdings])),
        fees=_fees(life, on) if standing.in_force else (),
        drawing=drawing,
        has_gap=any(bar.kind == "out" for bar in drawing.recorded),
        has_closed=any(bar.kind == "closed" for bar in drawing.legal),
    )


def shown_number(life: PatentLife) -> str:
    """Answer the number a patent is known by: a Chinese one by its application number, any other by its own."""
    chinese = life.application_number is not None and life.application_number.startswith("CN")
    number = life.application_number if chinese and life.application_number else life.number
    return shown(number, granted=life.grant_date is not None)


def telling_days(life: PatentLife, *, on: date) -> tuple[date, ...]:
    """Answer a few days on which the two views tell the story: between effect and announcement, in a gap, at
    the end of the term."""
    days = []
    for event in life.events:
        effective = event.effective or event.derived
        if event.kind in ENDS and effective and event.announced and (event.announced - effective).days > FAR_APART:
            days.append(_round_day(effective, event.announced))
    days += [_round_day(a.end, b.start) for a, b in _gaps(life)]
    chosen = sorted(set(days))[:4] + ([life.expires_on] if life.expires_on else [])
    return tuple(day for day in dict.fromkeys(chosen) if day != on)


def _round_day(start: date, end: date) -> date:
    """A round day in a stretch where there is one: a year-end, a half-year, else the middle."""
    round_days = [date(y, m, d) for y in range(start.year, end.year + 1) for m, d in ((12, 31), (6, 30))]
    inside = sorted((day for day in round_days if start <= day < end), key=lambda day: (day.month != 12, day))
    return inside[0] if inside else date.fromordinal((start.toordinal() + end.toordinal()) // 2)


def _gaps(life: PatentLife) -> list[tuple[LifeInterval, LifeInterval]]:
    """Neighbouring intervals of the recorded view with time between them."""
    pairs = zip(life.recorded, life.recorded[1:], strict=False)
    return [(a, b) for a, b in pairs if a.end < b.start]


def _with_facts(life: PatentLife) -> tuple[LifeEvent, ...]:
    """The events, with filing, grant and expiry where no event of the files says them."""
    kinds = {event.kind for event in life.events}
    blank = LifeEvent(effective=None, announced=None, code="", kind="", title="", effect="", derived=None)
    events = list(life.events)
    if life.filing_date:
        chinese = (life.application_number or life.number).startswith("CN")
        effect = str(_("The term starts here")) if chinese else ""
        events.append(replace(blank, effective=life.filing_date, kind=FILING, effect=effect))
    if life.grant_date and GRANT not in kinds:
        day = life.grant_date
        events.append(replace(blank, effective=day, announced=day, kind=GRANT, effect="effect.grant"))
    if life.expires_on and life.grant_date and EXPIRY not in kinds and _reaches_expiry(life):
        events.append(replace(blank, derived=life.expires_on, kind=EXPIRY, effect="effect.expiry"))
    return tuple(sorted(events, key=lambda e: (e.announced or e.effective or e.derived or date.max, e.code)))


def _reaches_expiry(life: PatentLife) -> bool:
    return any(row.end == life.expires_on for row in (*life.recorded, *life.legal))


def _event(index: int, event: LifeEvent, lang: Lang) -> EventRow:
    return EventRow(
        number=index,
        effective=event.effective,
        announced=event.announced,
        rule_day=event.derived,
        name=_("Filed") if event.kind == FILING else event_name(event, lang=lang),
        code=event.code,
        effect=sentence(event.effect, lang=lang) if event.effect else "",
        derived=event.kind == EXPIRY and event.announced is None,
        open=event.announced is None,
        ends=event.kind in ENDS,
        marked=event.kind in ENDS or event.kind == "restoration",
    )


def _mark(row: EventRow, event: LifeEvent, lang: Lang) -> Mark:
    return Mark(
        number=row.number,
        name=_("Filed") if event.kind == FILING else _short(event, lang),
        effective=row.effective or row.rule_day,
        announced=row.announced,
        derived=row.derived,
        ends=row.ends,
    )


def _short(event: LifeEvent, lang: Lang) -> str:
    """A name that fits beside a circle, which says itself whether it means effect or announcement."""
    return _("Lapse") if event.kind in {"fee_lapse", "us_expiry"} else kind_name(event, lang=lang)


def _drawing(
    life: PatentLife,
    events: Sequence[LifeEvent],
    rows: Sequence[EventRow],
    on: date,
    stats: Opened,
    lang: Lang,
) -> LifeDrawing:
    ends = life.expires_on or stats.data_through or on
    recorded, legal = _bars(life.recorded, ends, lang), _bars(life.legal, ends, lang)
    out = [Bar(a.end, b.start, "out", WORDS[lang]["out"]) for a, b in _gaps(life)]
    return LifeDrawing(
        marks=tuple(_mark(row, event, lang) for row, event in zip(rows, events, strict=True)),
        recorded=(*recorded, *out),
        legal=_with_closed(life, legal),
        regions=_regions(life, ends, stats, lang),
        data_through=stats.data_through,
        on=on,
    )


def _bars(intervals: Sequence[LifeInterval], ends: date, lang: Lang) -> tuple[Bar, ...]:
    words = WORDS[lang]
    out = []
    for row in intervals:
        kind = "counts" if row.settled else "unknown"
        out.append(Bar(row.start, max(row.start, min(row.end, ends)), kind, words[kind]))
    return tuple(out)


def _with_closed(life: PatentLife, legal: Sequence[Bar]) -> tuple[Bar, ...]:
    """The legal view with the stretches that a restoration closed, from the lapse's effect to the restoration."""
    began = {e.announced: e.effective or e.derived for e in life.events if e.announced and e.kind in ENDS}
    gaps = [(began.get(a.end) or a.end, b.start) for a, b in _gaps(life)]
    out: list[Bar] = []
    for bar in legal:
        at = bar.start
        for start, end in gaps:
            first, last = max(start, at), min(end, bar.end)
            if bar.kind == "counts" and first < last:
                out += [replace(bar, start=at, end=first), Bar(first, last, "closed", "")]
                at = last
        out.append(replace(bar, start=at))
    return tuple(row for row in out if row.start < row.end)


def _regions(life: PatentLife, ends: date, stats: Opened, lang: Lang) -> tuple[Bar, ...]:
    """Where the first holder sits, from the grant on; one bar for neighbouring stretches of one name."""
    first = life.grant_date or life.filing_date
    out: list[Bar] = []
    for row in life.holdings:
        start, end = max(row.start, first or row.start), min(row.end, ends)
        if row.position != 1 or start >= end:
            continue
        kind = "here" if _is_here(row.region, stats) else "elsewhere"
        bar = Bar(start, end, kind, _seat_name(row, stats, lang))
        if out and (out[-1].words, out[-1].end) == (bar.words, bar.start):
            bar = replace(out.pop(), end=end)
        out.append(bar)
    return tuple(out)


def _seat_name(row: LifeHolding, stats: Opened, lang: Lang) -> str:
    """The region's name; without one, what is known of the place instead: elsewhere, or not settled."""
    if row.region is None and row.basis:
        return word("place", row.basis, lang=lang)
    return region_name(row.region, stats, lang)


def _is_here(region: str | None, stats: Opened) -> bool:
    while region is not None:
        if region == settings.PATENTRY_REGION:
            return True
        found = stats.region(region)
        region = found.parent if found else None
    return False


def region_name(region: str | None, stats: Opened, lang: Lang) -> str:
    """Answer a region's name; "unknown" where the files do not settle it."""
    if region is None:
        return WORDS[lang]["unknown"]
    found = stats.region(region)
    return spoken(found, "name", lang) if found else region


def _holder(row: LifeHolding, portraits: Mapping[str, str], stats: Opened, lang: Lang) -> HolderRow:
    basis = word("place", row.basis, lang=lang)
    if row.address:
        basis += f"：{row.address}" if lang == "zh" else f": {row.address}"
    return HolderRow(
        start=row.start if row.start > NO_START else None,
        end=date.fromordinal(row.end.toordinal() - 1) if row.end < NO_END else None,
        holder=row.holder,
        portrait=portraits.get(row.holder, ""),
        region=_seat_name(row, stats, lang),
        basis=basis,
    )


def _fees(life: PatentLife, on: date) -> tuple[FeeRow, ...]:
    # The page's sentence about surcharges is that of annual fees; windows for payment have other rules.
    coming = [fee for fee in life.fees if fee.due >= on and fee.opens is None][:FEES_SHOWN]
    return tuple(
        FeeRow(
            year=fee.year,
            amount=fee.amount,
            currency=named(CURRENCIES, fee.currency),
            due=fee.due,
            next=index == 0,
        )
        for index, fee in enumerate(coming)
    )


def _place(holding: LifeHolding | None, stats: Opened, lang: Lang) -> str:
    if holding is None:
        return ""
    basis = word("place", holding.basis, lang=lang)
    return basis if holding.region is None else f"{region_name(holding.region, stats, lang)} · {basis}"
