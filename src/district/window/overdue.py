"""What happens to requests whose time has passed or is near: the one loop of the site calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from district.casework import CaseRefusal, office_calendar
from district.jobs.loop import Due
from district.window import actions, telling
from district.window.actions.moving import taken
from district.window.clocks import local_day
from district.window.models import Request
from district.window.states import OPEN, REQUEST

NEAR_DAYS = 2
"""Working days before the promised day on which handler and head are reminded: a setting of the network."""
REMEMBERED_DAYS = 14
"""A promise that passed longer ago is not announced any more, as after a site stood still."""

BY_SYSTEM: dict[str, Callable[[Request, datetime], Request]] = {
    "lapse": lambda request, at: actions.lapse(request=request, at=at),
    "confirm": lambda request, at: actions.confirm(request=request, by=None, at=at),
}
assert set(BY_SYSTEM) == {state.when_due for state in REQUEST.states if state.when_due}


def overdue(*, at: datetime) -> int:
    """Make the system's step for every request whose state's last day lies before this day; answers how many.

    A request that moved in the meantime refuses and is left: each is acted on at most once.
    """
    made = 0
    for state in REQUEST.states:
        if state.when_due is None:
            continue
        late = Request.objects.filter(state=state.name, state_due_on__lt=local_day(at)).order_by("pk")
        for request in late.iterator():
            try:
                BY_SYSTEM[state.when_due](request, at)
            except CaseRefusal:
                continue
            made += 1
    return made


def promises(*, at: datetime) -> Iterator[Due]:
    """Answer the promises to announce to handler and head: those whose day is near, and those whose day has passed.

    The loop lets each be announced once a promised day; a clock that paused gives a new day, and so a new notice.
    """
    on = local_day(at)
    running = Request.objects.filter(
        due_on__gte=on - timedelta(days=REMEMBERED_DAYS), due_on__lte=_near(on), state__in=OPEN
    )
    for pk, due_on in running.order_by("due_on", "pk").values_list("pk", "due_on"):
        assert due_on is not None
        is_over = due_on < on
        yield Due(
            matter=f"request:{pk}",
            deadline="promise_over" if is_over else "promise_near",
            due_at=timezone.make_aware(datetime.combine(due_on, time())),
            act=partial(_announce, pk, due_on, is_over),
        )


def _announce(pk: int, due_on: date, is_over: bool, *, at: datetime) -> None:
    request = taken(pk)
    if request.due_on == due_on and request.state in OPEN:
        telling.tell_promise(request, is_over=is_over, at=at)


def _near(on: date) -> date:
    """Answer the last day that is near; today where the holidays ahead are not announced."""
    try:
        return office_calendar().plus(on, NEAR_DAYS)
    except CaseRefusal:
        return on
