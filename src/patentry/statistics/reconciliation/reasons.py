"""The probable reason of a difference: of the reasons the files admit, the first in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from patentry.parties import Place
from patentry.parties.names import normal_form
from patentry.statistics.reconciliation.facts import Facts, Known, Seat, Span
from patentry.statistics.reconciliation.results import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the comparison stands on. `days` before and after the date are those in which another cut-off date may
    explain a difference; `last_grant` is the latest grant the list states, if it states any."""

    on: date
    right_type: str
    inside: Collection[str]
    around: Collection[str]
    days: int
    view: str = "recorded"
    last_grant: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A reason with the day it is about and, of an end, its cause."""

    reason: Reason
    day: date | None = None
    cause: str = ""


def why_only_theirs(known: Known, facts: Facts, place: Seat | None, terms: Terms) -> Told:
    """Answer why we do not count a patent of the list that is in our files."""
    near = timedelta(days=terms.days)
    if terms.right_type and known.right_type != terms.right_type:
        return Told(reason=Reason.TYPE, cause=f"right_type.{known.right_type}")
    if known.grant_date is None or known.grant_date > terms.on + near:
        return Told(reason=Reason.NOT_GRANTED, day=known.grant_date)
    if known.grant_date > terms.on:
        return Told(reason=Reason.CUT_OFF, day=known.grant_date)
    spans = facts.recorded if terms.view == "recorded" else facts.legal
    now = _span_on(spans, terms.on)
    if now is None:
        return _ended(spans, terms)
    if not now.settled:
        return Told(reason=Reason.STATUS_OPEN, cause=now.ended)
    return _elsewhere(facts, place, terms)


def _ended(spans: tuple[Span, ...], terms: Terms) -> Told:
    over = [span for span in spans if span.end <= terms.on]
    if not over:
        return Told(reason=Reason.STATUS_OPEN)
    last = over[-1]
    is_near = last.end > terms.on - timedelta(days=terms.days)
    return Told(reason=Reason.CUT_OFF if is_near else Reason.ENDED, day=last.end, cause=last.ended)


def _elsewhere(facts: Facts, place: Seat | None, terms: Terms) -> Told:
    """In force, and not placed here: it has come from here, goes here later, or never was here."""
    moved = _moved(facts, place, terms, to_inside=True)
    if moved is not None:
        return moved
    if place is None or place.is_open:
        return Told(reason=Reason.ADDRESS_OPEN)
    return Told(reason=Reason.ADDRESS)


def why_only_ours(known: Known, facts: Facts, place: Seat | None, terms: Terms) -> Told:
    """Answer why the list may lack a patent that we count."""
    near = timedelta(days=terms.days)
    late = _lapse_announced_later(facts, terms)
    if late is not None:
        return late
    now = _span_on(facts.recorded if terms.view == "recorded" else facts.legal, terms.on)
    if now is not None and now.end <= terms.on + near:
        return Told(reason=Reason.CUT_OFF, day=now.end, cause=now.ended)
    granted = known.grant_date
    if granted is not None and (granted > terms.on - near or (terms.last_grant and granted > terms.last_grant)):
        return Told(reason=Reason.CUT_OFF, day=granted)
    moved = _moved(facts, place, terms, to_inside=False)
    if moved is not None:
        return moved
    if place is not None and place.basis != Place.ADDRESS:
        return Told(reason=Reason.ADDRESS_OPEN, cause=f"place.{place.basis}")
    return Told(reason=Reason.UNEXPLAINED)


def _lapse_announced_later(facts: Facts, terms: Terms) -> Told | None:
    for effective, announced in facts.lapses:
        if effective is not None and announced is not None and effective <= terms.on < announced:
            return Told(reason=Reason.LAPSE_ANNOUNCED_LATER, day=announced)
    return None


def _moved(facts: Facts, place: Seat | None, terms: Terms, *, to_inside: bool) -> Told | None:
    """The nearest other seat on the side where the list has the patent: another name was a transfer, else a move."""
    others = [one for one in facts.seats if (one.region in terms.inside) == to_inside and not one.is_open]
    if not others:
        return None
    other = min(others, key=lambda one: (_distance(one, terms.on), one.is_filing, one.since))
    here = facts.seat_on(terms.on)
    current = place if place is not None and (place.region in terms.inside) != to_inside else here
    is_same = current is not None and same_holder(current.holder, other.holder)
    turned = other.since if other.since.year > 1 else other.until if other.until.year < 9999 else None
    return Told(reason=Reason.ADDRESS_CHANGED if is_same else Reason.TRANSFERRED, day=turned)


def _distance(seat: Seat, on: date) -> int:
    if seat.since <= on < seat.until:
        return 0
    return min(abs((seat.since - on).days), abs((seat.until - on).days))


def _span_on(spans: tuple[Span, ...], on: date) -> Span | None:
    return next((span for span in spans if span.start <= on < span.end), None)


def same_holder(one: str, other: str) -> bool:
    """Answer whether two names are one organisation's by their normal form."""
    return one == other or normal_form(one).key == normal_form(other).key


def is_among(holder: str, stated: str) -> bool:
    """Answer whether a name stands among those of a cell; a list may name several holders."""
    names = [part.strip() for part in re.split(r"[;；、|]", stated)]
    return any(same_holder(holder, name) for name in (stated, *names) if name)
