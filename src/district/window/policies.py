"""May this happen now: the guards the workflow names. A button asks the same function as the action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from district.accounts import queries as accounts
from district.accounts.models import User
from district.casework import CaseRefusal, Transition
from district.directory.models import ServicePoint
from district.window import rules
from district.window.models import Request
from district.window.states import DESK, REQUEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step somebody wants to make, with what they gave for it."""

    request: Request
    by: User | None
    on: date
    note: str = ""
    handler: User | None = None
    point: ServicePoint | None = None
    other: Request | None = None


def steps_open_to(request: Request, *, user: User, on: date) -> tuple[Transition, ...]:
    """Answer the steps somebody may make now, in the order of the table, whatever they still have to fill in."""
    roles = rules.roles_towards(request, user=user, on=on)
    return tuple(
        transition
        for transition in REQUEST.transitions
        if request.state in transition.sources
        and set(roles) & set(transition.roles)
        and _may_begin(transition, Asked(request=request, by=user, on=on))
    )


def _may_begin(transition: Transition, asked: Asked) -> bool:
    guard = BEFORE_INPUT.get(transition.guard or "")
    try:
        for one in (*([guard] if guard else []), *_also.get(transition.name, ())):
            one(asked)
    except CaseRefusal:
        return False
    return True


def check(transition: Transition, asked: Asked) -> None:
    """Refuse with `CaseRefusal` what a transition's guard does not allow."""
    if transition.guard is not None:
        GUARDS[transition.guard](asked)
    for condition in _also.get(transition.name, ()):
        condition(asked)


_also: dict[str, list[Callable[[Asked], None]]] = {}


def also(step: str, condition: Callable[[Asked], None]) -> None:
    """Let a room above refuse a step as well, whatever is filled in; called once, when that room is loaded."""
    _also.setdefault(step, []).append(condition)


def _contact_is_confirmed(asked: Asked) -> None:
    request = asked.request
    at_desk = asked.by is not None and request.filed_by_id == asked.by.pk
    if request.contact_confirmed_at is None and not at_desk:
        raise CaseRefusal("request.contact_not_confirmed")


def _is_at_my_point(asked: Asked) -> None:
    if asked.by is None:
        return
    places = accounts.places_of(asked.by, on=asked.on)
    if asked.request.point is None:
        raise CaseRefusal("request.no_point_yet")
    if asked.request.point.code not in places:
        raise CaseRefusal("request.at_another_point", point=asked.request.point.name_zh)


def _gives_words(code: str) -> Callable[[Asked], None]:
    def guard(asked: Asked) -> None:
        if not asked.note.strip():
            raise CaseRefusal(code)

    return guard


def _is_same_applicant(asked: Asked) -> None:
    other, request = asked.other, asked.request
    if other is None or other.pk == request.pk:
        raise CaseRefusal("request.merge_into_which")
    if REQUEST.state(other.state).is_terminal:
        raise CaseRefusal("request.merge_into_ended", number=other.number)
    same_firm = request.organisation_id is not None and request.organisation_id == other.organisation_id
    same_person = request.applicant_id is not None and request.applicant_id == other.applicant_id
    same_number = bool(request.contact_mobile) and request.contact_mobile == other.contact_mobile
    if not (same_firm or same_person or same_number):
        raise CaseRefusal("request.merge_other_applicant", number=other.number)


def _handler_serves_point(asked: Asked) -> None:
    if asked.handler is None:
        raise CaseRefusal("request.handler_missing")
    point = asked.request.point
    if point is None:
        raise CaseRefusal("request.no_point_yet")
    if not accounts.staff_of(point.code, on=asked.on).filter(pk=asked.handler.pk).exists():
        raise CaseRefusal("request.handler_elsewhere", handler=asked.handler.called, point=point.name_zh)
    organisation = asked.request.organisation_id
    if organisation and accounts.organisations_of(asked.handler, on=asked.on).filter(pk=organisation).exists():
        raise CaseRefusal("request.handler_in_conflict", handler=asked.handler.called)


def _point_offers_item(asked: Asked) -> None:
    request, point = asked.request, asked.point
    if point is None or point.pk == request.point_id:
        raise CaseRefusal("request.refer_to_which")
    if request.item is not None and not request.item.points.filter(pk=point.pk).exists():
        raise CaseRefusal("request.point_without_item", point=point.name_zh, item=request.item.name_zh)


def _has_an_answer(asked: Asked) -> None:
    if not asked.note.strip():
        raise CaseRefusal("request.answer_missing")


GUARDS: dict[str, Callable[[Asked], None]] = {
    "contact_is_confirmed": _contact_is_confirmed,
    "is_at_my_point": _is_at_my_point,
    "says_what_is_missing": _gives_words("request.supplement_of_what"),
    "names_the_right_door": _gives_words("request.right_door_missing"),
    "is_same_applicant": _is_same_applicant,
    "handler_serves_point": _handler_serves_point,
    "point_offers_item": _point_offers_item,
    "gives_a_reason": _gives_words("request.reason_missing"),
    "has_an_answer": _has_an_answer,
}
BEFORE_INPUT = {name: GUARDS[name] for name in ("is_at_my_point", "contact_is_confirmed")}
"""Guards that can be asked before anything is filled in: where they refuse, the button does not show."""
assert {t.guard for t in REQUEST.transitions if t.guard} == set(GUARDS)
assert set(DESK) <= {role for t in REQUEST.transitions for role in t.roles}
