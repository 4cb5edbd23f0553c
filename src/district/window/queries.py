"""Reads of the window. A view gets a request only through `visible_to`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.directory.models import ServicePoint
from district.window.clocks import clock_of, days_run
from district.window.models import Message, Request
from district.window.states import OPEN

VIEWS = ("mine", "point", "unassigned", "overdue", "answered", "ended", "all")
"""The desk's lists: what I handle, what my points have, what nobody handles, what is late, what waits for the
applicant's word, what has ended, and everything."""
UNHANDLED = ("submitted", "accepted", "referred")
MOST = 99
"""Up to here a list's length is counted; beyond, it is told as "99+"."""


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
    seen = Q(applicant=user) | (Q(organisation__in=accounts.verified_organisations_of(user, on=on)) & ~Q(state="draft"))
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
    own = Q(applicant=user) | (Q(organisation__in=accounts.verified_organisations_of(user, on=on)) & ~Q(state="draft"))
    return Request.objects.filter(own).select_related("item", "point")


def desk_scope(user: User, *, on: date) -> QuerySet[Request]:
    """Answer the filed requests whose lists somebody may work with: their points', and for a district officer all."""
    filed = Request.objects.exclude(stage="draft").order_by("-pk")
    if Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        return filed
    places = accounts.places_of(user, on=on)
    # Their ids first: with a join here no index could keep the list in its order.
    points = list(ServicePoint.objects.filter(code__in=places).values_list("pk", flat=True)) if places else []
    return filed.filter(point__in=points) if points else Request.objects.none()


def desk(user: User, *, view: str, on: date, within: QuerySet[Request] | None = None) -> QuerySet[Request]:
    """Answer one of the desk's lists (`VIEWS`), the newest first. `within` is `desk_scope`, where it is known."""
    mine = desk_scope(user, on=on) if within is None else within
    chosen: dict[str, Callable[[], QuerySet[Request]]] = {
        "mine": lambda: mine.filter(handler=user, stage="open"),
        "point": lambda: mine.filter(stage="open"),
        "unassigned": lambda: _with_homeless(mine).filter(handler__isnull=True, stage="open", state__in=UNHANDLED),
        "overdue": lambda: mine.filter(stage="open", first_due_on__lt=on),
        "answered": lambda: mine.filter(stage="answered"),
        "ended": lambda: mine.filter(stage="ended"),
        "all": lambda: mine,
    }
    return chosen[view]()


def _with_homeless(mine: QuerySet[Request]) -> QuerySet[Request]:
    """A request no point was found for belongs to every desk, or nobody would ever see it."""
    if mine.query.is_empty():
        return mine
    return (mine | Request.objects.exclude(stage="draft").filter(point__isnull=True)).order_by("-pk")


def counted(rows: QuerySet[Request]) -> str:
    """Answer how many rows there are, as far as a desk cares: up to `MOST`, then "99+"."""
    found = rows.order_by()[: MOST + 1].count()
    return f"{MOST}+" if found > MOST else str(found)


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
    used = days_run(clock, on=on)
    left = None if clock.is_paused else request.promise_days - used
    return Running(
        promised=request.promise_days,
        used=used,
        left=left,
        due_on=request.due_on,
        is_paused=clock.is_paused,
        is_late=left is not None and left < 0,
    )
