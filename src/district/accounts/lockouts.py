"""What axes asks the site: under which name a failed sign-in is counted, and what the page says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from district.accounts.mobiles import parse_mobile
from district.accounts.models import User
from district.design.views import problem
from district.limits import addresses as limits


def counted_as(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Answer the account's own code, or a keyed digest of what was typed: no number gets into tables and logs."""
    given = credentials or request.POST
    typed = str(given.get("phone") or given.get("email") or given.get("username") or given.get("login") or "").strip()
    if not typed:
        return ""
    mobile = parse_mobile(typed)
    whose = Q(mobile=mobile) if mobile else Q(username__iexact=typed) | Q(email__iexact=typed)
    user = User.objects.filter(whose).first()
    return user.username if user else salted_hmac("accounts.lockouts", typed).hexdigest()[:24]


def address_of(request: HttpRequest) -> str:
    """Answer the address a request comes from, of IPv6 the first of its network; "" where it is not known."""
    address = limits.address_of(request).partition("/")[0]
    return "" if address == "unknown" else address


def in_the_log(username: str, ip_address: str, user_agent: str, path_info: str, request: HttpRequest) -> str:
    """Answer how a failed sign-in is named in the log: by the account's code, not by person or address."""
    return f"account {username}"


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Answer 429: locked for a while, and how to get in sooner."""
    return problem(
        request,
        status=429,
        heading=_("Too many attempts"),
        text=_("Signing in to this account from here is locked for a quarter of an hour."),
        steps=(
            _("Wait, then try again, or sign in with a code to your mobile."),
            _("If you are in a hurry, go to a service point with an identity document: an officer can unlock it."),
        ),
    )
