"""The demonstration's ways between rooms: contacts that became a request or a booking, advice that was followed up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from district.casework import CaseRefusal

if TYPE_CHECKING:
    from district.accounts.models import User
    from district.directory.models import ServicePoint

TO_REQUEST = {
    "asked": "新产品准备出口，需要先做哪些专利检索（演示）",
    "answer": "已说明检索的范围，并代为提交请求",
    "topic": "信息服务",
    "caller": "来电人（演示）",
    "firm": "青禾材料（演示）",
    "mobile": "13800000000",
    "minutes": 8,
}
TO_BOOKING = {
    "asked": "收到同行的侵权警告函，想请专家看一看（演示）",
    "answer": "已建议预约咨询日",
    "topic": "维权保护",
    "caller": "来访人（演示）",
    "mobile": "13800000000",
    "minutes": 12,
}


def ensure_ways(*, at: datetime) -> bool:
    """Let matters grow out of others by the ordinary actions; answer whether they did, which they do once.

    In a year whose holidays are not announced nothing can be promised, so nothing is made.
    """
    from django.db import transaction

    from district.accounts.models import User
    from district.directory.models import ServicePoint
    from district.journeys.models import BookedContact, FollowUp

    clerk, center = User.objects.filter(username="staff").first(), ServicePoint.objects.filter(code="center").first()
    if clerk is None or center is None or BookedContact.objects.exists() or FollowUp.objects.exists():
        return False
    try:
        with transaction.atomic():
            _calls(clerk, center, at)
            _advice(clerk, at)
    except CaseRefusal as refusal:
        if refusal.code != "calendar.year_unknown":
            raise
        return False
    return True


def _calls(clerk: User, center: ServicePoint, at: datetime) -> None:
    from district.consultation.actions import bookings
    from district.journeys import actions, queries
    from district.window.desklog import actions as desklog
    from district.window.desklog.models import Channel, Contact

    def logged(told: dict[str, object], channel: Channel, moment: datetime) -> Contact:
        say = desklog.Told(**{**told, "channel": channel})  # type: ignore[arg-type]
        return desklog.log(told=say, point=center, day=moment.date(), by=clerk, at=moment)

    begun = at - timedelta(days=2)
    call = logged(TO_REQUEST, Channel.PHONE, begun)
    desklog.make_request(contact=call, by=clerk, at=begun)
    visit = logged(TO_BOOKING, Channel.WALK_IN, at - timedelta(hours=1))
    topic = queries.topic_of(visit)
    slot = next((slot for slot in queries.free_slots(clerk, at=at) if topic in slot.topics), None)
    if slot is None:
        return
    behalf = bookings.Behalf(note="来访（演示）", called=visit.caller, phone=visit.mobile)
    wish = bookings.Wish(topic=topic, question=visit.asked)
    actions.book_contact(contact=visit, slot=slot, wish=wish, behalf=behalf, by=clerk, at=at)


def _advice(clerk: User, at: datetime) -> None:
    from district.consultation.models import ActionItem
    from district.journeys import actions

    item = ActionItem.objects.filter(record__booking__state="recorded", who="firm").order_by("-pk").first()
    if item is not None:
        actions.follow_up(item=item, by=clerk, at=at)
