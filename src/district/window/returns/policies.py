"""May this step of a return be made now: the guards its workflow names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import CaseRefusal, Transition
from district.directory.models import ServicePoint
from district.window.returns import counting
from district.window.returns.models import PointReturn
from district.window.returns.states import HEAD, OFFICER, RETURN, STAFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step somebody wants to make with a return, and what they wrote for it."""

    row: PointReturn
    on: date
    note: str = ""


def roles_at(point: ServicePoint, *, user: User, on: date) -> tuple[str, ...]:
    """Answer what somebody is towards a point's returns: its staff, its head, an officer of the district."""
    found = []
    for role, name in ((Role.POINT_STAFF, STAFF), (Role.POINT_HEAD, HEAD)):
        if point.code in accounts.places_of(user, on=on, roles=(role,)):
            found.append(name)
    if Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        found.append(OFFICER)
    return tuple(found)


def steps_open_to(row: PointReturn, *, user: User, on: date) -> tuple[Transition, ...]:
    """Answer the steps somebody may make now, in the order of the table."""
    roles = set(roles_at(row.point, user=user, on=on))
    return tuple(t for t in RETURN.transitions if row.state in t.sources and roles & set(t.roles) and _may(t, row, on))


def _may(transition: Transition, row: PointReturn, on: date) -> bool:
    return transition.guard != "period_is_over" or row.last < on


def check(transition: Transition, asked: Asked) -> None:
    """Refuse with `CaseRefusal` what a transition's guard does not allow."""
    if transition.guard is not None:
        GUARDS[transition.guard](asked)


def _period_is_over(asked: Asked) -> None:
    if asked.on <= asked.row.last:
        raise CaseRefusal("return.period_not_over", last=asked.row.last)


def _figures_still_stand(asked: Asked) -> None:
    now = counting.count(point=asked.row.point, period=asked.row.period)
    changed = [f.zh for f in counting.figures() if now[f.code] != asked.row.figures.get(f.code)]
    if changed:
        raise CaseRefusal("return.figures_changed", changed="、".join(changed))


def _says_why(asked: Asked) -> None:
    if not asked.note.strip():
        raise CaseRefusal("return.note_missing")


GUARDS: dict[str, Callable[[Asked], None]] = {
    "period_is_over": _period_is_over,
    "figures_still_stand": _figures_still_stand,
    "says_why": _says_why,
}
assert {t.guard for t in RETURN.transitions if t.guard} == set(GUARDS)
