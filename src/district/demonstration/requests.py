"""The demonstration's requests: one in each part of the way from need to closed, made by the ordinary actions."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from district.casework import CaseRefusal

if TYPE_CHECKING:
    from district.accounts.models import User
    from district.window.models import Request

DESK = "center"


def ensure_requests(*, at: datetime) -> bool:
    """Make the requests around a time where there are none yet; answer whether they were made.

    In a year without a working-day calendar nothing can be promised, so nothing is made.
    """
    from django.db import transaction

    from district.accounts.models import Appointment, Membership
    from district.accounts.roles import Role
    from district.window.models import Request

    member = Membership.objects.filter(role=Role.ENTERPRISE_USER).select_related("user", "organisation").first()
    staff = Appointment.objects.filter(role=Role.POINT_STAFF, place=DESK).select_related("user").first()
    if Request.objects.exists() or member is None or staff is None:
        return False
    told = tomllib.loads(files("district.demonstration").joinpath("tables", "requests.toml").read_text("utf-8"))
    try:
        with transaction.atomic():
            accept_notice(member.user, at - timedelta(days=60))
            for one in told["request"]:
                _make(one, firm=member, clerk=staff.user, at=at)
    except CaseRefusal as refusal:
        if refusal.code != "calendar.year_unknown":
            raise
        return False
    return True


def accept_notice(user: User, at: datetime) -> None:
    """Let somebody accept the privacy notice, as whoever files or books does first."""
    from district.accounts.privacy import notice

    if not notice.has_accepted(user):
        notice.accept(by=user, at=at, seen=notice.version())


def _make(told: dict[str, Any], *, firm: Any, clerk: User, at: datetime) -> Request:
    from district.directory.models import ServiceItem, ServicePoint
    from district.window import actions
    from district.window.actions.drafting import Need
    from district.window.models import Way

    item = ServiceItem.objects.get(code=told["item"])
    need = Need(
        title=told["title"],
        need=told["need"],
        topic=item.group_zh,
        item=item,
        way=Way(told["way"]),
        preferred_point=ServicePoint.objects.get(code=DESK),
        organisation=firm.organisation,
    )
    begun = (at - timedelta(days=told["days_ago"])).replace(hour=9, minute=20, second=0, microsecond=0)
    request = actions.submit(
        request=actions.draft(need=need, by=firm.user, at=begun),
        by=firm.user,
        at=begun,
        point=ServicePoint.objects.get(code=DESK),
    )
    return _go_on(request, told, applicant=firm.user, clerk=clerk, begun=begun)


def _go_on(request: Request, told: dict[str, Any], *, applicant: User, clerk: User, begun: datetime) -> Request:
    from district.window import actions

    hour = timedelta(hours=1)
    if told["to"] == "submitted":
        return request
    if told["to"] == "supplement_required":
        return actions.ask_for_supplement(request=request, missing=told["missing"], by=clerk, at=begun + hour)
    request = actions.accept(request=request, by=clerk, at=begun + hour)
    request = actions.assign(request=request, handler=clerk, by=clerk, at=begun + hour)
    if "message" in told:
        actions.say(request=request, text=told["message"], by=clerk, at=begun + 2 * hour)
    if told["to"] in ("resolved", "closed"):
        request = actions.resolve(request=request, answer=told["answer"], by=clerk, at=begun + 26 * hour)
    if told["to"] == "closed":
        request = actions.confirm(request=request, by=applicant, at=begun + 30 * hour)
        actions.rate(request=request, level=told["rating"], line=told["line"], by=applicant, at=begun + 31 * hour)
    return request
