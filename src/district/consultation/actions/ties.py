"""What alliance members declare of their ties: for whom they act, against whom, what interests they have themselves.

Their own experts declare, and the district's officers write down what an institution hands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from district.accounts.models import User
from district.accounts.queries import roles_of
from district.accounts.roles import Role
from district.audit.actions import record
from district.casework import CaseRefusal
from district.casework.credit_codes import parse_credit_code
from district.consultation.models import Interest
from district.consultation.rules import expert_of
from district.directory.models import AllianceMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie as it is declared, from a day (None: from ever) until the day before another (None: further notice)."""

    relation: str
    name: str
    credit_code: str = ""
    holds_from: date | None = None
    ended_on: date | None = None


@transaction.atomic
def declare(*, member: AllianceMember, tie: Tie, by: User, at: datetime) -> Interest:
    """Declare a tie of an institution; it counts from now on, also for bookings that stand."""
    on = timezone.localtime(at).date()
    _demand_may(member, by, on)
    code = parse_credit_code(tie.credit_code) if tie.credit_code.strip() else ""
    if code is None:
        raise CaseRefusal("consultation.credit_code_wrong")
    if tie.holds_from and tie.ended_on and tie.ended_on <= tie.holds_from:
        raise CaseRefusal("consultation.tie_ends_first")
    same = Interest.objects.filter(member=member, relation=tie.relation, name=tie.name.strip(), ended_on=None)
    if tie.ended_on is None and same.exists():
        raise CaseRefusal("consultation.declared_already")
    row = Interest.objects.create(
        member=member,
        relation=tie.relation,
        name=tie.name.strip(),
        credit_code=code,
        declared_by=by,
        declared_on=on,
        holds_from=tie.holds_from,
        ended_on=tie.ended_on,
    )
    locked = AllianceMember.objects.select_for_update().get(pk=member.pk)
    locked.conflict_declared_on = on
    locked._history_user = by  # type: ignore[attr-defined]
    locked.save()
    record(action="interest.declare", subject=f"interest:{row.pk}", by=by, at=at, detail={"relation": tie.relation})
    return row


@transaction.atomic
def end(*, interest: Interest, by: User, at: datetime) -> Interest:
    """End a declared tie today; it stays to be read."""
    on = timezone.localtime(at).date()
    _demand_may(interest.member, by, on)
    interest.ended_on = on
    interest.save()
    record(action="interest.end", subject=f"interest:{interest.pk}", by=by, at=at)
    return interest


def _demand_may(member: AllianceMember, by: User, on: date) -> None:
    expert = expert_of(by, on=on)
    is_own = expert is not None and expert.member_id == member.pk
    if not (is_own or Role.DISTRICT_OFFICER in roles_of(by, on=on)):
        raise CaseRefusal("step.not_your_role", action="declare a tie", roles=("expert", "district_officer"))
