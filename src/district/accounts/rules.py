"""Who may do what in accounts."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from district.accounts.models import Appointment, ForADuration, Membership, Organisation, Standing, User
from district.accounts.queries import places_of, roles_of
from district.accounts.roles import POINT_ROLES, Role

Person = User | AnonymousUser | AbstractBaseUser


def _roles(person: Person, on: date) -> frozenset[Role]:
    return roles_of(person, on=on) if isinstance(person, User) else frozenset()


def may_judge_claims(person: Person, *, on: date) -> bool:
    """Answer whether somebody verifies or refuses what organisations claim."""
    return Role.DISTRICT_OFFICER in _roles(person, on)


def may_administer(person: Person, organisation: Organisation, *, on: date) -> bool:
    """Answer whether somebody invites members and appoints the agency of an organisation."""
    if not isinstance(person, User) or not person.is_active or organisation.standing == Standing.REFUSED:
        return False
    rows = Membership.objects.filter(
        ForADuration.holds(on), user=person, organisation=organisation, role=Role.ENTERPRISE_ADMIN
    )
    return rows.exists()


def may_appoint(person: Person, role: Role, place: str, *, on: date) -> bool:
    """Answer whether somebody gives or ends a role at a place: officers all but their own and the administrators';
    system administrators those; the head of a point its staff."""
    held = _roles(person, on)
    if role in {Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR}:
        return Role.SYSTEM_ADMINISTRATOR in held
    if Role.DISTRICT_OFFICER in held:
        return True
    return role is Role.POINT_STAFF and place in places_of_head(person, on=on)


def places_of_head(person: Person, *, on: date) -> frozenset[str]:
    """Answer the points somebody is the head of."""
    return places_of(person, on=on, roles=(Role.POINT_HEAD,)) if isinstance(person, User) else frozenset()


def may_check_identity(person: Person, *, on: date) -> bool:
    """Answer whether somebody takes the first step of a recovery: the check at the desk."""
    allowed = {Role.POINT_STAFF, Role.POINT_HEAD, Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR}
    return bool(_roles(person, on) & allowed)


def may_open_recovery(person: Person, *, on: date) -> bool:
    """Answer whether somebody takes the second step: opens the account again."""
    return bool(_roles(person, on) & {Role.POINT_HEAD, Role.SYSTEM_ADMINISTRATOR})


def is_privileged(person: Person, *, on: date) -> bool:
    """Answer whether only a system administrator opens somebody's account again."""
    return bool(_roles(person, on) & {Role.DISTRICT_OFFICER, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR})


def may_unlock(person: Person, *, on: date) -> bool:
    """Answer whether somebody ends a lock-out."""
    return bool(_roles(person, on) & {Role.POINT_HEAD, Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR})


def may_erase(person: Person, *, on: date) -> bool:
    """Answer whether somebody carries out or refuses erasures and places legal holds."""
    return Role.SYSTEM_ADMINISTRATOR in _roles(person, on)


def works_for_the_district(person: Person, *, on: date) -> bool:
    """Answer whether somebody may act on behalf of others (代办)."""
    return bool(_roles(person, on) & {*POINT_ROLES, Role.DISTRICT_OFFICER, Role.MEDIATOR, Role.JUDGES_STAFF})


def is_last_administrator(appointment: Appointment, *, on: date) -> bool:
    """Answer whether no other system administrator would remain."""
    if appointment.role != Role.SYSTEM_ADMINISTRATOR:
        return False
    rows = Appointment.objects.filter(ForADuration.holds(on), role=Role.SYSTEM_ADMINISTRATOR, user__is_active=True)
    return not rows.exclude(pk=appointment.pk).exists()
