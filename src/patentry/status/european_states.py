"""Where a granted European patent stands in each of its states on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from patentry.records import EventKind
from patentry.status.life import LifeEvent, PatentLife
from patentry.status.validations import UNITARY, StateEvent, Validation, follow, open_since

ENDS_EVERYWHERE = frozenset({"cause.whole_invalidation", "cause.abandonment", "cause.expiry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StateStanding:
    """One state, or `UP` for the states with unitary effect: from and to when, and a code of `wording` why.

    `until` None: no end is known. The reason is what ended it, or what it rests on.
    """

    state: str
    since: date
    until: date | None
    reason: str


def state_standings(life: PatentLife, *, on: date, view: str) -> tuple[StateStanding, ...]:
    """Answer the states of a European patent granted by that day, by name, with what is known today."""
    if life.authority != "EP" or life.grant_date is None or life.grant_date > on:
        return ()
    followed = follow(map(_state_event, life.events))
    opened = open_since(followed, filing=life.filing_date, grant=life.grant_date)
    is_open = opened is not None and opened <= on
    end = _end_everywhere(life, view)
    return tuple(
        _standing(life.grant_date, followed.states[state], is_open, end, view) for state in sorted(followed.states)
    )


def _state_event(event: LifeEvent) -> StateEvent:
    return StateEvent(EventKind(event.kind), event.announced, event.effective, event.state, event.detail, event.code)


def _end_everywhere(life: PatentLife, view: str) -> tuple[date, str] | None:
    """When the patent as a whole ended: revoked, surrendered, or its term over."""
    intervals = life.intervals(view)
    if not intervals:
        return (life.grant_date, "cause.whole_invalidation") if life.grant_date else None
    last = intervals[-1]
    return (last.end, last.ended) if last.ended in ENDS_EVERYWHERE else None


def _standing(
    grant: date, validation: Validation, is_open: bool, end: tuple[date, str] | None, view: str
) -> StateStanding:
    until = validation.until(view)
    reason = "cause.unitary_effect" if validation.state == UNITARY else "cause.grant"
    if until is not None:
        until, reason = max(until, grant), "cause.national_lapse"
    elif is_open:
        reason = "cause.no_national_data"
    if end is not None and (until is None or end[0] < until):
        until = end[0]
        if end[1] != "cause.expiry" or reason != "cause.no_national_data":
            reason = end[1]
    return StateStanding(state=validation.state, since=grant, until=until, reason=reason)
