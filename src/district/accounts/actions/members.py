"""An organisation's people, whose membership ends; and its agency."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from district.accounts import rules
from district.accounts.models import (
    ForADuration,
    Membership,
    Organisation,
    OrganisationKind,
    Proxy,
    Role,
    Standing,
    User,
)
from district.audit.actions import record
from district.casework.refusals import CaseRefusal

LONGEST_PROXY_DAYS = 3 * 366
"""A proxy is appointed for three years at most, then anew."""


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def demand_administrator(by: User, organisation: Organisation, at: datetime) -> None:
    """Refuse whoever does not administer a verified organisation."""
    if not rules.may_administer(by, organisation, on=_day(at)):
        raise CaseRefusal("accounts.may_not_administer")
    if organisation.standing != Standing.VERIFIED:
        raise CaseRefusal("accounts.not_verified")


@transaction.atomic
def end_membership(*, membership: Membership, by: User, at: datetime) -> None:
    """End a membership today; an organisation keeps one administrator at least."""
    organisation, today = membership.organisation, _day(at)
    leaves = membership.user_id == by.pk
    if not leaves and not rules.may_administer(by, organisation, on=today):
        raise CaseRefusal("accounts.may_not_administer")
    administrators = Membership.objects.filter(
        ForADuration.holds(today), organisation=organisation, role=Role.ENTERPRISE_ADMIN
    ).exclude(pk=membership.pk)
    if membership.role == Role.ENTERPRISE_ADMIN and not administrators.exists():
        raise CaseRefusal("accounts.last_of_organisation")
    membership._history_user = by  # type: ignore[attr-defined]
    if membership.valid_from >= today:
        membership.delete()
    else:
        membership.valid_until = today
        membership.save()
    detail = {"role": membership.role, "user": membership.user_id}
    record(action="accounts.leave", subject=f"organisation:{organisation.pk}", by=by, at=at, detail=detail)


@transaction.atomic
def appoint_proxy(
    *, principal: Organisation, agency: Organisation, valid_from: date, valid_until: date, by: User, at: datetime
) -> Proxy:
    """Let an agency act for the organisation until a day."""
    demand_administrator(by, principal, at)
    if agency.standing != Standing.VERIFIED or agency.kind != OrganisationKind.SERVICE_INSTITUTION:
        raise CaseRefusal("accounts.agency_not_verified")
    if valid_from < _day(at) or not 0 < (valid_until - valid_from).days <= LONGEST_PROXY_DAYS:
        raise CaseRefusal("accounts.proxy_span")
    if Proxy.objects.filter(ForADuration.holds(valid_from), principal=principal, agency=agency).exists():
        raise CaseRefusal("accounts.proxy_there")
    proxy = Proxy(principal=principal, agency=agency, valid_from=valid_from, valid_until=valid_until)
    proxy._history_user = by  # type: ignore[attr-defined]
    proxy.save()
    detail = {"agency": agency.pk, "until": valid_until.isoformat()}
    record(action="accounts.appoint_proxy", subject=f"organisation:{principal.pk}", by=by, at=at, detail=detail)
    return proxy


@transaction.atomic
def end_proxy(*, proxy: Proxy, by: User, at: datetime) -> None:
    """End a proxy today, whatever day was named."""
    today = _day(at)
    if not rules.may_administer(by, proxy.principal, on=today):
        raise CaseRefusal("accounts.may_not_administer")
    if proxy.valid_until is not None and proxy.valid_until <= today:
        raise CaseRefusal("accounts.already_ended")
    proxy._history_user = by  # type: ignore[attr-defined]
    if proxy.valid_from >= today:
        proxy.delete()
    else:
        proxy.valid_until = today
        proxy.save()
    detail = {"agency": proxy.agency_id}
    record(action="accounts.end_proxy", subject=f"organisation:{proxy.principal_id}", by=by, at=at, detail=detail)
