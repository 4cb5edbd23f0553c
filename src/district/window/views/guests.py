"""A need described before anybody has signed in: kept in the visitor's session until it has an owner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from district.accounts.doors import everyone, open_to
from district.directory.models import ServicePoint
from district.limits.actions import Limit, check
from district.limits.addresses import address_of
from district.window.forms import NeedForm

KEY = "need"
BEGUN = Limit(name="window.begin.address", most=30, seconds=3_600)
"""How many needs are begun from one address without an account, behind which an office may sit."""


def begun(request: HttpRequest) -> dict[str, str]:
    """Answer what the visitor has described in this session, as typed; empty where nothing is."""
    kept = request.session.get(KEY)
    return dict(kept) if isinstance(kept, dict) else {}


def forget(request: HttpRequest) -> None:
    """Let the session forget the need: it has been filed, kept as a draft, or discarded."""
    request.session.pop(KEY, None)


def begin(request: HttpRequest, *, first: dict[str, str]) -> HttpResponse:
    """Ask the questions and keep the answers; who it is comes at the end."""
    form = NeedForm(request.POST or None, initial=first, user=None, on=timezone.localdate())
    if request.method == "POST":
        check(key=f"address:{address_of(request)}", limit=BEGUN, at=timezone.now())
        if form.is_valid():
            request.session[KEY] = {name: request.POST.get(name, "") for name in form.fields}
            return redirect("request_begun")
    return render(request, "window/need.html", {"room": "requests", "form": form, "is_guest": True})


@open_to(everyone)
@never_cache
def owner(request: HttpRequest) -> HttpResponse:
    """What was described, and the ways to say whose it is: signing in, or confirming a mobile number with a code."""
    told = begun(request)
    if request.method == "POST":
        forget(request)
    if request.method == "POST" or request.user.is_authenticated or not told:
        return redirect("request_new")
    point = told.get("preferred_point", "")
    given = {
        "room": "requests",
        "told": told,
        "point": ServicePoint.objects.filter(pk=point).first() if point.isdecimal() else None,
    }
    return render(request, "window/begun.html", given)
