"""An organisation invites: the owner of a number, or whoever reads an address of e-mail."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from district.accounts import outgoing
from district.accounts.actions.members import demand_administrator
from district.accounts.letters import Sending
from district.accounts.mobiles import parse_mobile
from district.accounts.models import Invitation, Membership, Organisation, OrganisationKind, Role, User
from district.accounts.roles import MEMBER_ROLES
from district.audit.actions import record
from district.casework.refusals import CaseRefusal
from district.notices.actions import announce

INVITATION_DAYS = 14
"""How long an invitation can be taken up."""
LinkTo = Callable[[str], str]
"""Answers the whole address under which the link of a secret is opened."""


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


@transaction.atomic
def invite(*, organisation: Organisation, mobile: str, role: Role, by: User, at: datetime) -> Invitation:
    """Invite the owner of a number, who is told by a notice or a text message. Whether they have an account is not."""
    number = parse_mobile(mobile)
    if number is None:
        raise CaseRefusal("accounts.no_mobile_number")
    invitation = _invite(Invitation(organisation=organisation, mobile=number), role=role, by=by, at=at)
    known = User.objects.filter(mobile=number, mobile_verified_at__isnull=False, is_active=True).first()
    if known:
        announce(to=known, kind="accounts.invited", matter=f"invitation:{invitation.pk}", values={}, at=at)
    else:
        transaction.on_commit(lambda: outgoing.text_message(to=number, template="accounts_invited", lang=by.language))
    return invitation


@transaction.atomic
def invite_by_mail(
    *, organisation: Organisation, address: str, role: Role, link_to: LinkTo, by: User, at: datetime
) -> Invitation:
    """Invite whoever reads an address: a letter with a link that is used once, of which only a digest stays here."""
    if not outgoing.has_mail():
        raise CaseRefusal("accounts.no_mail_channel")
    key, to, lang = secrets.token_urlsafe(24), address.lower(), by.language
    invitation = Invitation(organisation=organisation, email=to, key_digest=_digest(key))
    _invite(invitation, role=role, by=by, at=at)
    with override(lang):
        title = gettext("An organisation invites you")
        text = gettext(
            "%(organisation)s invites you to act for it on the site of the innovation district. The link holds until "
            "%(until)s and is used once. If you do not know the organisation, do nothing."
        )
    said = text % {"organisation": organisation.name_in(lang), "until": f"{_day(invitation.ends_at):%Y-%m-%d}"}
    told = _underway(invitation)
    transaction.on_commit(lambda: outgoing.mail(to=to, title=title, text=said, link=link_to(key), lang=lang, told=told))
    return invitation


def invite_again(*, invitation: Invitation, link_to: LinkTo, by: User, at: datetime) -> Invitation:
    """Put a new invitation to the same in the place of an open one; a link sent before opens nothing any more."""
    firm, role = invitation.organisation, Role(invitation.role)
    if invitation.taken_at is not None:
        raise CaseRefusal("accounts.invitation_over")
    if invitation.mobile:
        return invite(organisation=firm, mobile=invitation.mobile, role=role, by=by, at=at)
    return invite_by_mail(organisation=firm, address=invitation.email, role=role, link_to=link_to, by=by, at=at)


def _underway(invitation: Invitation) -> outgoing.Told:
    """Note that its message is being sent; answers what notes how that ended."""
    invitation.sending = Sending.UNDERWAY
    invitation.save(update_fields=["sending"])
    pk = invitation.pk
    return lambda end: Invitation.objects.filter(pk=pk).update(sending=end)


def _invite(invitation: Invitation, *, role: Role, by: User, at: datetime) -> Invitation:
    """Store an invitation in the place of an open one to the same."""
    firm = invitation.organisation
    demand_administrator(by, firm, at)
    is_institution = firm.kind == OrganisationKind.SERVICE_INSTITUTION
    if role not in MEMBER_ROLES or (role is Role.SERVICE_INSTITUTION and not is_institution):
        raise CaseRefusal("accounts.role_not_given", role=role.label)
    same = {"organisation": firm, "mobile": invitation.mobile, "email": invitation.email}
    Invitation.objects.filter(**same, taken_at__isnull=True).delete()
    invitation.role, invitation.invited_by, invitation.invited_at = role, by, at
    invitation.ends_at = at + timedelta(days=INVITATION_DAYS)
    invitation.save()
    record(action="accounts.invite", subject=f"organisation:{firm.pk}", by=by, at=at, detail={"role": role})
    return invitation


@transaction.atomic
def take_up(*, invitation: Invitation, by: User, at: datetime) -> Membership:
    """Become a member: whoever proved to have the number the invitation names."""
    open_one = _open(invitation.pk, at)
    if not open_one.mobile or by.mobile != open_one.mobile or by.mobile_verified_at is None:
        raise CaseRefusal("accounts.number_not_proved")
    return _join(open_one, by=by, at=at)


@transaction.atomic
def take_up_by_link(*, key: str, by: User, at: datetime) -> Membership:
    """Become a member: whoever was sent the link; it opens once."""
    found = by_key(key, at=at)
    if found is None:
        raise CaseRefusal("accounts.invitation_over")
    return _join(_open(found.pk, at), by=by, at=at)


def by_key(key: str, *, at: datetime) -> Invitation | None:
    """Answer the open invitation of a link's secret."""
    rows = Invitation.objects.filter(key_digest=_digest(key), taken_at__isnull=True, ends_at__gt=at)
    return rows.select_related("organisation").first()


def _open(pk: int, at: datetime) -> Invitation:
    rows = Invitation.objects.select_for_update().filter(pk=pk, taken_at__isnull=True, ends_at__gt=at)
    found = rows.first()
    if found is None:
        raise CaseRefusal("accounts.invitation_over")
    return found


def _join(invitation: Invitation, *, by: User, at: datetime) -> Membership:
    firm, role = invitation.organisation_id, invitation.role
    if Membership.objects.filter(user=by, organisation_id=firm, role=role, valid_until__isnull=True).exists():
        raise CaseRefusal("accounts.already_member")
    invitation.taken_at = at
    invitation.save()
    membership = Membership(user=by, organisation_id=firm, role=role, valid_from=_day(at))
    membership._history_user = by  # type: ignore[attr-defined]
    membership.save()
    record(action="accounts.join", subject=f"organisation:{firm}", by=by, at=at, detail={"role": role})
    return membership


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
