"""Where a patent stands on a day: in force or not, since when, until when, with which flags."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from patentry.records import EventKind
from patentry.status.european_states import StateStanding, state_standings
from patentry.status.fee_facts import in_grace, paid_after
from patentry.status.life import LifeEvent, LifeHolding, LifeInterval, PatentLife

FAR_DAY = date(9999, 12, 31)
FLAGS: dict[str, tuple[frozenset[EventKind], frozenset[EventKind]]] = {
    "grace": (
        frozenset({EventKind.GRACE}),
        frozenset(
            {
                EventKind.FEE_LAPSE,
                EventKind.RESTORATION,
                EventKind.US_EXPIRY,
                EventKind.FEE_PAYMENT_1,
                EventKind.FEE_PAYMENT_2,
                EventKind.FEE_PAYMENT_3,
            }
        ),
    ),
    "pledged": (frozenset({EventKind.PLEDGE}), frozenset({EventKind.PLEDGE_RELEASE})),
    "preserved": (frozenset({EventKind.PRESERVATION}), frozenset({EventKind.PRESERVATION_RELEASE})),
    "licensed": (frozenset({EventKind.LICENCE}), frozenset({EventKind.LICENCE_END})),
    "open_licence": (frozenset({EventKind.OPEN_LICENCE}), frozenset({EventKind.OPEN_LICENCE_END})),
    "partially_invalidated": (
        frozenset({EventKind.PARTIAL_INVALIDATION, EventKind.MAINTAINED_AMENDED, EventKind.LIMITATION}),
        frozenset(),
    ),
    "invalidation_pending": (
        frozenset({EventKind.INVALIDATION_REQUEST, EventKind.OPPOSITION}),
        frozenset({EventKind.INVALIDATION_END, EventKind.WHOLE_INVALIDATION, EventKind.PARTIAL_INVALIDATION}),
    ),
    "suspended": (frozenset({EventKind.SUSPENSION}), frozenset({EventKind.SUSPENSION_END})),
}
"""What raises a flag and what lowers it. None of them changes whether a patent counts."""
CLOSES_ALL = {
    "invalidation_pending": frozenset(
        {EventKind.OPPOSITION_END, EventKind.MAINTAINED_AMENDED, EventKind.WHOLE_INVALIDATION}
    )
}
"""The end of an opposition ends it for all opponents (EPC art. 99), and the files tell one opposition twice."""

ENDED_STATES = {
    "cause.fee_lapse": "lapsed_fee",
    "cause.us_fee_unpaid": "lapsed_fee",
    "cause.abandonment": "lapsed_abandoned",
    "cause.double_patenting": "lapsed_double_patenting",
    "cause.whole_invalidation": "lapsed_invalidated",
    "cause.expiry": "lapsed_expired",
}
NEVER_GRANTED = {
    EventKind.WITHDRAWAL: "not_granted_withdrawn",
    EventKind.DEEMED_WITHDRAWAL: "not_granted_deemed_withdrawn",
    EventKind.REJECTION: "not_granted_rejected",
    EventKind.DEEMED_ABANDONMENT: "not_granted_deemed_abandoned",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A patent on a day in a view. `in_force` None: the files do not settle it. `reason` is a code of `wording`."""

    in_force: bool | None
    state: str
    reason: str
    since: date | None
    until: date | None
    next_fee_due: date | None
    holders: tuple[str, ...]
    region: str | None
    flags: tuple[str, ...]
    validations: tuple[StateStanding, ...] = ()
    """Of a granted European patent: its states."""


def standing_of(life: PatentLife, *, on: date, view: str) -> Standing:
    """Answer where a patent stands on a day. A day after the grant and outside every interval says what ended it."""
    intervals = life.intervals(view)
    current = next((i for i in intervals if i.start <= on < i.end), None)
    holdings = [h for h in life.holdings if h.start <= on < h.end]
    flags = _with_fees(life, on, view, _flags(life.events, on, view))
    in_force: bool | None
    if current is None:
        in_force, state, reason, since, until = _outside(life, intervals, on, view)
    else:
        in_force = True if current.settled else None
        state = _state(current, flags)
        reason, since, until = current.began, current.start, current.end if current.end < FAR_DAY else None
    fee = _next_fee(life, on) if in_force else None
    return Standing(
        in_force=in_force,
        state=state,
        reason=reason,
        since=since,
        until=until,
        next_fee_due=fee,
        holders=tuple(h.holder for h in sorted(holdings, key=lambda h: h.position)),
        region=_region(holdings),
        flags=flags if in_force else (),
        validations=state_standings(life, on=on, view=view),
    )


def _next_fee(life: PatentLife, on: date) -> date | None:
    """The next due date of a fee that no event up to the day says was paid."""
    paid = {event.kind for event in life.events if (event.announced or event.effective or FAR_DAY) <= on}
    return next((fee.due for fee in life.fees if fee.due >= on and fee.payment not in paid), None)


def _region(holdings: list[LifeHolding]) -> str | None:
    return next((h.region for h in holdings if h.position == 1), None)


def _state(interval: LifeInterval, flags: tuple[str, ...]) -> str:
    if not interval.settled:
        return "unknown"
    if "grace" in flags:
        return "in_force_grace"
    return "in_force_partially_invalidated" if "partially_invalidated" in flags else "in_force"


def _outside(
    life: PatentLife, intervals: tuple[LifeInterval, ...], on: date, view: str
) -> tuple[bool, str, str, date | None, date | None]:
    past = [i for i in intervals if i.end <= on]
    if past:
        last = past[-1]
        upcoming = next((i.start for i in intervals if i.start > on), None)
        return False, ENDED_STATES.get(last.ended, "lapsed"), last.ended, last.end, upcoming
    if life.grant_date is not None and on >= life.grant_date:
        return False, "lapsed_invalidated", "cause.whole_invalidation", life.grant_date, None
    for event in reversed(life.events):
        state = NEVER_GRANTED.get(EventKind(event.kind))
        if state and event.announced is not None and event.announced <= on:
            return False, state, f"effect.{event.kind}", event.announced, None
    grant = life.grant_date if intervals else None
    filed = life.filing_date is not None and on >= life.filing_date
    return False, "pending" if filed else "not_filed", "cause.not_granted_yet", life.filing_date, grant


def _flags(events: tuple[LifeEvent, ...], on: date, view: str) -> tuple[str, ...]:
    """Flags by announcement in the recorded view, by effect in the legal one (its announcement where none is given)."""
    day_of: Callable[[LifeEvent], date | None] = (
        (lambda e: e.announced or e.effective) if view == "recorded" else (lambda e: e.effective or e.announced)
    )
    raised: dict[str, int] = dict.fromkeys(FLAGS, 0)
    for event in _in_order(events, day_of, on):
        for flag, (up, down) in FLAGS.items():
            if event.kind in CLOSES_ALL.get(flag, ()):
                raised[flag] = 0
            elif event.kind in up:
                raised[flag] += 1
            elif event.kind in down and raised[flag]:
                # Grace is one period however often it is announced; pledges and licences stand side by side.
                raised[flag] = 0 if flag == "grace" else raised[flag] - 1
    return tuple(flag for flag, count in raised.items() if count)


def _with_fees(life: PatentLife, on: date, view: str, flags: tuple[str, ...]) -> tuple[str, ...]:
    """The flags with what stated fees say of grace: a late fee raises it, an annual fee paid since ends it."""
    if in_grace(life.fee_facts, on):
        return tuple(dict.fromkeys(("grace", *flags)))
    if "grace" not in flags:
        return flags
    told = [e.announced or e.effective for e in life.events if e.kind == EventKind.GRACE]
    since = max((day for day in told if day is not None and day <= on), default=on)
    return tuple(flag for flag in flags if flag != "grace" or not paid_after(life.fee_facts, since, on))


def _in_order(events: tuple[LifeEvent, ...], day_of: Callable[[LifeEvent], date | None], on: date) -> list[LifeEvent]:
    dated = [(day, index, event) for index, event in enumerate(events) if (day := day_of(event)) is not None]
    return [event for day, _, event in sorted(dated, key=lambda d: d[:2]) if day <= on]
