"""好差评: rating an answered request, and the call back a bad rating opens."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal, office_calendar
from district.window import rules, telling
from district.window.actions.moving import taken
from district.window.clocks import local_day
from district.window.models import Rating, Request
from district.window.states import APPLICANT

BAD = 2
"""Ratings up to this level (非常不满意, 不满意) open a call back."""
CALL_BACK_DAYS = 3
"""Working days until a bad rating must have been called back: a setting of the network."""
RATED_STATES = ("resolved", "closed")


@transaction.atomic
def rate(*, request: Request, level: int, line: str, by: User, at: datetime) -> Rating:
    """Rate an answered request once, from 1 (very dissatisfied) to 5 (very satisfied)."""
    held, on = taken(request.pk), local_day(at)
    if APPLICANT not in rules.roles_towards(held, user=by, on=on):
        raise CaseRefusal("step.not_your_role", action="rate", roles=(APPLICANT,))
    if held.state not in RATED_STATES:
        raise CaseRefusal("request.not_rated_yet")
    if Rating.objects.filter(request=held).exists():
        raise CaseRefusal("request.rated_already")
    rating = Rating.objects.create(
        request=held,
        at=at,
        level=level,
        line=line.strip(),
        call_back_by=office_calendar().plus(on, CALL_BACK_DAYS) if level <= BAD else None,
    )
    audit.record(action="request.rate", subject=held.matter, by=by, at=at, detail={"level": level})
    if rating.call_back_by is not None:
        telling.tell_bad_rating(rating, by=by, at=at)
    return rating


@transaction.atomic
def call_back(*, request: Request, outcome: str, by: User, at: datetime) -> Rating:
    """Note what came of calling back somebody who was dissatisfied."""
    held, on = taken(request.pk), local_day(at)
    if not rules.is_desk(held, user=by, on=on):
        raise CaseRefusal("step.not_your_role", action="call_back", roles=())
    rating = Rating.objects.filter(request=held, call_back_by__isnull=False, called_back_at__isnull=True).first()
    if rating is None:
        raise CaseRefusal("request.no_call_back")
    if not outcome.strip():
        raise CaseRefusal("request.outcome_missing")
    rating.called_back_at, rating.called_back_by, rating.outcome = at, by, outcome.strip()
    rating.save()
    audit.record(action="request.call_back", subject=held.matter, by=by, at=at)
    return rating
