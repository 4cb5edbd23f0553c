"""The directory's desk: who may keep what, hours and duty, facilities that are never taken twice, what is due."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import people
import pytest
from django.db import IntegrityError, transaction

from district.accounts.roles import Role
from district.audit.models import Entry
from district.audit.queries import verify as verify_log
from district.casework import CaseRefusal
from district.demonstration.network import ensure_network
from district.directory import hours, kept, occupancy, queries, reminding
from district.directory.actions import facilities, keeping
from district.directory.models import (
    AllianceMember,
    Facility,
    FacilityUse,
    HoursException,
    MapSheet,
    ServiceItem,
    ServicePoint,
    UsedQuarter,
)
from district.jobs.loop import make_round
from district.notices.models import Notice

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=BEIJING)
DAY = date(2026, 12, 2)
NINE_TO_NOON = hours.Span(0, time(9), time(12))


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)


def wish(start: datetime, end: datetime, purpose: str = "调解会") -> facilities.Wish:
    return facilities.Wish(starts_at=start, ends_at=end, purpose=purpose, user="某科技公司")


@pytest.fixture
def network(db: None) -> None:
    ensure_network()


@pytest.fixture
def officer(network):
    return people.person(Role.DISTRICT_OFFICER)


@pytest.fixture
def head(network):
    return people.person(Role.POINT_HEAD, place="center")


@pytest.fixture
def clerk(network):
    return people.person(Role.POINT_STAFF, place="center")


@pytest.fixture
def center(network) -> ServicePoint:
    return ServicePoint.objects.get(code="center")


@pytest.fixture
def room(network) -> Facility:
    return Facility.objects.get(name_zh="咨询室")


def refused(code: str):
    return pytest.raises(CaseRefusal, match=rf"^directory\.{code}\b")


def test_a_head_keeps_the_own_point_and_no_other(head, center):
    keeping.put(entry=center, told={"name_en": "IP centre"}, by=head, at=NOW)
    assert ServicePoint.objects.get(code="center").name_en == "IP centre"
    for other in (
        ServicePoint.objects.get(code="subcenter"),
        ServiceItem.objects.get(code="mediate"),
        AllianceMember.objects.get(code="heng"),
    ):
        with refused("not_yours"):
            keeping.put(entry=other, told={"name_en": "x"}, by=head, at=NOW)


def test_the_staff_of_a_point_does_not_keep_it(clerk, center):
    with refused("not_yours"):
        keeping.put(entry=center, told={"name_en": "x"}, by=clerk, at=NOW)
    with refused("not_yours"):
        keeping.set_hours(point=center, spans=[NINE_TO_NOON], by=clerk, at=NOW)


def test_a_change_leaves_an_entry_with_its_fields_and_can_be_read_field_by_field(officer):
    item = ServiceItem.objects.get(code="mediate")
    told = {"promise_days": 7, "fee_zh": item.fee_zh, "points": [ServicePoint.objects.get(code="center")]}
    keeping.put(entry=item, told=told, by=officer, at=NOW)
    entry = Entry.objects.filter(action="directory.put").get()
    assert entry.detail["fields"] == ["promise_days", "points"]
    assert [point.code for point in ServiceItem.objects.get(code="mediate").points.all()] == ["center"]
    (change,) = kept.changes(item, labels={"promise_days": "承诺时限"})
    assert (change.field, change.before, change.after, change.by) == ("承诺时限", "5", "7", officer.called)
    assert verify_log().fault is None


def test_storing_an_entry_as_it_is_writes_nothing(officer, center):
    before = Entry.objects.count()
    keeping.put(entry=center, told={"name_zh": center.name_zh, "items": list(center.items.all())}, by=officer, at=NOW)
    assert Entry.objects.count() == before


def test_a_new_code_is_free_and_no_word_of_the_addresses(officer):
    for code, why in (("center", "code_taken"), ("services", "code_reserved")):
        with refused(why):
            keeping.put(entry=ServicePoint(code=code), told={"code": code}, by=officer, at=NOW)


def test_hours_are_replaced_and_wrong_ones_refused(head, center):
    keeping.set_hours(point=center, spans=[NINE_TO_NOON], by=head, at=NOW)
    assert queries.place_of(queries.point_named("center"), at=NOW, lang="zh").hours == "周一 9:00—12:00"
    for spans in (
        [hours.Span(0, time(12), time(9))],
        [NINE_TO_NOON, hours.Span(0, time(11), time(15))],
    ):
        with refused("hours_wrong"):
            keeping.set_hours(point=center, spans=spans, by=head, at=NOW)


def test_a_day_is_closed_or_has_other_hours_once(head, center):
    told = {"point": center, "day": DAY, "reason": ("盘点", "stocktaking"), "by": head, "at": NOW}
    row = keeping.add_exception(hours=None, **told)
    assert not queries.place_of(queries.point_named("center"), at=at(10), lang="zh").is_open
    with refused("exception_there"):
        keeping.add_exception(hours=(time(9), time(10)), **told)
    keeping.drop_exception(exception=row, by=head, at=NOW)
    assert not HoursException.objects.exists()


def test_only_staff_of_the_point_is_on_duty_and_nobody_twice_at_a_time(head, clerk, center):
    keeping.add_duty(point=center, person=clerk, span=NINE_TO_NOON, by=head, at=NOW)
    with refused("duty_there"):
        keeping.add_duty(point=center, person=clerk, span=hours.Span(0, time(11), time(14)), by=head, at=NOW)
    with refused("not_staff"):
        keeping.add_duty(point=center, person=people.person(Role.EXPERT), span=NINE_TO_NOON, by=head, at=NOW)


def test_a_facility_is_taken_once_and_the_refusal_says_what_for(clerk, room):
    facilities.take(facility=room, wish=wish(at(9), at(10, 30)), by=clerk, at=NOW)
    for start, end in ((at(9), at(10)), (at(10, 15), at(11)), (at(8), at(12))):
        with refused("use_taken") as caught:
            facilities.take(facility=room, wish=wish(start, end), by=clerk, at=NOW)
        assert caught.value.values == {"span": "2026-12-02 09:00–10:30", "purpose": "调解会"}
    facilities.take(facility=room, wish=wish(at(10, 30), at(11)), by=clerk, at=NOW)


def test_the_database_itself_keeps_two_from_having_a_quarter(clerk, room):
    use = facilities.take(facility=room, wish=wish(at(9), at(9, 30)), by=clerk, at=NOW)
    other = FacilityUse.objects.create(
        facility=room, starts_at=at(9), ends_at=at(10), purpose="x", taken_by=clerk, taken_at=NOW
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        UsedQuarter.objects.create(use=other, facility=room, begins_at=use.starts_at)


def test_who_loses_the_race_is_told_so(clerk, room, monkeypatch):
    facilities.take(facility=room, wish=wish(at(9), at(10)), by=clerk, at=NOW)
    monkeypatch.setattr(occupancy, "between", lambda *_, **__: [])
    with refused("use_taken"):
        facilities.take(facility=room, wish=wish(at(9, 30), at(11)), by=clerk, at=NOW)
    assert FacilityUse.objects.count() == 1


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (at(9, 10), at(10), "use_time_wrong"),
        (at(10), at(9), "use_time_wrong"),
        (at(10), at(9, day=DAY + timedelta(days=1)), "use_time_wrong"),
        (at(9, day=date(2026, 11, 26)), at(10, day=date(2026, 11, 26)), "use_past"),
    ],
)
def test_a_use_is_whole_quarters_of_one_day_to_come(clerk, room, start, end, why):
    with refused(why):
        facilities.take(facility=room, wish=wish(start, end), by=clerk, at=NOW)


def test_a_cancelled_use_frees_its_time_and_stays_to_be_read(clerk, room):
    use = facilities.take(facility=room, wish=wish(at(9), at(10)), by=clerk, at=NOW)
    with refused("use_begun"):
        facilities.cancel(use=use, by=clerk, at=at(9, 5))
    facilities.cancel(use=use, by=clerk, at=NOW)
    facilities.take(facility=room, wish=wish(at(9), at(10)), by=clerk, at=NOW)
    assert FacilityUse.objects.filter(cancelled_at=None).count() == 1
    assert FacilityUse.objects.count() == 2


def test_a_facility_of_another_point_is_not_for_the_staff_here(clerk):
    court = Facility.objects.get(kind="court")
    with refused("not_yours"):
        facilities.take(facility=court, wish=wish(at(9), at(10)), by=clerk, at=NOW)


def test_a_facility_that_was_used_is_not_removed(head, clerk, room):
    facilities.take(facility=room, wish=wish(at(9), at(10)), by=clerk, at=NOW)
    with refused("facility_in_use"):
        facilities.drop_facility(facility=room, by=head, at=NOW)


def test_times_other_rooms_keep_stand_in_the_way(clerk, room, monkeypatch):
    other = occupancy.Taken(starts_at=at(9), ends_at=at(10), purpose="公益咨询日")
    monkeypatch.setitem(occupancy._rooms, "other", lambda *_: [other])
    with refused("use_taken") as caught:
        facilities.take(facility=room, wish=wish(at(9, 30), at(11)), by=clerk, at=NOW)
    assert caught.value.values["purpose"] == "公益咨询日"


def test_verifying_moves_the_day_it_is_due_again(head, center):
    keeping.verify(entry=center, again_on=date(2027, 5, 1), by=head, at=NOW)
    row = ServicePoint.objects.get(code="center")
    assert (row.verified_on, row.verify_again_on) == (NOW.date(), date(2027, 5, 1))
    for wrong in (NOW.date(), date(2030, 1, 1)):
        with refused("verify_later"):
            keeping.verify(entry=center, again_on=wrong, by=head, at=NOW)


def test_who_is_responsible_is_reminded_once_an_entry_and_due_day(officer, head, center):
    everything = (ServicePoint, ServiceItem, AllianceMember)
    for model in everything:
        for row in model.objects.all():
            row.verify_again_on = date(2027, 6, 1)
            row.save()
    keeping.verify(entry=center, again_on=date(2026, 12, 1), by=head, at=NOW)
    member = AllianceMember.objects.get(code="heng")
    keeping.verify(entry=member, again_on=date(2026, 12, 1), by=officer, at=NOW)
    assert list(reminding.overdue(at=NOW)) == []
    for _ in range(2):
        make_round(at=at(0, 5))
    told = {(one.kind, one.to_id, one.matter) for one in Notice.objects.filter(kind__startswith="directory.")}
    assert told == {
        ("directory.verify_point", head.pk, "point:center"),
        ("directory.verify_member", officer.pk, "member:heng"),
    }
    assert Notice.objects.filter(kind__startswith="directory.").count() == 2
    keeping.verify(entry=center, again_on=date(2027, 1, 4), by=head, at=at(9))
    make_round(at=at(9, day=date(2027, 1, 4)))
    assert Notice.objects.filter(kind="directory.verify_point").count() == 2


def test_a_point_without_a_head_is_the_officers_to_verify(officer):
    row = ServicePoint.objects.get(code="literacy")
    assert list(reminding.responsible(row, at=NOW)) == [officer]


def test_the_list_of_a_head_holds_the_own_point_alone(officer, head):
    assert {line.code for line in kept.lines(head, on=NOW.date(), lang="zh")} == {"center"}
    assert len(kept.lines(officer, on=NOW.date(), lang="zh")) == 33


def test_the_map_is_polygons_and_carries_its_number(officer, head):
    sheet = MapSheet.objects.get()
    keeping.put_map(approval_number="京S（2026）001号", geojson=sheet.geojson, by=officer, at=NOW)
    assert MapSheet.objects.get().approval_number == "京S（2026）001号"
    for wrong in ({}, {"features": []}, {"features": [{"geometry": {"type": "Polygon", "coordinates": [[["a", 1]]]}}]}):
        with refused("map_wrong"):
            keeping.put_map(approval_number="", geojson=wrong, by=officer, at=NOW)
    with refused("not_yours"):
        keeping.put_map(approval_number="", geojson=sheet.geojson, by=head, at=NOW)


# The pages


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "page",
    ["", "points/center/", "items/mediate/", "members/heng/", "map/", "new/point/", "new/item/", "new/member/"],
)
def test_each_page_of_the_desk_answers(officer, page, lang):
    answer = people.signed_in_as(officer).get(f"/{lang}/network-desk/{page}")
    assert answer.status_code == 200
    assert not __import__("re").search(r"\sstyle=|<script|\son\w+=", answer.content.decode())


def test_a_head_reaches_the_own_point_and_not_another(head):
    client = people.signed_in_as(head)
    assert client.get("/zh/network-desk/points/center/").status_code == 200
    assert client.get("/zh/network-desk/points/subcenter/").status_code == 404
    assert client.post("/zh/network-desk/points/subcenter/hours/").status_code == 404
    assert client.post("/zh/network-desk/verify/item/mediate/").status_code == 404


def test_a_head_edits_hours_days_duty_and_facilities_on_the_page(head, clerk, center):
    client, base = people.signed_in_as(head), "/zh/network-desk/points/center/"
    done = [
        ("hours/", {"opens_0_0": "09:00", "closes_0_0": "12:00", "opens_0_1": "13:00", "closes_0_1": "17:00"}),
        ("days/", {"day": "2099-12-31", "reason_zh": "年终盘点"}),
        ("duty/", {"person": clerk.pk, "weekday": "0", "opens": "09:00", "closes": "12:00"}),
        ("facilities/", {"kind": "room", "name_zh": "第二咨询室", "name_en": "Room 2", "seats": "4"}),
    ]
    for part, told in done:
        assert client.post(base + part, told).status_code == 302
    html = client.get(base).content.decode()
    for said in ("周一 9:00—12:00；周一 13:00—17:00", "年终盘点", clerk.called, "第二咨询室"):
        assert said in html, said
    client.post(base + "drop/", {"exception": center.exceptions.get().pk})
    client.post(base + "drop/", {"duty": center.duties.get().pk})
    client.post(base + "facilities/", {"facility": center.facilities.get(name_zh="第二咨询室").pk, "drop": "1"})
    assert not center.exceptions.exists()
    assert not center.duties.exists()
    assert not center.facilities.filter(name_zh="第二咨询室").exists()


def test_half_a_span_is_said_with_its_day(head):
    client = people.signed_in_as(head)
    answer = client.post("/zh/network-desk/points/center/hours/", {"opens_2_0": "09:00"}, follow=True)
    assert "周三：请同时填写起止时间" in answer.content.decode()


def test_an_officer_edits_an_item_and_sees_the_change(officer):
    client = people.signed_in_as(officer)
    item = ServiceItem.objects.get(code="overseas")
    told = {
        name: getattr(item, name) or ""
        for name in (
            *("group_zh", "group_en", "name_zh", "name_en", "audience_zh", "audience_en", "basis", "materials_zh"),
            *("materials_en", "fee_zh", "fee_en", "result_zh", "result_en", "room"),
        )
    }
    told |= {"promise_days": "3", "channels": ["online"], "points": [p.pk for p in item.points.all()]}
    answer = client.post("/en/network-desk/items/overseas/", told, follow=True)
    html = answer.content.decode()
    assert "The entry is stored." in html
    assert "<del>2</del> → <ins>3</ins>" in html
    assert ServiceItem.objects.get(code="overseas").channels == ["online"]


def test_an_officer_adds_a_point_which_is_then_on_the_network(officer, client):
    told = {"code": "workstation-9", "kind": "workstation", "name_zh": "新站", "name_en": "New station"}
    told |= {"address_zh": "新路 1 号", "address_en": "1 New Road", "x": "10", "y": "10"}
    browser = people.signed_in_as(officer)
    assert "工作站须有编号" in browser.post("/zh/network-desk/new/point/", told).content.decode()
    assert browser.post("/zh/network-desk/new/point/", told | {"number": "9"}).status_code == 302
    assert "新站" in client.get("/zh/network/").content.decode()
    answer = browser.post("/zh/network-desk/new/point/", told | {"number": "9"})
    assert answer.status_code in {200, 409}
    assert ServicePoint.objects.filter(code="workstation-9").count() == 1


def test_a_due_entry_is_verified_from_the_list(officer):
    row = ServicePoint.objects.get(code="literacy")
    row.verify_again_on = date(2020, 1, 1)
    row.save()
    client = people.signed_in_as(officer)
    assert "2020-01-01" in client.get("/zh/network-desk/").content.decode()
    again = date.today() + timedelta(days=100)
    client.post("/zh/network-desk/verify/point/literacy/", {"again_on": again.isoformat(), "list": "1"})
    assert ServicePoint.objects.get(code="literacy").verify_again_on == again


def test_the_map_page_says_which_line_is_wrong(officer):
    client = people.signed_in_as(officer)
    answer = client.post("/zh/network-desk/map/", {"geojson": '{"features":\n ['})
    assert "第 2 行不是有效的 JSON" in answer.content.decode()
    told = {"approval_number": "京S（2026）001号", "geojson": json.dumps(MapSheet.objects.get().geojson)}
    assert client.post("/zh/network-desk/map/", told).status_code == 302
    assert "京S（2026）001号" in client.get("/zh/network/").content.decode()


def test_staff_takes_a_facility_on_its_calendar_and_gives_it_back(clerk, room):
    client = people.signed_in_as(clerk)
    day = date.today() + timedelta(days=3)
    told = {"day": day.isoformat(), "starts": "09:00", "ends": "10:00", "purpose": "座谈会", "user": "某协会"}
    page = f"/zh/network-desk/facilities/{room.pk}/"
    html = client.post(page, told, follow=True).content.decode()
    assert "座谈会" in html
    assert "某协会" in html
    again = client.post(page, told)
    assert again.status_code == 409
    assert "已安排“座谈会”" in again.content.decode()
    client.post(f"/zh/network-desk/uses/{FacilityUse.objects.get().pk}/cancel/")
    assert "座谈会" not in client.get(f"{page}?week={day}").content.decode()


def test_the_calendar_of_another_point_is_not_found(clerk):
    court = Facility.objects.get(kind="court")
    assert people.signed_in_as(clerk).get(f"/zh/network-desk/facilities/{court.pk}/").status_code == 404


def test_the_public_page_leads_its_keeper_to_the_desk_and_nobody_else(head, client):
    assert "/zh/network-desk/" not in client.get("/zh/network/center/").content.decode()
    assert "/zh/network-desk/points/center/" in people.signed_in_as(head).get("/zh/network/center/").content.decode()


def test_the_calendar_says_when_the_point_is_closed(clerk, center, room):
    monday = date(2026, 11, 30)
    HoursException.objects.create(point=center, day=monday, reason_zh="盘点")
    html = people.signed_in_as(clerk).get(f"/en/network-desk/facilities/{room.pk}/?week=2026-11-30").content.decode()
    days = html.partition('<ol class="week')[2].split("<h2>")[1:]
    assert "closed" in days[0]
    assert "9:00–17:30" in days[1]
    assert "closed" in days[6]


def test_who_is_on_duty_is_seen_at_the_point_and_not_by_the_public(head, clerk, center, client):
    today = date.today().weekday()
    keeping.add_duty(point=center, person=clerk, span=hours.Span(today, time(9), time(12)), by=head, at=NOW)
    assert "今日值班" in people.signed_in_as(clerk).get("/zh/network/center/").content.decode()
    assert clerk.called not in client.get("/zh/network/center/").content.decode()
