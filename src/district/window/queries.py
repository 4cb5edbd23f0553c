"""Reads of the window. A view gets a request only through `visible_to`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import office_calendar
from district.window.clocks import clock_of
from district.window.models import Message, Request
from district.window.states import OPEN

VIEWS = ("mine", "point", "unassigned", "overdue", "ended")
"""The desk's lists: what I handle, what my points have, what nobody handles, what is late, what has ended."""


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Request]:
    """Answer the requests somebody may see on a day.

    Theirs and their organisations' (another's draft never), those of their points, and for a district officer all that
    are filed.
    """
    if not isinstance(user, User):
        return Request.objects.none()
    roles = accounts.roles_of(user, on=on)
    if Role.DISTRICT_OFFICER in roles:
        return Request.objects.filter(~Q(state="draft") | Q(applicant=user))
    seen = Q(applicant=user) | (Q(organisation__in=accounts.organisations_of(user, on=on)) & ~Q(state="draft"))
    places = accounts.places_of(user, on=on)
    if places:
        seen |= (Q(point__code__in=places) | Q(point__isnull=True)) & ~Q(state="draft")
    return Request.objects.filter(seen)


def may_read(user: AbstractBaseUser | AnonymousUser, key: str, on: date) -> bool:
    """Answer whether somebody may read the files of the request with this key: whoever may see the request."""
    if not isinstance(user, User) or not key.isdecimal():
        return False
    return visible_to(user, on=on).filter(pk=int(key)).exists()


def of_applicant(user: User, *, on: date) -> QuerySet[Request]:
    """Answer one's own requests and one's organisations', the newest first."""
    own = Q(applicant=user) | (Q(organisation__in=accounts.organisations_of(user, on=on)) & ~Q(state="draft"))
    return Request.objects.filter(own).select_related("item", "point")


def desk(user: User, *, view: str, on: date) -> QuerySet[Request]:
    """Answer one of the desk's lists (`VIEWS`), the newest first."""
    places = accounts.places_of(user, on=on)
    mine = Request.objects.filter(point__code__in=places) if places else Request.objects.none()
    chosen = {
        "mine": mine.filter(handler=user, state__in=OPEN),
        "point": mine.filter(state__in=OPEN),
        "unassigned": mine.filter(handler__isnull=True, state__in=("submitted", "accepted", "referred")),
        "overdue": mine.filter(state__in=OPEN).filter(Q(state_due_on__lt=on) | Q(due_on__lt=on)),
        "ended": mine.exclude(state__in=(*OPEN, "draft", "resolved")),
    }
    return chosen[view].select_related("item", "point", "handler", "organisation")


def messages_for(request: Request, *, desk: bool) -> QuerySet[Message]:
    """Answer what was written, without the desk's notes for the applicant."""
    found = request.messages.select_related("by")
    return found if desk else found.filter(is_internal=False)


@dataclass(frozen=True, slots=True)
class Running:
    """The promise as the applicant sees it, in working days."""

    promised: int
    used: int
    left: int | None
    """None while the clock stands."""
    due_on: date | None
    is_paused: bool
    is_late: bool


def running(request: Request, *, on: date) -> Running | None:
    """Answer how the promise stands on a day; None before it is filed and after it is answered or ended."""
    clock = clock_of(request)
    if clock is None or request.promise_days is None or request.state not in OPEN:
        return None
    calendar = office_calendar()
    used = calendar.between(clock.started, on)
    for pause in clock.pauses:
        used -= calendar.between(pause.since, min(pause.until or on, on))
    left = None if clock.is_paused else request.promise_days - used
    return Running(
        promised=request.promise_days,
        used=used,
        left=left,
        due_on=request.due_on,
        is_paused=clock.is_paused,
        is_late=left is not None and left < 0,
    )
