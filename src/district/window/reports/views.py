"""Pages of the reports."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from district.accounts.doors import open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.window.desklog import queries as desklog
from district.window.desklog.models import Channel
from district.window.reports.asking import BY, asked_for
from district.window.reports.counting import narrowed_contacts
from district.window.reports.downloads import KINDS
from district.window.reports.forms import ReportForm
from district.window.reports.rows import report

STAFF = (Role.POINT_STAFF, Role.POINT_HEAD, Role.DISTRICT_OFFICER)
MOST = 200
"""Contacts a list shows, the latest first."""


@open_to(*STAFF)
def reports(request: HttpRequest) -> HttpResponse:
    """A report of my points, for the district of all."""
    by, today = cast(User, request.user), timezone.localdate()
    asked = asked_for(request.GET.dict(), today=today)
    given = {
        "room": "desk",
        "report": report(by, asked, on=today),
        "asked": asked,
        "heading": BY[asked.by],
        "form": ReportForm(asked=asked, user=by, on=today),
    }
    return render(request, "reports/reports.html", given)


@open_to(*STAFF)
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The same report as a file."""
    if kind not in KINDS:
        raise Http404
    by, today = cast(User, request.user), timezone.localdate()
    asked = asked_for(request.GET.dict(), today=today)
    content_type, write = KINDS[kind]
    answer = HttpResponse(write(report(by, asked, on=today)), content_type=content_type)
    name = f"service-report-{asked.by}-{asked.since}-{asked.until}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@open_to(*STAFF)
def contacts(request: HttpRequest) -> HttpResponse:
    """The contacts behind a report's number."""
    by, today = cast(User, request.user), timezone.localdate()
    asked, channel = asked_for(request.GET.dict(), today=today), request.GET.get("channel", "")
    rows = desklog.visible_to(by, on=today).filter(on__range=(asked.since, asked.until))
    rows = narrowed_contacts(rows, asked)
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    shown = list(rows.select_related("point", "by", "request")[: MOST + 1])
    given = {"room": "desk", "asked": asked, "rows": shown[:MOST], "is_cut": len(shown) > MOST, "most": MOST}
    return render(request, "reports/contacts.html", given)
