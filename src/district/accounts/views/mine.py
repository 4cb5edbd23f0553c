"""My account: who I am to the site, and what I sign in with."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from district.accounts import acting, mobiles, queries
from district.accounts.actions import people
from district.accounts.doors import everyone, open_to, roles_here, signed_in
from district.accounts.forms.details import DetailsForm
from district.accounts.forms.sign_in import SetPasswordForm
from district.accounts.models import User
from district.accounts.privacy.notice import has_accepted
from district.accounts.roles import Role
from district.accounts.second_factor import is_missing

AT_THE_DESK = (Role.POINT_STAFF, Role.POINT_HEAD, Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR)
RECENT_SECONDS = 600


@signed_in
def my_account(request: HttpRequest) -> HttpResponse:
    """Who I am, for whom I may act, what I sign in with."""
    user = cast(User, request.user)
    today = timezone.localdate()
    held = roles_here(request)
    given: dict[str, Any] = {
        "mobile": mobiles.shown(user.mobile),
        "roles": [role.label for role in Role if role in held],
        "organisations": queries.organisations_of(user, on=today),
        "own": queries.own_organisations(user, on=today),
        "acting_for": acting.organisation_of(request),
        "invitations": queries.invitations_for(user, at=timezone.now()),
        "at_the_desk": held & {*AT_THE_DESK},
        "has_accepted": has_accepted(user),
        "asked_erasure": user.erasure_requests.filter(done_at__isnull=True, refused_at__isnull=True).exists(),
        "erases": Role.SYSTEM_ADMINISTRATOR in held,
        "judges_claims": Role.DISTRICT_OFFICER in held,
        "factors": set(Authenticator.objects.filter(user=user).values_list("type", flat=True)),
        "has_password": user.has_usable_password(),
    }
    return render(request, "accounts/my_account.html", given)


@signed_in
def my_details(request: HttpRequest) -> HttpResponse:
    """My name and the language the site writes to me in."""
    user = cast(User, request.user)
    form = DetailsForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        people.change_details(user=user, name=form.cleaned_data["name"], language=form.cleaned_data["language"])
        return redirect("my_account")
    return render(request, "accounts/details.html", {"form": form})


@signed_in
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Why a member of staff has to set up a second factor, and how."""
    if not is_missing(request):
        return redirect("my_account")
    return render(request, "accounts/second_factor_needed.html")


@open_to(everyone)
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """How to get in without the password: by a code, then a new password; the same words whoever asks."""
    if request.user.is_authenticated:
        return redirect("new_password")
    return render(request, "accounts/forgotten_password.html", {"after": reverse("new_password")})


@signed_in
def new_password(request: HttpRequest) -> HttpResponse:
    """A new password without the old one, for somebody who has just proved to have the mobile number."""
    user = cast(User, request.user)
    if not _came_by_code(request, user):
        return redirect("account_change_password" if user.has_usable_password() else "account_set_password")
    form = SetPasswordForm(user=user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, user)
        messages.success(request, _("Your new password holds from now on."))
        return HttpResponseRedirect(reverse("my_account"))
    return render(request, "accounts/new_password.html", {"form": form})


def _came_by_code(request: HttpRequest, user: User) -> bool:
    now = timezone.now().timestamp()
    records = get_authentication_records(request, user)
    return any(one["method"] == "code" and now - one["at"] < RECENT_SECONDS for one in records)
