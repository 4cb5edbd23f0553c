"""Who may open a page. Every view of every room declares it with `open_to` or `signed_in`.

A test walks the addresses of the site: a view without a declaration fails it, and for a declared one it sees that
strangers and people of other roles stay outside. A door only says who may stand in the room; which matter they may see
is each room's `queries.visible_to(user)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from district.accounts.queries import roles_of
from district.accounts.roles import Role
from district.design.views import problem

View = Callable[..., HttpResponseBase]


class Audience(StrEnum):
    """Whom a page is for."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed_in"
    ROLES = "roles"
    KEY = "key"
    """Whoever has the secret address, such as a calendar's."""


everyone = Audience.EVERYONE
holder_of_the_key = Audience.KEY


@dataclass(frozen=True, slots=True)
class Door:
    """The declaration a view carries as its attribute `door`."""

    audience: Audience
    roles: frozenset[Role] = frozenset()


def open_to(*who: Role | Audience) -> Callable[[View], View]:
    """Declare who may open a view: `open_to(everyone)`, or the roles of which a person needs one.

    A stranger is led to the sign-in page, somebody of another role is told so with 403; answers to people signed in
    are never kept by a cache. A class-based view is declared where it becomes an address:
    `open_to(Role.EXPERT)(Roster.as_view())`.
    """
    door = _door(who)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if door.audience in {Audience.EVERYONE, Audience.KEY}:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
            if door.audience is Audience.ROLES and not roles_here(request) & door.roles:
                return not_for_you(request, door)
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        guarded.door = door  # type: ignore[attr-defined]
        return guarded

    return declare


def signed_in(view: View) -> View:
    """Declare that a view is for whoever is signed in."""
    return open_to(Audience.SIGNED_IN)(view)


def declare_all(patterns: list[Any], *who: Role | Audience) -> list[Any]:
    """Declare the addresses of a library, whose views we do not write; answers the same patterns."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            declare_all(pattern.url_patterns, *who)
        else:
            pattern.callback = open_to(*who)(pattern.callback)
    return patterns


def _door(who: tuple[Role | Audience, ...]) -> Door:
    roles = frozenset(one for one in who if isinstance(one, Role))
    audiences = [one for one in who if isinstance(one, Audience)]
    if roles and not audiences:
        return Door(Audience.ROLES, roles)
    if len(audiences) == 1 and not roles and audiences[0] is not Audience.ROLES:
        return Door(audiences[0])
    raise TypeError("a view is open to one audience or to some roles")


def roles_here(request: HttpRequest) -> frozenset[Role]:
    """Answer the roles of the person who asks, today; looked up once a request."""
    known: frozenset[Role] | None = getattr(request, "_roles_here", None)
    if known is None:
        known = roles_of(request.user, on=timezone.localdate())
        request._roles_here = known  # type: ignore[attr-defined]
    return known


def not_for_you(request: HttpRequest, door: Door) -> HttpResponseBase:
    """Answer 403: for whom the page is, and what to do."""
    names = _(", ").join(str(role.label) for role in Role if role in door.roles)
    return problem(
        request,
        status=403,
        heading=_("This page is not open to you"),
        text=_("It is for: %(roles)s.") % {"roles": names} if names else _("Your account does not reach this page."),
        steps=(
            _("If you have another account, sign out and sign in with it."),
            _("If you should have this role, ask the district officer to appoint you."),
        ),
    )
