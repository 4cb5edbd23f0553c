"""Requests in the list of all of somebody's matters, and what of them waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from district.accounts import queries as accounts
from district.accounts.matters import Matter
from district.accounts.models import User
from district.accounts.roles import Role
from district.directory.models import ServicePoint
from district.window import queries
from district.window.clocks import local_day
from district.window.models import Rating, Request
from district.window.states import OPEN
from district.window.words import TONE, state_said

BEFORE_THE_END = ("draft", *OPEN, "resolved")
FOR_APPLICANT = {
    "draft": gettext_lazy("Finish it and file it"),
    "supplement_required": gettext_lazy("Hand in what is missing"),
    "resolved": gettext_lazy("Confirm the answer, or say what is open"),
}
FOR_HANDLER = {
    "in_progress": gettext_lazy("Answer it"),
    "suspended": gettext_lazy("Go on with it when the reason is over"),
}
FOR_STAFF = {"submitted": gettext_lazy("Accept it or turn it down"), "referred": gettext_lazy("Take it over")}
FOR_HEAD = {"accepted": gettext_lazy("Give it to somebody")}


def mine(user: User, ended: bool, at: datetime, most: int) -> Iterator[Matter]:
    """Answer somebody's own requests and their organisations', open or ended."""
    rows = queries.of_applicant(user, on=local_day(at))
    rows = rows.exclude(state__in=BEFORE_THE_END) if ended else rows.filter(state__in=BEFORE_THE_END)
    for row in rows[:most]:
        yield _matter(row, FOR_APPLICANT.get(row.state, ""))


def waiting(user: User, at: datetime, most: int) -> Iterator[Matter]:
    """Answer the requests at which the next step is somebody's: as applicant, handler, staff or head; each once."""
    on, seen = local_day(at), set[int]()
    for rows, steps in _queues(user, on):
        for row in rows.order_by("state_due_on", "pk")[:most]:
            if row.pk not in seen:
                seen.add(row.pk)
                yield _matter(row, steps[row.state])
    yield from _call_backs(user, on, most)


def number_waiting(user: User, at: datetime, most: int) -> int:
    """Answer how many `waiting` has, of each queue at most so many: no state stands in two queues."""
    on = local_day(at)
    queues = [*(rows for rows, _steps in _queues(user, on)), _open_call_backs(user, on)]
    return sum(rows.order_by()[:most].count() for rows in queues)


def _queues(user: User, on: date) -> Iterator[tuple[QuerySet[Request], Mapping[str, object]]]:
    yield queries.of_applicant(user, on=on).filter(state__in=FOR_APPLICANT), FOR_APPLICANT
    places = accounts.places_of(user, on=on)
    if not places:
        return
    # The points' ids and the stage: by them the index of a point's open requests is found.
    here = Request.objects.filter(point__in=_points(places), stage="open").select_related("point", "item")
    yield here.filter(handler=user, state__in=FOR_HANDLER), FOR_HANDLER
    yield here.filter(state__in=FOR_STAFF), FOR_STAFF
    led = accounts.places_of(user, on=on, roles=(Role.POINT_HEAD,))
    yield here.filter(state__in=FOR_HEAD, point__in=_points(led)), FOR_HEAD


def _points(codes: Iterable[str]) -> list[int]:
    return list(ServicePoint.objects.filter(code__in=codes).values_list("pk", flat=True))


def _call_backs(user: User, on: date, most: int) -> Iterator[Matter]:
    for rating in _open_call_backs(user, on).select_related("request").order_by("call_back_by")[:most]:
        yield _matter(rating.request, _("Call back after a bad rating"), due_on=rating.call_back_by)


def _open_call_backs(user: User, on: date) -> QuerySet[Rating]:
    led = accounts.places_of(user, on=on, roles=(Role.POINT_HEAD,))
    return Rating.objects.filter(call_back_by__isnull=False, called_back_at__isnull=True, request__point__code__in=led)


def _matter(row: Request, next_step: object, *, due_on: date | None = None) -> Matter:
    return Matter(
        key=row.matter,
        room=_("Service request"),
        title=row.title,
        number=row.number or "",
        state=state_said(row.state),
        tone=TONE.get(row.state, ""),
        moved_at=row.state_since,
        # Whoever waits for others looks at the promise, not at the day by which those have to take their step.
        due_on=due_on or (row.state_due_on if next_step else row.due_on),
        next_step=str(next_step),
        address=reverse("request_page", args=[row.pk]),
    )
