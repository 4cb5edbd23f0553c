"""The people, points and items of the window's tests; all fictional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from district.accounts.models import Appointment, Membership, Organisation, Role, Standing, User
from district.accounts.privacy import notice
from district.directory.models import ServiceItem, ServicePoint
from district.window import actions
from district.window.actions.drafting import Need
from district.window.models import Request

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = date(2026, 1, 1)


def moment(day: int, hour: int = 10, month: int = 3) -> datetime:
    """A moment in March 2026; the 2nd is a Monday and no day of that month is a holiday."""
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


@dataclass
class Cast:
    firm: Organisation
    applicant: User
    colleague: User
    stranger: User
    clerk: User
    head: User
    other_clerk: User
    officer: User
    center: ServicePoint
    branch: ServicePoint
    item: ServiceItem


def person(code: str, name: str, **more: object) -> User:
    return User.objects.create(username=code, name=name, **more)


def point(code: str, name: str) -> ServicePoint:
    return ServicePoint.objects.create(
        code=code,
        kind="service_center",
        name_zh=name,
        name_en=code,
        address_zh="某路 1 号",
        address_en="1 Some Road",
        x=1,
        y=1,
        verified_on=START,
        verify_again_on=date(2027, 1, 1),
    )


def item(code: str, name: str, *points: ServicePoint, days: int | None = 5) -> ServiceItem:
    made = ServiceItem.objects.create(
        code=code,
        group_zh="咨询",
        group_en="Advice",
        name_zh=name,
        name_en=code,
        audience_zh="企业",
        audience_en="enterprises",
        promise_days=days,
        fee_zh="免费",
        fee_en="free",
        verified_on=START,
        verify_again_on=date(2027, 1, 1),
    )
    made.points.set(points)
    return made


def cast() -> Cast:
    center, branch = point("center", "服务中心"), point("branch", "工作站")
    firm = Organisation.objects.create(name_zh="青禾科技（演示）", standing=Standing.VERIFIED)
    applicant = person("u-applicant", "周申请", mobile="+8613800000001", mobile_verified_at=moment(1))
    colleague = person("u-colleague", "吴同事")
    for user in (applicant, colleague):
        Membership.objects.create(user=user, organisation=firm, role=Role.ENTERPRISE_USER, valid_from=START)
    notice.accept(by=applicant, at=moment(1), seen=notice.version())
    clerk, head = person("u-clerk", "郑办事"), person("u-head", "王负责")
    other_clerk, officer = person("u-other", "冯站员"), person("u-officer", "陈干部")
    for user, role, place in (
        (clerk, Role.POINT_STAFF, "center"),
        (head, Role.POINT_HEAD, "center"),
        (other_clerk, Role.POINT_STAFF, "branch"),
        (officer, Role.DISTRICT_OFFICER, ""),
    ):
        Appointment.objects.create(user=user, role=role, place=place, valid_from=START)
    return Cast(
        firm=firm,
        applicant=applicant,
        colleague=colleague,
        stranger=person("u-stranger", "路人"),
        clerk=clerk,
        head=head,
        other_clerk=other_clerk,
        officer=officer,
        center=center,
        branch=branch,
        item=item("filing", "申请咨询", center, branch),
    )


def drafted(people: Cast, **more: object) -> Request:
    given = {
        "title": "申请前咨询",
        "need": "想申请一项发明",
        "topic": "咨询",
        "item": people.item,
        "organisation": people.firm,
    }
    need = Need(**{**given, "preferred_point": people.center, **more})  # type: ignore[arg-type]
    return actions.draft(need=need, by=people.applicant, at=moment(2))


def filed(people: Cast, **more: object) -> Request:
    return actions.submit(request=drafted(people, **more), by=people.applicant, at=moment(2))


def in_progress(people: Cast) -> Request:
    request = actions.accept(request=filed(people), by=people.clerk, at=moment(3))
    return actions.assign(request=request, handler=people.clerk, by=people.head, at=moment(3))
