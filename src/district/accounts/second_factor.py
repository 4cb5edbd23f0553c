"""Staff sign in with two factors: without the second, one page is open to them, the one to set it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from district.accounts.doors import roles_here
from district.accounts.models import User
from district.accounts.roles import STAFF_ROLES

OPEN_WITHOUT = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_reauthenticate",
        "account_reauthenticate",
        "account_request_reauthentication_code",
        "account_confirm_reauthentication_code",
        "account_set_password",
        "account_logout",
        "second_factor_needed",
    }
)
"""Names of the addresses somebody without a second factor needs to get one, or to leave."""


def is_missing(request: HttpRequest) -> bool:
    """Answer whether the person who asks works for the district and has no second factor."""
    if not isinstance(request.user, User) or not roles_here(request) & frozenset(STAFF_ROLES):
        return False
    return not is_mfa_enabled(request.user, types=["totp", "webauthn"])


DEMONSTRATION_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""The key of the demonstration's accounts, which everybody may know. No other key's code is ever shown."""


def code_of_the_demonstration(user: Any) -> str:
    """Answer the code an app with the demonstration's key shows now; "" for everybody else and everywhere else."""
    if not settings.PATENTRY_DEMONSTRATION:
        return ""
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if factor is None or decrypt(factor.data["secret"]) != DEMONSTRATION_SECRET:
        return ""
    _before, now, _after = totp.yield_hotp_counters_from_time()
    return str(totp.format_hotp_value(totp.hotp_value(DEMONSTRATION_SECRET, now)))


class SecondFactorRequired:
    """Middleware: lead staff without a second factor to the page that explains how to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or lead away from it."""
        if request.user.is_authenticated and is_missing(request):
            from django.urls import Resolver404

            try:
                name = resolve(request.path_info).url_name
            except Resolver404:
                return self.get_response(request)
            if name not in OPEN_WITHOUT:
                return redirect("second_factor_needed")
        return self.get_response(request)
