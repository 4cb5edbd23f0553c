"""My e-mail address: proved by a code before anything is sent there."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from district.accounts import codes, email_proof
from district.accounts.actions import addresses
from district.accounts.answers import said
from district.accounts.doors import signed_in
from district.accounts.forms.details import CodeForm, EmailForm
from district.accounts.models import User
from district.design import language
from district.limits.actions import Limit, check
from district.limits.doors import limited

TO_ONE = Limit(name="accounts.email.recipient", most=5, seconds=3_600)


@signed_in
@limited("accounts.email", most=10, seconds=3_600)
def my_email(request: HttpRequest) -> HttpResponse:
    """Which address I have; another one gets a code, or it is given up."""
    user = cast(User, request.user)
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="account")
    if "remove" in request.POST:
        addresses.give_up(by=user, at=timezone.now())
        messages.success(request, _("Your e-mail address is removed."))
        return redirect("my_account")
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address, now = form.cleaned_data["email"], timezone.now()
        check(key=address, limit=TO_ONE, at=now)
        with said(request):
            digits = email_proof.begin(request.session, address=address, at=now)
            codes.send_by_mail(
                address=address, purpose=codes.Purpose.CONFIRM_EMAIL, digits=digits, lang=language.current()
            )
            return redirect("confirm_my_email")
    return render(request, "accounts/email.html", {"form": form})


@signed_in
@limited("accounts.email.code", most=20, seconds=3_600)
def confirm_my_email(request: HttpRequest) -> HttpResponse:
    """Type the code that was sent to the address."""
    if not email_proof.waiting(request.session):
        return redirect("my_email")
    form, now = CodeForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        proved = email_proof.prove(request.session, code=form.cleaned_data["code"], at=now)
        if proved.address:
            with said(request, _("Your e-mail address is confirmed.")):
                addresses.keep(by=cast(User, request.user), address=proved.address, at=now)
            return redirect("my_account")
        if not proved.may_try_again:
            messages.error(request, _("The code is over. Ask for a new one."))
            return redirect("my_email")
        form.add_error("code", _("This code is not right. Check it, or ask for a new one."))
    return render(request, "accounts/email_code.html", {"form": form, "to": email_proof.waiting(request.session)})
