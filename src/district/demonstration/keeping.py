"""The demonstration's network at work: who is on duty, a closed day, facilities taken, ties declared. All fictional."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

DUTIES = (("staff", (0, 2, 4)), ("head", (1, 3)))
"""Who is on duty at the service centre, on which days of the week (Monday is 0)."""
USES = (
    ("一号服务大厅", 2, (14, 0), (16, 30), "专利年费与费减讲座", "翠屏组团商会（演示）"),
    ("一号服务大厅", 9, (9, 0), (11, 30), "高价值专利成果展布展", "区科技促进中心（演示）"),
    ("第一调解室", 3, (9, 30), (11, 0), "调解会", "保护分中心调解组"),
    ("巡回审判庭", 8, (9, 0), (12, 0), "巡回审判", "知识产权法庭（演示）"),
)
"""Facility, days from now, from, until, purpose, who uses it."""
TIES = (
    ("heng", "client", "蓝湾机器人有限公司（演示）", date(2023, 3, 1), None),
    ("heng", "opponent", "远岚精密仪器有限公司（演示）", date(2023, 9, 1), None),
    ("ming", "client", "青禾材料有限公司（演示）", date(2022, 1, 1), date(2023, 12, 31)),
    ("qi", "interest", "启航数据科技有限公司（演示）", None, None),
)


def ensure_keeping(*, at: datetime) -> bool:
    """Fill the desk of the directory once; answer whether it was done."""
    from district.accounts.models import User
    from district.directory.actions import facilities, keeping
    from district.directory.hours import Span
    from district.directory.models import Duty, Facility, ServicePoint

    center = ServicePoint.objects.filter(code="center").first()
    named = {user.username: user for user in User.objects.filter(username__in=("staff", "head", "officer"))}
    if center is None or len(named) < len(DUTIES) + 1 or Duty.objects.exists():
        return False
    officer = named["officer"]
    for username, weekdays in DUTIES:
        for weekday in weekdays:
            span = Span(weekday, time(9), time(17, 30))
            keeping.add_duty(point=center, person=named[username], span=span, by=officer, at=at)
    closed, reason = at.date() + timedelta(days=24), ("年终盘点", "stocktaking")
    keeping.add_exception(point=center, day=closed, hours=None, reason=reason, by=officer, at=at)
    for name, ahead, start, end, purpose, user in USES:
        day = at.replace(second=0, microsecond=0) + timedelta(days=ahead)
        wish = facilities.Wish(
            starts_at=day.replace(hour=start[0], minute=start[1]),
            ends_at=day.replace(hour=end[0], minute=end[1]),
            purpose=purpose,
            user=user,
        )
        facilities.take(facility=Facility.objects.get(name_zh=name), wish=wish, by=officer, at=at)
    _declare(officer, at)
    return True


def _declare(officer: object, at: datetime) -> None:
    from district.accounts.models import User
    from district.consultation.actions import ties
    from district.directory.models import AllianceMember

    assert isinstance(officer, User)
    for code, relation, name, since, until in TIES:
        member = AllianceMember.objects.filter(code=code).first()
        if member:
            tie = ties.Tie(relation=relation, name=name, holds_from=since, ended_on=until)
            ties.declare(member=member, tie=tie, by=officer, at=at)
