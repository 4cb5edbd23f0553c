"""What happens to requests whose time has passed: the one loop of the site calls it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from district.casework import CaseRefusal
from district.window import actions
from district.window.clocks import local_day
from district.window.models import Request
from district.window.states import REQUEST

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
