"""The demonstration's consultation days: some past with their records, some to come with free times.

Everything is done by the ordinary actions, at the times it would have been done.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from district.casework import CaseRefusal
from district.demonstration.network import TAKEN_AT
from district.demonstration.people import SINCE
from district.demonstration.requests import accept_notice

if TYPE_CHECKING:
    from district.accounts.models import User
    from district.consultation.models import ConsultationDay, Expert, Series

THURSDAY = 3
WEEKS_BEFORE, WEEKS_AHEAD = 2, 4
HOURS = (9, 10, 14, 15)
ASKED = "样品数据如何对应到专利申请文件中的实施例？（演示）"


def ensure_advice(*, at: datetime) -> bool:
    """Make the weekly day around a time where there is none yet; answer whether it was made."""
    from django.db import transaction

    from district.accounts.models import User
    from district.consultation.actions import experts
    from district.consultation.models import Series
    from district.directory.models import ServicePoint

    point, head = ServicePoint.objects.filter(code="center").first(), User.objects.filter(username="head").first()
    if Series.objects.exists() or point is None or head is None:
        return False
    told = tomllib.loads(files("district.demonstration").joinpath("tables", "consultation.toml").read_text("utf-8"))
    with transaction.atomic():
        advisers = [_expert(one) for one in told["expert"]]
        series = Series.objects.create(
            code="weekly",
            name_zh="公益咨询日（演示）",
            name_en="Consultation day (demonstration)",
            point=point,
            weekday=THURSDAY,
        )
        for week in range(-WEEKS_BEFORE, WEEKS_AHEAD):
            _week(series, advisers, head, at.date() + timedelta(weeks=week), at)
        by_name = {adviser.user.username: adviser.user for adviser in advisers}
        for one in told["question"]:
            text = experts.Text(**{key: value for key, value in one.items() if key != "expert"})
            experts.publish_question(text=text, booking=None, by=by_name[one["expert"]], at=at)
    return True


def _expert(told: dict[str, Any]) -> Expert:
    from district.accounts.actions import appointments, people
    from district.accounts.models import User
    from district.accounts.roles import Role
    from district.consultation.models import Expert
    from district.directory.models import AllianceMember

    user = User.objects.filter(username=told["username"]).first()
    if user is None:
        user = people.open_account(username=told["username"], name=told["name_zh"], by=None, at=TAKEN_AT)
        appointments.appoint(user=user, role=Role.EXPERT, place="", valid_from=SINCE, by=None, at=TAKEN_AT)
    plain = {key: value for key, value in told.items() if key not in ("username", "member")}
    return Expert.objects.create(user=user, member=AllianceMember.objects.get(code=told["member"]), **plain)


def _week(series: Series, advisers: list[Expert], head: User, first: date, at: datetime) -> None:
    from district.consultation.actions import days

    before = _local(first, 8) - timedelta(days=7)
    try:
        planned = days.plan_days(series=series, first=first, weeks=1, by=head, at=min(before, at))
    except CaseRefusal:
        # A year whose holidays nobody has announced: the demonstration ends with the year that is known.
        return
    for day in planned:
        _slots(day, advisers, head, min(before, at))
        if _local(day.day, 18) < at:
            _session(day, head)


def _slots(day: ConsultationDay, advisers: list[Expert], head: User, at: datetime) -> None:
    from district.consultation.actions import days
    from district.directory.models import Facility

    room = Facility.objects.filter(point=day.series.point, kind="room").first()
    for number, (hour, adviser) in enumerate(zip(HOURS, advisers, strict=True)):
        online = number == len(HOURS) - 1
        plan = days.SlotPlan(
            starts_at=_local(day.day, hour),
            ends_at=_local(day.day, hour) + timedelta(minutes=45),
            experts=(adviser,),
            topics=tuple(adviser.topics),
            facility=None if online else room,
            link="https://meeting.example/demonstration" if online else "",
        )
        days.put_slot(day=day, plan=plan, by=head, at=at)
    days.publish(day=day, by=head, at=at)


def _session(day: ConsultationDay, head: User) -> None:
    from district.accounts.models import User
    from district.accounts.queries import organisations_of
    from district.consultation.actions import bookings, days, sessions

    slot = day.slots.first()
    user = User.objects.filter(username="firm-user").first()
    firm = organisations_of(user, on=day.day).first() if user else None
    if slot is None or user is None or firm is None:
        return
    expert, at = slot.experts.get().user, slot.starts_at
    accept_notice(user, at - timedelta(days=60))
    wish = bookings.Wish(topic=slot.topics[0], question=ASKED, organisation=firm)
    booking = bookings.book(slot=slot, wish=wish, by=user, at=at - timedelta(days=3))
    sessions.check_in(booking=booking, by=head, at=at - timedelta(minutes=10))
    sessions.begin(booking=booking, by=expert, at=at)
    told = (("补充两组对照数据（演示）", "firm"), ("复核权利要求的支持关系（演示）", "expert"))
    sessions.record(
        booking=booking,
        summary="企业询问实验数据在申请文件中的写法。（演示）",
        advice="实施例应覆盖权利要求的端值，并说明测量方法。（演示）",
        items=[sessions.Item(text, who) for text, who in told],
        by=expert,
        at=at + timedelta(minutes=40),
    )
    sessions.answer_survey(booking=booking, level=5, line="解答清楚（演示）", by=user, at=at + timedelta(hours=2))
    days.close(day=day, by=head, at=at + timedelta(hours=9))


def _local(day: date, hour: int) -> datetime:
    from django.utils import timezone

    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))  # noqa: DTZ001 - made aware here
