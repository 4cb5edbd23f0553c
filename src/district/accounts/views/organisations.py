"""My organisations: claim, members, agency, and for whom I act."""

from __future__ import annotations

from functools import partial
from typing import cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from district.accounts import acting, mobiles, queries, rules
from district.accounts.actions import invitations, members, organisations
from district.accounts.answers import said, say_errors, sentence
from district.accounts.doors import holder_of_the_key, open_to, signed_in
from district.accounts.forms.organisations import ClaimForm, InvitationForm, ProxyForm
from district.accounts.models import (
    ForADuration,
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationSize,
    Proxy,
    User,
)
from district.accounts.roles import Role
from district.casework.refusals import CaseRefusal
from district.design import language
from district.limits.doors import limited


@signed_in
@limited("accounts.claim", most=10, seconds=86_400)
def claim(request: HttpRequest) -> HttpResponse:
    """Claim an organisation for oneself."""
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            firm = organisations.claim(
                credit_code=told["credit_code"],
                name_zh=told["name_zh"],
                name_en=told["name_en"],
                kind=OrganisationKind(told["kind"]),
                size=OrganisationSize(told["size"]),
                by=cast(User, request.user),
                at=timezone.now(),
            )
        except CaseRefusal as refusal:
            form.add_error("credit_code", sentence(refusal))
        else:
            return redirect("organisation", pk=firm.pk)
    return render(request, "accounts/claim.html", {"form": form})


def _mine(request: HttpRequest, pk: int) -> Organisation:
    own = queries.own_organisations(cast(User, request.user), on=timezone.localdate())
    return get_object_or_404(own, pk=pk)


@signed_in
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One of my organisations: its standing, people and agencies."""
    firm, today = _mine(request, pk), timezone.localdate()
    given = {
        "firm": firm,
        "administers": rules.may_administer(cast(User, request.user), firm, on=today),
        "members": firm.memberships.filter(ForADuration.holds(today)).select_related("user"),
        "invitations": [
            (
                one,
                mobiles.shown(one.mobile) or one.email,
                timezone.localtime(one.ends_at).date(),
                queries.letter_said(one, at=timezone.now()),
            )
            for one in _open_invitations(firm)
        ],
        "proxies": Proxy.objects.filter(principal=firm, valid_until__gt=today).select_related("agency"),
        "lent": Proxy.objects.filter(ForADuration.holds(today), agency=firm).select_related("principal"),
        "invite": InvitationForm(),
        "proxy": ProxyForm(principal=firm),
    }
    return render(request, "accounts/organisation.html", given)


def _open_invitations(firm: Organisation) -> QuerySet[Invitation]:
    return firm.invitations.filter(taken_at__isnull=True, ends_at__gt=timezone.now())


def _link(request: HttpRequest, key: str) -> str:
    path = reverse("invitation", args=[key])
    return f"{settings.PATENTRY_SITE_URL}{path}" if settings.PATENTRY_SITE_URL else request.build_absolute_uri(path)


@signed_in
@limited("accounts.invite", most=20, seconds=86_400)
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite somebody by number."""
    firm, form = _mine(request, pk), InvitationForm(request.POST)
    if form.is_valid():
        told, by, at = form.cleaned_data, cast(User, request.user), timezone.now()
        role = Role(told["role"])
        if told["mobile"]:
            with said(request, _("The invitation waits until its number signs in.")):
                invitations.invite(organisation=firm, mobile=told["mobile"], role=role, by=by, at=at)
        else:
            with said(request, _("The invitation is on its way; its link is used once.")):
                invitations.invite_by_mail(
                    organisation=firm, address=told["email"], role=role, link_to=partial(_link, request), by=by, at=at
                )
    else:
        say_errors(request, form)
    return redirect("organisation", pk=pk)


@signed_in
@limited("accounts.invite", most=20, seconds=86_400)
@require_POST
def invite_again(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """Invite the same person anew, whose letter or message did not come."""
    found = get_object_or_404(_open_invitations(_mine(request, pk)), pk=invitation)
    with said(request, _("The invitation goes out again; a link sent before holds no more.")):
        invitations.invite_again(
            invitation=found, link_to=partial(_link, request), by=cast(User, request.user), at=timezone.now()
        )
    return redirect("organisation", pk=pk)


@signed_in
@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Become a member of the organisation that invited me."""
    user, now = cast(User, request.user), timezone.now()
    invitation = queries.invitations_for(user, at=now).filter(pk=pk).first()
    if invitation is None:
        raise Http404
    with said(request, _("You belong to the organisation now.")):
        invitations.take_up(invitation=invitation, by=user, at=now)
    return redirect("my_account")


@open_to(holder_of_the_key)
@never_cache
@limited("accounts.invitation", most=20, seconds=3_600)
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """The link of an invitation: what it is, and taking it up once signed in."""
    now = timezone.now()
    found = invitations.by_key(key, at=now)
    if found is None:
        raise Http404
    if request.method == "POST":
        if not isinstance(request.user, User):
            return redirect_to_login(request.path)
        with said(request, _("You belong to the organisation now.")):
            invitations.take_up_by_link(key=key, by=request.user, at=now)
        return redirect("my_account")
    given = {
        "firm": found.organisation.name_in(language.current()),
        "role": Role(found.role).label,
        "until": f"{timezone.localtime(found.ends_at):%Y-%m-%d}",
    }
    return render(request, "accounts/invitation.html", given)


@signed_in
@require_POST
def end_membership(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """End a membership, mine or one I administer."""
    firm = _mine(request, pk)
    membership = get_object_or_404(Membership, pk=member, organisation=firm)
    with said(request, _("The membership has ended.")):
        members.end_membership(membership=membership, by=cast(User, request.user), at=timezone.now())
    if membership.user_id == request.user.pk:
        return redirect("my_account")
    return redirect("organisation", pk=pk)


@signed_in
@require_POST
def appoint_proxy(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an agency act for the organisation."""
    firm = _mine(request, pk)
    form = ProxyForm(request.POST, principal=firm)
    if form.is_valid():
        with said(request, _("The agency may act for you from today.")):
            members.appoint_proxy(
                principal=firm,
                agency=form.cleaned_data["agency"],
                valid_from=timezone.localdate(),
                valid_until=form.cleaned_data["valid_until"],
                by=cast(User, request.user),
                at=timezone.now(),
            )
    else:
        say_errors(request, form)
    return redirect("organisation", pk=pk)


@signed_in
@require_POST
def end_proxy(request: HttpRequest, pk: int, proxy: int) -> HttpResponse:
    """End a proxy."""
    firm = _mine(request, pk)
    row = get_object_or_404(Proxy, pk=proxy, principal=firm)
    with said(request, _("The agency no longer acts for you.")):
        members.end_proxy(proxy=row, by=cast(User, request.user), at=timezone.now())
    return redirect("organisation", pk=pk)


@signed_in
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose for whom I act; an empty choice is for myself."""
    chosen = request.POST.get("organisation", "")
    theirs = queries.organisations_of(cast(User, request.user), on=timezone.localdate())
    firm = theirs.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    if chosen and firm is None:
        raise Http404
    acting.choose(request, firm)
    return redirect("my_account")
