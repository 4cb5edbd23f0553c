"""A small fictional district with one consultation day, for the tests of the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from district.accounts.models import Appointment, Membership, Organisation, Role, User
from district.accounts.privacy import notice
from district.consultation.actions import bookings, days, ties
from district.consultation.models import Booking, ConsultationDay, Expert, Interest, Series, Slot
from district.directory.models import AllianceMember, Facility, ServicePoint

BEIJING = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 12, 3)
"""A Thursday."""
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=BEIJING)
LONG_AGO = date(2026, 1, 1)
VERIFIED = {"verified_on": LONG_AGO, "verify_again_on": date(2027, 1, 1)}


def at(hour: int, minute: int = 0, *, day: date = DAY) -> datetime:
    """A local time of the day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)


@dataclass
class District:
    """Its people and its day."""

    series: Series
    day: ConsultationDay
    slot: Slot
    other: Slot
    online: Slot
    room: Facility
    head: User
    clerk: User
    expert: User
    second: User
    advisers: tuple[Expert, Expert]

    def firm(self, number: int, name: str = "") -> tuple[User, Organisation]:
        """Answer a new firm and its user."""
        user = User.objects.create(username=f"f{number}", name=f"U{number}", mobile=f"+86138{number:08}")
        firm = Organisation.objects.create(
            name_zh=name or f"演示企业{number}号有限公司", name_en=f"Demo Firm {number} Ltd"
        )
        Membership.objects.create(user=user, organisation=firm, role=Role.ENTERPRISE_USER, valid_from=LONG_AGO)
        notice.accept(by=user, at=NOW, seen=notice.version())
        return user, firm

    def book(self, number: int = 1, slot: Slot | None = None, **more: object) -> Booking:
        """Book for a new firm."""
        user, firm = self.firm(number)
        waits = bool(more.pop("waits", False))
        return bookings.book(slot=slot or self.slot, wish=wish(organisation=firm, **more), by=user, at=NOW, waits=waits)


def declare(district: District, client: str, **more: date) -> Interest:
    """The first expert's institution declares a client."""
    tie = ties.Tie(relation="client", name=client, **more)
    return ties.declare(member=district.advisers[0].member, tie=tie, by=district.expert, at=NOW)


def wish(**more: object) -> bookings.Wish:
    """A wish for advice on filing."""
    told = {"topic": "filing", "question": "同一方案在国内与海外的申请顺序如何安排？"} | more
    return bookings.Wish(**told)  # type: ignore[arg-type]


def staff(name: str, role: Role, place: str = "") -> User:
    """A person the district appointed."""
    user = User.objects.create(username=name, name=name)
    Appointment.objects.create(user=user, role=role, place=place, valid_from=LONG_AGO)
    return user


def adviser(user: User, code: str) -> Expert:
    """An expert of an alliance member of their own."""
    member = AllianceMember.objects.create(
        code=code,
        name_zh=f"{code}服务机构",
        name_en=f"{code} services",
        **{f"{part}_{lang}": "—" for part in ("qualifications", "topics") for lang in ("zh", "en")},
        **VERIFIED,
    )
    return Expert.objects.create(
        user=user, member=member, name_zh=f"{code}老师", name_en=f"Dr {code}", topics=["filing", "infringement"]
    )


def build(capacity: int = 1) -> District:
    """A Thursday with two slots in a room and one online, its roster published."""
    texts = {
        f"{part}_{lang}": "中心" if lang == "zh" else "Centre" for part in ("name", "address") for lang in ("zh", "en")
    }
    point = ServicePoint.objects.create(code="center", kind="service_center", x=1, y=1, **texts, **VERIFIED)
    room = Facility.objects.create(point=point, kind="room", name_zh="咨询室", name_en="Room", seats=4)
    series = Series.objects.create(
        code="weekly", name_zh="公益咨询日", name_en="Consultation day", point=point, weekday=3
    )
    head, clerk = staff("head", Role.POINT_HEAD, "center"), staff("clerk", Role.POINT_STAFF, "center")
    expert, second = staff("expert", Role.EXPERT), staff("second", Role.EXPERT)
    advisers = (adviser(expert, "jia"), adviser(second, "yi"))
    (day,) = days.plan_days(series=series, first=DAY, weeks=1, by=head, at=NOW)

    def slot(hour: int, who: Expert, facility: Facility | None) -> Slot:
        plan = days.SlotPlan(
            starts_at=at(hour),
            ends_at=at(hour) + timedelta(minutes=45),
            experts=(who,),
            topics=("filing", "infringement"),
            capacity=capacity,
            facility=facility,
            link="" if facility else "https://meet.example/room",
        )
        return days.put_slot(day=day, plan=plan, by=head, at=NOW)

    slots = slot(9, advisers[0], room), slot(10, advisers[1], room), slot(14, advisers[0], None)
    days.publish(day=day, by=head, at=NOW)
    return District(series, day, *slots, room, head, clerk, expert, second, advisers)
