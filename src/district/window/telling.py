"""Whom the window tells of what. The only place of the room that knows how a notice is sent.

Nobody is told of their own act. A notice holds the number and days, never what somebody wrote; whoever has no account
is told by the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from district.accounts.models import Appointment, ForADuration, Membership, User
from district.accounts.queries import staff_of
from district.accounts.roles import Role
from district.notices.actions import announce
from district.window.clocks import local_day
from district.window.models import Rating, Request

Whom = Callable[[Request, date], Iterable[User]]
Until = Callable[[Request], date | None]


def applicants(request: Request, on: date) -> list[User]:
    """Answer whom a request is for: the person, or else the members of the organisation."""
    if request.applicant is not None:
        return [request.applicant]
    members = Membership.objects.filter(ForADuration.holds(on), organisation=request.organisation_id)
    return list(User.objects.filter(pk__in=members.values("user"), is_active=True))


def staff(request: Request, on: date) -> list[User]:
    """Answer who works at the request's point."""
    return list(staff_of(request.point.code, on=on)) if request.point else []


def heads(request: Request, on: date) -> list[User]:
    """Answer the heads of the request's point."""
    place = request.point.code if request.point else "-"
    led = Appointment.objects.filter(ForADuration.holds(on), place=place, role=Role.POINT_HEAD)
    return list(User.objects.filter(pk__in=led.values("user"), is_active=True).order_by("pk"))


def handlers(request: Request, on: date) -> list[User]:
    """Answer the handler, or everybody at the point while there is none."""
    return [request.handler] if request.handler else staff(request, on)


def handler_and_heads(request: Request, on: date) -> list[User]:
    """Answer the handler and the heads of the point."""
    return [*handlers(request, on), *heads(request, on)]


def _promise(request: Request) -> date | None:
    return request.due_on


def _state(request: Request) -> date | None:
    return request.state_due_on


def _no_day(_request: Request) -> None:
    return None


PER_STEP: dict[str, tuple[tuple[str, Whom, Until], ...]] = {
    "submit": (("request.submitted", staff, _state), ("request.filed_for_you", applicants, _no_day)),
    "accept": (("request.accepted", applicants, _promise),),
    "ask_for_supplement": (("request.supplement_asked", applicants, _state),),
    "supplement": (("request.supplemented", handlers, _no_day),),
    "reject": (("request.rejected", applicants, _no_day),),
    "merge": (("request.merged", applicants, _no_day),),
    "assign": (("request.assigned", handlers, _promise),),
    "reassign": (("request.assigned", handlers, _promise),),
    "refer": (("request.moved_on", applicants, _no_day), ("request.referred", staff, _state)),
    "transfer": (("request.transferred", applicants, _no_day),),
    "suspend": (("request.suspended", applicants, _no_day),),
    "resume": (("request.resumed", applicants, _promise),),
    "resolve": (("request.resolved", applicants, _state),),
    "confirm": (("request.closed", applicants, _no_day), ("request.closed", handlers, _no_day)),
    "reopen": (("request.reopened", handlers, _promise),),
    "withdraw": (("request.withdrawn", applicants, _no_day), ("request.withdrawn", handlers, _no_day)),
    "lapse": (("request.lapsed", applicants, _no_day),),
}
"""What goes out with a step, to whom, and which day it names; taking over tells nobody."""


def tell_step(request: Request, action: str, *, by: User | None, at: datetime) -> None:
    """Announce a step, in its transaction."""
    told: set[int] = set()
    for kind, whom, until in PER_STEP.get(action, ()):
        people = [person for person in whom(request, local_day(at)) if person.pk not in told]
        told |= {person.pk for person in people}
        _announce(request, kind=kind, to=people, until=until(request), by=by, at=at)


def tell_message(request: Request, *, from_desk: bool, by: User, at: datetime) -> None:
    """Announce to the other side that somebody wrote."""
    kind, whom = (
        ("request.message_from_desk", applicants) if from_desk else ("request.message_from_applicant", handlers)
    )
    _announce(request, kind=kind, to=whom(request, local_day(at)), until=None, by=by, at=at)


def tell_bad_rating(rating: Rating, *, by: User, at: datetime) -> None:
    """Announce to the heads of the point by when they call back."""
    request = rating.request
    to = heads(request, local_day(at)) or staff(request, local_day(at))
    _announce(request, kind="request.rated_badly", to=to, until=rating.call_back_by, by=by, at=at)


def tell_promise(request: Request, *, is_over: bool, at: datetime) -> None:
    """Announce to handler and heads that the promised day is near or has passed."""
    kind = "request.promise_over" if is_over else "request.promise_near"
    to = handler_and_heads(request, local_day(at))
    _announce(request, kind=kind, to=to, until=request.due_on, by=None, at=at)


def _announce(
    request: Request, *, kind: str, to: Iterable[User], until: date | None, by: User | None, at: datetime
) -> None:
    values = {"number": request.number or ""}
    if until is not None:
        values["until"] = until.isoformat()
    if request.merged_into is not None:
        values["into"] = request.merged_into.number or ""
    people = [person for person in to if by is None or person.pk != by.pk]
    announce(to=people, kind=kind, matter=request.matter, values=values, at=at)
