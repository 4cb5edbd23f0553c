"""An organisation claims itself; an officer verifies or refuses it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from district.accounts import rules, verified
from district.accounts.models import (
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationSize,
    Role,
    Standing,
    User,
)
from district.audit.actions import record
from district.casework.credit_codes import parse_credit_code
from district.casework.refusals import CaseRefusal


@transaction.atomic
def claim(
    *,
    credit_code: str,
    name_zh: str,
    name_en: str = "",
    kind: OrganisationKind,
    size: OrganisationSize,
    by: User,
    at: datetime,
) -> Organisation:
    """Claim an organisation for oneself; its administrator is who claimed it, once an officer has verified it.

    A refused claim may be made again by anybody; a code claimed or verified already leads to its administrator.
    """
    code = parse_credit_code(credit_code)
    if code is None:
        raise CaseRefusal("accounts.credit_code")
    known = Organisation.objects.select_for_update().filter(credit_code=code).first()
    if known is not None and known.standing != Standing.REFUSED:
        raise CaseRefusal("accounts.organisation_known")
    organisation = known or Organisation(credit_code=code)
    organisation.name_zh, organisation.name_en, organisation.kind, organisation.size = name_zh, name_en, kind, size
    organisation.standing, organisation.standing_since = Standing.CLAIMED, at
    organisation._history_user = by  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        # Somebody else claimed the same code at this moment.
        raise CaseRefusal("accounts.organisation_known") from error
    _let_earlier_claimants_go(organisation, by=by, at=at)
    role = Role.SERVICE_INSTITUTION if kind == OrganisationKind.SERVICE_INSTITUTION else Role.ENTERPRISE_ADMIN
    roles = {role, Role.ENTERPRISE_ADMIN}
    for one in sorted(roles):
        if not Membership.objects.filter(
            user=by, organisation=organisation, role=one, valid_until__isnull=True
        ).exists():
            Membership.objects.create(
                user=by, organisation=organisation, role=one, valid_from=timezone.localtime(at).date()
            )
    record(action="accounts.claim", subject=f"organisation:{organisation.pk}", by=by, at=at, detail={"kind": kind})
    return organisation


def _let_earlier_claimants_go(organisation: Organisation, *, by: User, at: datetime) -> None:
    """End what a refused claim left: whoever claims anew has nothing to do with whoever claimed before."""
    today = timezone.localtime(at).date()
    for row in Membership.objects.filter(organisation=organisation, valid_until__isnull=True).exclude(user=by):
        row._history_user = by  # type: ignore[attr-defined]
        if row.valid_from >= today:
            row.delete()
        else:
            row.valid_until = today
            row.save()


def verify(*, organisation: Organisation, by: AbstractBaseUser, at: datetime) -> None:
    """Verify a claim; what other rooms kept for the firm finds it."""
    _judge(organisation, Standing.VERIFIED, by=by, at=at, reason="")


def refuse(*, organisation: Organisation, reason: str, by: AbstractBaseUser, at: datetime) -> None:
    """Refuse a claim; the reason is what the log keeps and the claimant reads."""
    if not reason.strip():
        raise CaseRefusal("accounts.reason_missing")
    _judge(organisation, Standing.REFUSED, by=by, at=at, reason=reason.strip())


@transaction.atomic
def _judge(organisation: Organisation, standing: Standing, *, by: AbstractBaseUser, at: datetime, reason: str) -> None:
    today = timezone.localtime(at).date()
    if not rules.may_judge_claims(by, on=today):
        raise CaseRefusal("accounts.may_not_judge")
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.standing != Standing.CLAIMED:
        raise CaseRefusal("accounts.claim_judged")
    if Membership.objects.filter(organisation=locked, user_id=by.pk).exists():
        raise CaseRefusal("accounts.not_oneself")
    locked.standing, locked.standing_since, locked.standing_reason = standing, at, reason
    locked._history_user = by  # type: ignore[attr-defined]
    locked._change_reason = standing.value  # type: ignore[attr-defined]
    locked.save()
    organisation.refresh_from_db()
    action = "accounts.verify" if standing == Standing.VERIFIED else "accounts.refuse"
    record(action=action, subject=f"organisation:{locked.pk}", by=by, at=at)
    if standing == Standing.VERIFIED and isinstance(by, User):
        verified.follow(organisation=locked, by=by, at=at)
