"""The demonstration's history: requests of the months before, answered and rated, for reports to count."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from district.casework import CaseRefusal

MONTHS = 10
A_MONTH = 3
DESKS = (("center", "staff"), ("center", "staff"), ("workstation-1", "staff-2"))
LEVELS = (5, 4, 5, 3, 4, 5, 2, 4)


def ensure_history(*, at: datetime) -> bool:
    """Make closed requests of the months before where there are none yet; answer whether they were made."""
    from django.db import transaction

    from district.window.models import Request

    long_ago = at - timedelta(days=45)
    if Request.objects.filter(ended_at__lt=long_ago).exists() or not Request.objects.exists():
        return False
    try:
        with transaction.atomic():
            for number in range(MONTHS * A_MONTH):
                begun = long_ago - timedelta(days=30 * number // A_MONTH)
                _make(number, begun=begun.replace(hour=9, minute=30))
    except CaseRefusal as refusal:
        if refusal.code != "calendar.year_unknown":
            raise
        return False
    return True


def _make(number: int, *, begun: datetime) -> None:
    from district.accounts.models import Membership, User
    from district.directory.models import ServiceItem, ServicePoint
    from district.window import actions
    from district.window.actions.drafting import Need
    from district.window.models import Way

    code, clerk_name = DESKS[number % len(DESKS)]
    point, clerk = ServicePoint.objects.get(code=code), User.objects.get(username=clerk_name)
    items = list(ServiceItem.objects.filter(points=point).order_by("code"))
    item, member = items[number % len(items)], Membership.objects.select_related("user", "organisation")
    firm = member.filter(user__username=("firm-user", "agent")[number % 4 == 3]).get()
    need = Need(
        title=f"{item.name_zh}（演示·往期 {number + 1}）",
        need="往期办理的演示请求，内容为虚构。",
        topic=item.group_zh,
        item=item,
        way=list(Way)[number % len(Way)],
        preferred_point=point,
        organisation=None if number % 5 == 4 else firm.organisation,
    )
    _accept_notice(firm.user, begun)
    drafted = actions.draft(need=need, by=firm.user, at=begun)
    request = actions.submit(request=drafted, by=firm.user, at=begun, point=point)
    day = timedelta(days=1)
    request = actions.accept(request=request, by=clerk, at=begun + day * (number % 3))
    request = actions.assign(request=request, handler=clerk, by=clerk, at=begun + day * (number % 3 + 1))
    answered = begun + day * (3 + number * 5 % 7)
    request = actions.resolve(request=request, answer="已答复（演示）。", by=clerk, at=answered)
    request = actions.confirm(request=request, by=firm.user, at=answered + day)
    if number % 3 != 2:
        _rate(request, LEVELS[number % len(LEVELS)], by=firm.user, clerk=clerk, at=answered + day)


def _rate(request: Any, level: int, *, by: Any, clerk: Any, at: datetime) -> None:
    from district.window import actions
    from district.window.actions.rating import BAD

    actions.rate(request=request, level=level, line="", by=by, at=at)
    if level <= BAD:
        actions.call_back(request=request, outcome="已电话说明（演示）", by=clerk, at=at + timedelta(days=1))


def _accept_notice(user: Any, at: datetime) -> None:
    from district.accounts.privacy import notice

    if not notice.has_accepted(user):
        notice.accept(by=user, at=at, seen=notice.version())
