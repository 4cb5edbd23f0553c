"""Who may do what with an evaluation, and whether it may happen now: the guards its workflow names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import CaseRefusal, Transition
from district.design import language
from district.directory.models import ServicePoint
from district.window.evaluation import tables
from district.window.evaluation.models import Evaluation
from district.window.evaluation.states import EVALUATION, HEAD, OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step somebody wants to make, with what they wrote and the day they name for it."""

    row: Evaluation
    transition: Transition
    by: User
    on: date
    note: str = ""
    until: date | None = None


def roles_at(point: ServicePoint, *, user: User, on: date) -> tuple[str, ...]:
    """Answer what somebody is towards a point's evaluation: its head, an officer of the district."""
    found = []
    if point.code in accounts.places_of(user, on=on, roles=(Role.POINT_HEAD,)):
        found.append(HEAD)
    if Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        found.append(OFFICER)
    return tuple(found)


def is_officer(user: User, *, on: date) -> bool:
    """Answer whether somebody is an officer of the district."""
    return Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on)


def steps_open_to(row: Evaluation, *, user: User, on: date) -> tuple[Transition, ...]:
    """Answer the steps the table offers somebody now; of the three results, the one the score says."""
    roles, wanted = set(roles_at(row.point, user=user, on=on)), outcome(row)
    offered = [t for t in EVALUATION.transitions if row.state in t.sources and roles & set(t.roles)]
    results = {grade.outcome for grade in tables.grades(row.year)}
    return tuple(t for t in offered if t.name not in results or t.name == wanted)


def outcome(row: Evaluation) -> str:
    """Answer the step the points given ask for; "" while an indicator has none."""
    score = score_of(row)
    return "" if score is None else tables.grade_of(row.year, score).outcome


def score_of(row: Evaluation) -> Decimal | None:
    """Answer the score of the points given; None while an indicator has none."""
    given = {line.code: line.given for line in row.lines.all() if line.given is not None}
    if any(one.code not in given for one in tables.indicators(row.year)):
        return None
    return tables.total(row.year, given)


def check(asked: Asked) -> None:
    """Refuse with `CaseRefusal` what a transition's guard does not allow."""
    if asked.transition.guard is not None:
        GUARDS[asked.transition.guard](asked)


def _self_report_is_complete(asked: Asked) -> None:
    row = asked.row
    if asked.on <= date(row.year, 12, 31):
        raise CaseRefusal("evaluation.year_not_over", year=row.year)
    claimed = {line.code for line in row.lines.all() if line.claimed is not None}
    lang = language.current()
    if missing := [one.names[lang] for one in tables.indicators(row.year) if one.code not in claimed]:
        raise CaseRefusal("evaluation.not_claimed", missing=("、" if lang == "zh" else ", ").join(missing))
    if not row.report.strip():
        raise CaseRefusal("evaluation.report_missing")


def _is_not_my_point(asked: Asked) -> None:
    if HEAD in roles_at(asked.row.point, user=asked.by, on=asked.on):
        raise CaseRefusal("evaluation.own_point")


def _says_why(asked: Asked) -> None:
    _is_not_my_point(asked)
    if not asked.note.strip():
        raise CaseRefusal("evaluation.reason_missing")


def _says_what(asked: Asked) -> None:
    if not asked.note.strip():
        raise CaseRefusal("evaluation.rectified_missing")


def _score_says_so(asked: Asked) -> None:
    _is_not_my_point(asked)
    score = score_of(asked.row)
    if score is None:
        raise CaseRefusal("evaluation.not_scored")
    grade = tables.grade_of(asked.row.year, score)
    if grade.outcome != asked.transition.name:
        raise CaseRefusal("evaluation.other_result", score=score, grade=grade.names[language.current()])


def _names_what_and_when(asked: Asked) -> None:
    _score_says_so(asked)
    if not asked.note.strip():
        raise CaseRefusal("evaluation.rectify_what")
    if asked.until is None or asked.until <= asked.on:
        raise CaseRefusal("evaluation.rectify_when")


GUARDS: dict[str, Callable[[Asked], None]] = {
    "self_report_is_complete": _self_report_is_complete,
    "is_not_my_point": _is_not_my_point,
    "says_why": _says_why,
    "says_what": _says_what,
    "score_says_so": _score_says_so,
    "names_what_and_when": _names_what_and_when,
}
assert {t.guard for t in EVALUATION.transitions if t.guard} == set(GUARDS)
