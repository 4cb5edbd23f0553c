"""What the desk's pages share: who asks, and the entry of an address that is theirs to keep."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from district.accounts.doors import open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.directory import kept, rules
from district.directory.models import AllianceMember, ServiceItem, ServicePoint

for_keepers = open_to(Role.DISTRICT_OFFICER, Role.POINT_HEAD)
for_officers = open_to(Role.DISTRICT_OFFICER)
for_staff = open_to(Role.DISTRICT_OFFICER, Role.POINT_HEAD, Role.POINT_STAFF)


def asked_by(request: HttpRequest) -> User:
    """Answer who asks; the door has seen that somebody does."""
    return cast(User, request.user)


def point_kept(request: HttpRequest, code: str) -> ServicePoint:
    """Answer a point the person keeps, or 404."""
    return get_object_or_404(kept.points_kept(asked_by(request), on=timezone.localdate()), code=code)


def entry_kept(request: HttpRequest, kind: str, code: str) -> kept.Entry:
    """Answer an entry the person keeps, or 404."""
    if kind == "point":
        return point_kept(request, code)
    if not rules.may_keep_all(asked_by(request), on=timezone.localdate()):
        raise Http404
    if kind == "item":
        return get_object_or_404(ServiceItem, code=code)
    return get_object_or_404(AllianceMember, code=code)


def page(request: HttpRequest, template: str, given: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Answer a page of the desk."""
    return render(request, f"directory/{template}.html", given | {"room": "desk"}, status=status)
