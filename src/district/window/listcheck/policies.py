"""Who may do what with a listed filing, and whether it may happen now: the guards its workflow names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import CaseRefusal, Transition
from district.window.listcheck.models import Filing, Outcome
from district.window.listcheck.states import DESK, FIRM, LISTED

DESK_ROLES = frozenset({Role.POINT_STAFF, Role.POINT_HEAD, Role.DISTRICT_OFFICER})
ATTEMPTS_NEEDED = 2
"""On how many days an applicant has to be tried before the outcome is that there was no contact: a setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step somebody wants to make, and what they give for it."""

    row: Filing
    note: str = ""
    outcome: str = ""
    has_file: bool = False


def roles_towards(row: Filing, *, user: User, on: date) -> tuple[str, ...]:
    """Answer what somebody is towards a filing: of its firm, of the point that follows it up, of the district."""
    roles, found = accounts.roles_of(user, on=on), []
    if row.organisation_id and accounts.verified_organisations_of(user, on=on).filter(pk=row.organisation_id).exists():
        found.append(FIRM)
    for role in (Role.POINT_STAFF, Role.POINT_HEAD):
        places = accounts.places_of(user, on=on, roles=(role,))
        if places and (row.point is None or row.point.code in places):
            found.append(role.value)
    if Role.DISTRICT_OFFICER in roles:
        found.append(Role.DISTRICT_OFFICER.value)
    return tuple(found)


def is_desk(user: User, *, on: date) -> bool:
    """Answer whether somebody works on lists at all."""
    return bool(accounts.roles_of(user, on=on) & DESK_ROLES)


def steps_of_the_desk(row: Filing, *, user: User, on: date) -> tuple[Transition, ...]:
    """Answer the desk's steps somebody may make now."""
    roles = set(roles_towards(row, user=user, on=on)) & set(DESK)
    open_ = [t for t in LISTED.transitions if row.state in t.sources and roles & set(t.roles)]
    return tuple(t for t in open_ if t.name != "report")


def check(transition: Transition, asked: Asked) -> None:
    """Refuse with `CaseRefusal` what a transition's guard does not allow."""
    if transition.guard is not None:
        GUARDS[transition.guard](asked)


def _has_evidence(asked: Asked) -> None:
    if asked.outcome not in (Outcome.WITHDRAWN, Outcome.REASONS):
        raise CaseRefusal("listcheck.outcome_unknown")
    if not asked.has_file:
        raise CaseRefusal("listcheck.file_missing")
    if asked.outcome == Outcome.REASONS and not asked.note.strip():
        raise CaseRefusal("listcheck.reasons_missing")


def _says_why(asked: Asked) -> None:
    if not asked.note.strip():
        raise CaseRefusal("listcheck.reason_missing")


def _outcome_is_shown(asked: Asked) -> None:
    if asked.outcome not in Outcome.values or asked.outcome == Outcome.OPEN:
        raise CaseRefusal("listcheck.outcome_unknown")
    if not asked.note.strip():
        raise CaseRefusal("listcheck.evidence_missing")
    days = {attempt.on for attempt in asked.row.attempts.all()}
    if asked.outcome == Outcome.NO_CONTACT and len(days) < ATTEMPTS_NEEDED:
        raise CaseRefusal("listcheck.attempts_missing", needed=ATTEMPTS_NEEDED, made=len(days))


def _batch_is_settled(asked: Asked) -> None:
    left = asked.row.batch.filings.exclude(state__in=("settled", "reported")).count()
    if left:
        raise CaseRefusal("listcheck.batch_open", left=left)


GUARDS: dict[str, Callable[[Asked], None]] = {
    "has_evidence": _has_evidence,
    "says_why": _says_why,
    "outcome_is_shown": _outcome_is_shown,
    "batch_is_settled": _batch_is_settled,
}
assert {t.guard for t in LISTED.transitions if t.guard} == set(GUARDS)
