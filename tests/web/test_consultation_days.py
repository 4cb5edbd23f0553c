"""Days and rosters: holidays move them, an unknown year is refused, a roster is edited only while it may be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from consultation_district import NOW, District, at, build

from district.casework import CaseRefusal, office_calendar
from district.consultation.actions import days
from district.consultation.conflicts import Declared, Named, Part, Relation, bare, findings, names_in
from district.consultation.models import ConsultationDay
from district.consultation.recurrence import Occurrence, occurrences

THURSDAY = 3


def held(first: date, last: date, weekday: int = THURSDAY) -> list[Occurrence]:
    return list(occurrences(weekday=weekday, first=first, last=last, calendar=office_calendar()))


def test_an_ordinary_week_keeps_its_day() -> None:
    assert held(date(2026, 11, 26), date(2026, 12, 3)) == [
        Occurrence(date(2026, 11, 26), date(2026, 11, 26)),
        Occurrence(date(2026, 12, 3), date(2026, 12, 3)),
    ]


def test_a_holiday_moves_the_day_later_but_not_into_the_next_weeks() -> None:
    (friday,) = held(date(2026, 9, 25), date(2026, 9, 25), weekday=4)
    assert friday.held == date(2026, 9, 28)
    (national_day,) = held(date(2026, 10, 1), date(2026, 10, 1))
    assert national_day.held == date(2026, 9, 30)
    assert national_day.is_moved


def test_a_year_whose_holidays_are_not_announced_is_refused() -> None:
    with pytest.raises(CaseRefusal, match=r"calendar\.year_unknown"):
        held(date(2026, 12, 24), date(2027, 1, 7))


@pytest.fixture
def district(db: None) -> District:
    return build()


def plan(district: District, **more: object) -> days.SlotPlan:
    told = {
        "starts_at": at(16),
        "ends_at": at(16, 45),
        "experts": (district.advisers[0],),
        "topics": ("filing",),
        "facility": district.room,
    }
    return days.SlotPlan(**(told | more))


def test_planning_twice_plans_once_and_a_refused_year_plans_nothing(district):
    count = ConsultationDay.objects.count()
    assert days.plan_days(series=district.series, first=district.day.day, weeks=1, by=district.head, at=NOW) == []
    with pytest.raises(CaseRefusal, match=r"calendar\.year_unknown"):
        days.plan_days(series=district.series, first=district.day.day, weeks=6, by=district.head, at=NOW)
    assert ConsultationDay.objects.count() == count


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"experts": ()}, "slot_needs_expert_and_topic"),
        ({"ends_at": at(15)}, "slot_time_wrong"),
        ({"starts_at": at(16) - timedelta(days=1)}, "slot_time_wrong"),
        ({"topics": ("trade_mark",)}, "expert_not_for_topic"),
        ({"starts_at": at(9, 30), "ends_at": at(10)}, "expert_is_busy"),
    ],
)
def test_a_slot_that_cannot_be_held_is_refused(district, change, code):
    with pytest.raises(CaseRefusal, match=rf"consultation\.{code}\b"):
        days.put_slot(day=district.day, plan=plan(district, **change), by=district.head, at=NOW)


def test_a_booked_slot_keeps_its_time_and_cannot_be_removed(district):
    district.book()
    with pytest.raises(CaseRefusal, match="slot_is_booked"):
        days.put_slot(day=district.day, plan=plan(district), by=district.head, at=NOW, slot=district.slot)
    with pytest.raises(CaseRefusal, match="slot_is_booked"):
        days.remove_slot(slot=district.slot, by=district.head, at=NOW)
    days.remove_slot(slot=district.other, by=district.head, at=NOW)


def test_only_the_head_edits_and_nobody_closes_a_day_somebody_is_expected_on(district):
    with pytest.raises(CaseRefusal, match=r"step\.not_your_role"):
        days.put_slot(day=district.day, plan=plan(district), by=district.clerk, at=NOW)
    district.book()
    with pytest.raises(CaseRefusal, match="somebody_is_expected"):
        days.close(day=district.day, by=district.head, at=NOW)


def test_an_empty_roster_is_not_published(district):
    (day,) = days.plan_days(series=district.series, first=date(2026, 12, 10), weeks=1, by=district.head, at=NOW)
    with pytest.raises(CaseRefusal, match="roster_empty"):
        days.publish(day=day, by=district.head, at=NOW)


def finding(part: Part, relation: Relation, named: str, declared: str, code: str = "") -> list[bool]:
    found = findings([Named(part, named, code)], [Declared("甲所", relation, declared, code and "91X")])
    return [row.is_certain for row in found]


@pytest.mark.parametrize(
    ("part", "relation", "is_conflict"),
    [
        (Part.ASKING, Relation.OPPONENT, True),
        (Part.ASKING, Relation.CLIENT, False),
        (Part.ASKING, Relation.INTEREST, True),
        (Part.COUNTERPARTY, Relation.CLIENT, True),
        (Part.COUNTERPARTY, Relation.OPPONENT, False),
        (Part.COMPETITOR, Relation.CLIENT, True),
    ],
)
def test_which_ties_are_a_conflict(part, relation, is_conflict):
    assert bool(finding(part, relation, "甲科技", "甲科技有限公司")) is is_conflict


def test_equal_names_are_certain_and_a_name_inside_another_is_possible():
    assert finding(Part.COMPETITOR, Relation.CLIENT, "Ａcme Co., Ltd.", "ACME") == [True]
    assert finding(Part.COMPETITOR, Relation.CLIENT, "甲科技集团股份有限公司", "甲科技") == [False]
    assert finding(Part.COMPETITOR, Relation.CLIENT, "乙科技", "甲科技") == []
    assert finding(Part.COMPETITOR, Relation.CLIENT, "甲科", "甲科技") == [False] * (len("甲科") >= 3)


def test_different_credit_codes_are_different_firms_whatever_their_names():
    assert finding(Part.COMPETITOR, Relation.CLIENT, "甲科技", "甲科技", code="91Y") == []


def test_names_are_read_as_people_type_them():
    assert names_in("甲公司、乙公司；Acme Co., Ltd.\n甲公司") == ("甲公司", "乙公司", "Acme Co., Ltd.")
    assert bare("Acme Co., Ltd.") == "acme"
