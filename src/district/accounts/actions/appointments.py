"""Giving a role and ending it."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from district.accounts import rules
from district.accounts.models import Appointment, ForADuration, User
from district.accounts.roles import APPOINTED_ROLES, POINT_ROLES, Role
from district.audit.actions import record
from district.casework.refusals import CaseRefusal


@transaction.atomic
def appoint(
    *, user: User, role: Role, place: str, valid_from: date, by: AbstractBaseUser | None, at: datetime
) -> Appointment:
    """Give a role, at a point where the role is held at one. `by` None is the operator's command line."""
    if role not in APPOINTED_ROLES:
        raise CaseRefusal("accounts.role_not_appointed", role=role.label)
    if (role in POINT_ROLES) != bool(place):
        raise CaseRefusal("accounts.place_wrong", role=role.label)
    if by is not None and not rules.may_appoint(by, role, place, on=_day(at)):
        raise CaseRefusal("accounts.may_not_appoint", role=role.label)
    if by is not None and by.pk == user.pk:
        raise CaseRefusal("accounts.not_oneself")
    if Appointment.objects.filter(ForADuration.holds(valid_from), user=user, role=role, place=place).exists():
        raise CaseRefusal("accounts.already_appointed", role=role.label)
    appointment = Appointment(user=user, role=role, place=place, valid_from=valid_from)
    appointment._history_user = by  # type: ignore[attr-defined]
    appointment.save()
    detail = {"role": role.value, "place": place, "from": valid_from.isoformat()}
    record(action="accounts.appoint", subject=f"user:{user.pk}", by=by, at=at, detail=detail)
    return appointment


@transaction.atomic
def end(*, appointment: Appointment, on: date, by: AbstractBaseUser, at: datetime) -> None:
    """End an appointment: it no longer holds on the day `on`."""
    role = Role(appointment.role)
    if not rules.may_appoint(by, role, appointment.place, on=_day(at)):
        raise CaseRefusal("accounts.may_not_appoint", role=role.label)
    if rules.is_last_administrator(appointment, on=on):
        raise CaseRefusal("accounts.last_administrator")
    if appointment.valid_until is not None and appointment.valid_until <= on:
        raise CaseRefusal("accounts.already_ended")
    appointment._history_user = by  # type: ignore[attr-defined]
    if on <= appointment.valid_from:
        # It never held a whole day; the log and the history keep it.
        appointment.delete()
    else:
        appointment.valid_until = on
        appointment.save()
    detail = {"role": role.value, "place": appointment.place, "until": on.isoformat()}
    record(action="accounts.end_appointment", subject=f"user:{appointment.user_id}", by=by, at=at, detail=detail)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
