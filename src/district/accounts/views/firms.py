"""A firm as the desk sees it: what it is, and what rooms remark on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from district.accounts import remarks
from district.accounts.doors import open_to
from district.accounts.models import Organisation
from district.accounts.roles import Role


@open_to(Role.POINT_STAFF, Role.POINT_HEAD, Role.DISTRICT_OFFICER)
def firm(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation, for the desk."""
    found = get_object_or_404(Organisation, pk=pk)
    said = remarks.on_firm(request.user, found, timezone.localdate())
    return render(request, "accounts/firm.html", {"firm": found, "remarks": said})
