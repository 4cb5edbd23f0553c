"""May this step of a return be made now: the guards its workflow names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import CaseRefusal, Transition
from district.design import language
from district.directory import doings
from district.directory.models import ServicePoint
from district.window.returns import differences
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
    return transition.guard != "is_ready_to_check" or row.last < on


def check(transition: Transition, asked: Asked) -> None:
    """Refuse with `CaseRefusal` what a transition's guard does not allow."""
    if transition.guard is not None:
        GUARDS[transition.guard](asked)


def _is_ready_to_check(asked: Asked) -> None:
    if asked.on <= asked.row.last:
        raise CaseRefusal("return.period_not_over", last=asked.row.last)
    lines = differences.lines_of(asked.row)
    if stale := [line for line in lines if line.is_stale]:
        raise CaseRefusal("return.note_stale", figures=_named(stale))
    if open_ := [line for line in lines if line.needs_reason]:
        raise CaseRefusal("return.difference_open", figures=_named(open_))


def _named(lines: Iterable[differences.Line]) -> str:
    lang = language.current()
    return ("、" if lang == "zh" else ", ").join(getattr(line.figure, lang) for line in lines)


def _figures_still_stand(asked: Asked) -> None:
    row = asked.row
    now = doings.count(point=row.point, first=row.first, last=row.last)
    changed = [getattr(f, language.current()) for f in doings.figures() if now[f.code] != row.figures.get(f.code)]
    if changed:
        raise CaseRefusal("return.figures_changed", changed="、".join(changed))


def _says_why(asked: Asked) -> None:
    if not asked.note.strip():
        raise CaseRefusal("return.note_missing")


GUARDS: dict[str, Callable[[Asked], None]] = {
    "is_ready_to_check": _is_ready_to_check,
    "figures_still_stand": _figures_still_stand,
    "says_why": _says_why,
}
assert {t.guard for t in RETURN.transitions if t.guard} == set(GUARDS)
