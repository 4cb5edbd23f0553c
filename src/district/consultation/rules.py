"""Who somebody is to a booking or a day: the roles the workflow tables speak of."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from district.accounts.models import Role, User
from district.accounts.queries import places_of, roles_of, verified_organisations_of
from district.casework.workflows import SYSTEM
from district.consultation.models import Booking, ConsultationDay, Expert, Series

Person = User | AnonymousUser


def roles_in_booking(booking: Booking, *, by: User | None, at: datetime) -> tuple[str, ...]:
    """Answer the roles somebody has in a booking: theirs, its expert's, the desk's at its point; the system's for None.

    Nobody is on both sides of one's own booking: whoever it is for does not act on it as the desk.
    """
    if by is None:
        return (SYSTEM,)
    on = timezone.localtime(at).date()
    if is_for(booking, by, on=on):
        return (Role.ENTERPRISE_USER.value,)
    roles = desk_roles(booking.slot.day.series, by, on=on)
    return (*roles, Role.EXPERT.value) if booking.slot.experts.filter(user=by).exists() else roles


def is_for(booking: Booking, user: Person, *, on: date) -> bool:
    """Answer whether a booking is somebody's own or their firm's."""
    if booking.person_id is not None and booking.person_id == user.pk:
        return True
    firm = booking.organisation_id
    return firm is not None and verified_organisations_of(user, on=on).filter(pk=firm).exists()


def desk_roles(series: Series, user: Person, *, on: date) -> tuple[str, ...]:
    """Answer the roles somebody holds at the point of a series on a day."""
    kept = (Role.POINT_STAFF, Role.POINT_HEAD)
    return tuple(role.value for role in kept if series.point.code in places_of(user, on=on, roles=(role,)))


def roles_on_day(day: ConsultationDay, *, by: User | None, at: datetime) -> tuple[str, ...]:
    """Answer the roles somebody has for the roster of a day."""
    return (SYSTEM,) if by is None else desk_roles(day.series, by, on=timezone.localtime(at).date())


def expert_of(user: Person, *, on: date) -> Expert | None:
    """Answer the expert somebody is on a day: entered as one, and appointed for that day."""
    if Role.EXPERT not in roles_of(user, on=on):
        return None
    return Expert.objects.select_related("member").filter(user=user.pk).first()
