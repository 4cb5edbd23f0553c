"""Counting what a view does, by the visitor's address and by the account, before it does it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from district.limits.actions import Limit, check
from district.limits.addresses import address_of

View = Callable[..., HttpResponseBase]
SHARED = 10
"""So many times the limit of one account holds for one address, behind which a whole office may sit."""


def limited(name: str, *, most: int, seconds: int) -> Callable[[View], View]:
    """Refuse the POST too many of one account, or of one address for whoever is not signed in; answers it with 429."""
    own = Limit(name=f"{name}.account", most=most, seconds=seconds)
    shared = Limit(name=f"{name}.address", most=most * SHARED, seconds=seconds)

    def wrap(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method == "POST":
                count(request, own=own, shared=shared)
            return view(request, *args, **kwargs)

        return counted

    return wrap


def count(request: HttpRequest, *, own: Limit, shared: Limit) -> None:
    """Count one use by the account, or else by the address. Raises `CaseRefusal` (`limit.reached`) for one too many."""
    now, user = timezone.now(), getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        check(key=f"user:{user.pk}", limit=own, at=now)
    else:
        check(key=f"address:{address_of(request)}", limit=shared, at=now)
