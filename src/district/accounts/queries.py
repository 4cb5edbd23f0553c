"""Reads of accounts: what somebody is on a day, where, and for whom they may act."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from district.accounts.letters import Sending
from district.accounts.mobiles import parse_mobile
from district.accounts.models import (
    Appointment,
    ForADuration,
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Standing,
    User,
)

Person = User | AnonymousUser


def roles_of(user: Person, *, on: date) -> frozenset[Role]:
    """Answer the roles somebody holds on a day, by appointment or as a member; nobody signed in holds none."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    appointed = Appointment.objects.filter(ForADuration.holds(on), user=user).values_list("role", flat=True)
    member = Membership.objects.filter(ForADuration.holds(on), user=user).values_list("role", flat=True)
    return frozenset(Role(role) for role in [*appointed, *member])


def places_of(
    user: Person, *, on: date, roles: tuple[Role, ...] = (Role.POINT_STAFF, Role.POINT_HEAD)
) -> frozenset[str]:
    """Answer the codes of the service points at which somebody holds one of `roles` on a day."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    rows = Appointment.objects.filter(ForADuration.holds(on), user=user, role__in=roles).exclude(place="")
    return frozenset(rows.values_list("place", flat=True))


def organisations_of(user: Person, *, on: date) -> QuerySet[Organisation]:
    """Answer the organisations somebody may act for on a day: their own, and those whose proxy their own is.

    Only a verified agency may use a proxy; an organisation somebody merely claimed is theirs to see, not to lend.
    """
    if not isinstance(user, User) or not user.is_active:
        return Organisation.objects.none()
    own = Membership.objects.filter(ForADuration.holds(on), user=user).values("organisation")
    lent = Organisation.objects.filter(
        ForADuration.holds(on, through="proxies_given__"),
        proxies_given__agency__in=own,
        proxies_given__agency__standing=Standing.VERIFIED,
    ).values("pk")
    return Organisation.objects.exclude(standing=Standing.REFUSED).filter(Q(pk__in=own) | Q(pk__in=lent))


def verified_organisations_of(user: Person, *, on: date) -> QuerySet[Organisation]:
    """Answer the organisations whose matters somebody may read on a day, whoever filed them.

    One that was merely claimed is none: a credit code is public, and whoever types it shows nothing by it.
    """
    return organisations_of(user, on=on).filter(standing=Standing.VERIFIED)


def staff_of(place: str, *, on: date) -> QuerySet[User]:
    """Answer who works at a service point on a day, its head among them."""
    at_place = Appointment.objects.filter(
        ForADuration.holds(on), place=place, role__in=(Role.POINT_STAFF, Role.POINT_HEAD)
    )
    return User.objects.filter(pk__in=at_place.values("user"), is_active=True).order_by("name", "pk")


def heads_of(place: str, *, on: date) -> QuerySet[User]:
    """Answer who heads a service point on a day."""
    held = Appointment.objects.filter(ForADuration.holds(on), place=place, role=Role.POINT_HEAD)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def officers(*, on: date) -> QuerySet[User]:
    """Answer the officers of the district on a day."""
    held = Appointment.objects.filter(ForADuration.holds(on), role=Role.DISTRICT_OFFICER)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def members_of(organisation: Organisation, *, on: date) -> QuerySet[User]:
    """Answer who belongs to an organisation on a day."""
    held = Membership.objects.filter(ForADuration.holds(on), organisation=organisation)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def may_lend_to(*, principal: Organisation) -> QuerySet[Organisation]:
    """Answer the verified service institutions an organisation can appoint as its proxy."""
    verified = Organisation.objects.filter(standing=Standing.VERIFIED, kind=OrganisationKind.SERVICE_INSTITUTION)
    return verified.exclude(pk=principal.pk)


def own_organisations(user: User, *, on: date) -> QuerySet[Organisation]:
    """Answer the organisations somebody belongs to on a day, refused claims among them: they see why."""
    own = Membership.objects.filter(ForADuration.holds(on), user=user).values("organisation")
    return Organisation.objects.filter(pk__in=own)


def claims_waiting() -> QuerySet[Organisation]:
    """Answer the claims an officer has to judge, the longest waiting first."""
    return Organisation.objects.filter(standing=Standing.CLAIMED).order_by("standing_since", "pk")


def invitations_for(user: User, *, at: datetime) -> QuerySet[Invitation]:
    """Answer the open invitations to the number somebody proved to have."""
    if not user.mobile or user.mobile_verified_at is None:
        return Invitation.objects.none()
    return Invitation.objects.filter(mobile=user.mobile, taken_at__isnull=True, ends_at__gt=at).select_related(
        "organisation"
    )


SENDING = timedelta(minutes=2)
"""After so long a letter still being sent was left by a process that died."""


def letter_said(invitation: Invitation, *, at: datetime) -> Sending:
    """Answer what is known of an invitation's letter; of one whose sender died, that it perhaps did not go."""
    found = Sending(invitation.sending)
    is_lost = found is Sending.UNDERWAY and invitation.invited_at < at - SENDING
    return Sending.UNCERTAIN if is_lost else found


def known_as(*, name: str, mobile: str) -> User | None:
    """Answer the person who has both this name and this number, which they proved to have."""
    number, name = parse_mobile(mobile), name.strip()
    if not number or not name:
        return None
    known = User.objects.filter(mobile=number, mobile_verified_at__isnull=False, is_active=True)
    return known.filter(name=name).first()


def people_found(text: str) -> QuerySet[User]:
    """Answer the people a desk looks for: by the whole mobile number, the user name, or part of the name."""
    text = text.strip()
    if not text:
        return User.objects.none()
    mobile = parse_mobile(text)
    wanted = Q(username__iexact=text) | Q(name__icontains=text)
    return User.objects.filter(Q(mobile=mobile) if mobile else wanted).order_by("name", "pk")


def district_staff(*, on: date, places: frozenset[str] | None = None) -> QuerySet[Appointment]:
    """Answer the appointments that hold on a day, of the whole district or of some points."""
    rows = Appointment.objects.filter(ForADuration.holds(on)).select_related("user").order_by("place", "role", "pk")
    return rows if places is None else rows.filter(place__in=places)


def locked_accounts(*, at: datetime) -> tuple[User, ...]:
    """Answer the people who are locked out at a moment, from wherever."""
    since = at - settings.AXES_COOLOFF_TIME
    names = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=since
    ).values_list("username", flat=True)
    return tuple(User.objects.filter(username__in=set(names)).order_by("name", "pk"))
