"""The pages of the consultation day: each answers in its language, shows what its reader may see, and does its act."""

from __future__ import annotations

import re
from datetime import timedelta

import people
import pytest
from consultation_district import NOW, District, at, build, declare
from django.test import Client
from icalendar import Calendar

from district.accounts.privacy import notice
from district.accounts.roles import Role
from district.audit.models import Entry
from district.consultation.actions import bookings, feeds, sessions
from district.consultation.models import Booking, Interest, Question
from district.consultation.views import answers, desk, mine, public, rosters
from district.consultation.views import experts as experts_views

MODULES = (answers, mine, public, desk, rosters, experts_views)


@pytest.fixture
def district(db: None, clock) -> District:
    return build()


@pytest.fixture
def clock(monkeypatch):
    """Set the time the pages see."""

    def put(when) -> None:
        for module in MODULES:
            if hasattr(module, "now"):
                monkeypatch.setattr(module, "now", lambda: when)
            if hasattr(module, "today"):
                monkeypatch.setattr(module, "today", lambda: when.date())

    put(NOW)
    return put


def page(client: Client, address: str, lang: str = "zh") -> str:
    answer = client.get(f"/{lang}/consultation/{address}")
    assert answer.status_code == 200, (address, answer.status_code)
    html = answer.content.decode()
    assert not re.search(r"\sstyle=|<script|<style|\son\w+=", html)
    return html


def done(client: Client, address: str, **told: object) -> Client:
    answer = client.post(f"/zh/consultation/{address}", told)
    assert answer.status_code == 302, answer.content.decode()[-3_000:]
    return client


def as_(user) -> Client:
    return people.signed_in_as(user)


def every_page(district: District, booking: Booking) -> dict[str, tuple[Client, tuple[str, ...]]]:
    own = f"bookings/{booking.uid}/"
    day = district.day.pk
    return {
        "public": (Client(), ("", "questions/")),
        "mine": (
            as_(booking.person),
            (f"slots/{district.other.pk}/", "bookings/", own, own + "move/", own + "survey/"),
        ),
        "desk": (
            as_(district.clerk),
            (
                "desk/",
                f"desk/{day}/",
                f"desk/{day}/behalf/",
                "desk/check-in/",
                f"desk/check-in/?code={booking.code}",
                own,
            ),
        ),
        "head": (as_(district.head), ("rosters/", f"rosters/{day}/")),
        "expert": (as_(district.expert), ("expert/", own, own + "record/", own + "curate/")),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_speaks_its_language(district, lang):
    booking = district.book()
    for client, addresses in every_page(district, booking).values():
        for address in addresses:
            html = page(client, address, lang)
            if lang == "en":
                ours = re.sub(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', "", html, flags=re.S)
                assert set(re.findall(r"[\u4e00-\u9fff]+", ours)) == set(), address


def test_a_firm_books_moves_and_cancels_on_the_pages(district):
    user, firm = district.firm(1)
    client = as_(user)
    told = {"organisation": firm.pk, "topic": "filing", "question": "先申请哪里？"}
    done(client, f"slots/{district.slot.pk}/", **told)
    booking = Booking.objects.get()
    assert booking.state == "confirmed"
    assert booking.code in page(client, f"bookings/{booking.uid}/")
    done(client, f"bookings/{booking.uid}/move/", slot=district.other.pk)
    done(client, f"bookings/{booking.uid}/cancel/")
    booking.refresh_from_db()
    assert (booking.slot, booking.state, booking.sequence) == (district.other, "cancelled", 2)


@pytest.mark.parametrize(("lang", "said"), [("zh", "我已阅读并同意隐私告知"), ("en", "I have read the privacy notice")])
def test_booking_asks_for_the_privacy_notice_and_leads_back(district, lang, said):
    user, address = people.person(), f"/{lang}/consultation/slots/{district.slot.pk}/"
    page_before = as_(user).get(address).content.decode()
    assert said in page_before
    assert f"?next={address}" in page_before
    told = {"topic": "filing", "question": "先申请哪里？"}
    assert as_(user).post(address, told).status_code == 409
    assert not Booking.objects.exists()
    assert as_(user).post(address, told | {"notice": "0-old"}).status_code == 409
    assert as_(user).post(address, told | {"notice": notice.version()}).status_code == 302
    assert said not in as_(user).get(address).content.decode()


def test_a_full_slot_says_so_and_offers_to_wait(district):
    district.book(1)
    user, firm = district.firm(2)
    client, address = as_(user), f"/zh/consultation/slots/{district.slot.pk}/"
    told = {"organisation": firm.pk, "topic": "filing", "question": "先申请哪里？"}
    answer = client.post(address, told)
    assert answer.status_code == 409
    assert "该时段已约满" in answer.content.decode()
    assert client.post(address, told | {"waits": "1"}).status_code == 302
    assert Booking.objects.get(organisation=firm).state == "waitlisted"


def test_nobody_else_opens_a_booking(district):
    booking = district.book()
    for user in (district.firm(9)[0], district.second, people.person(people.Role.POINT_STAFF, place="elsewhere")):
        answer = as_(user).get(f"/zh/consultation/bookings/{booking.uid}/")
        assert answer.status_code == 404


def test_the_online_link_is_shown_to_the_two_sides_near_the_time_only(district, clock):
    booking = district.book(slot=district.online)
    readers = {"asking": as_(booking.person), "expert": as_(district.expert), "desk": as_(district.clerk)}

    def who_sees() -> set[str]:
        own = f"bookings/{booking.uid}/"
        return {name for name, client in readers.items() if "meet.example" in page(client, own)}

    for when, seen in ((at(13, 29), set()), (at(13, 30), {"asking", "expert"}), (at(14, 46), set())):
        clock(when)
        assert who_sees() == seen


def test_the_day_on_the_pages_from_the_code_to_the_question_bank(district, clock):
    booking = district.book()
    own = f"bookings/{booking.uid}/"
    clock(at(8, 55))
    done(as_(district.clerk), "desk/check-in/", code=booking.code)
    expert = as_(district.expert)
    clock(at(9, 1))
    done(expert, own + "begin/")
    done(
        expert, own + "record/", summary="问", advice="答", item_1="准备文件", who_1="firm", who_2="firm", who_3="firm"
    )
    done(expert, own + "curate/", topic="filing", question_zh="先在国内申请吗？", answer_zh="一般如此。")
    done(as_(booking.person), own + "survey/", level="5", line="好")
    done(as_(district.clerk), own + "decide/", act="close")
    booking.refresh_from_db()
    assert (booking.state, booking.survey.level) == ("closed", 5)
    key = Question.objects.get().pk
    assert "一般如此" in page(Client(), f"questions/{key}/")
    assert f"questions/{key}/" in page(Client(), "questions/?q=国内&topic=filing")
    assert f"questions/{key}/" not in page(Client(), "questions/?q=商标")


def test_the_desk_books_on_behalf_and_decides(district):
    desk_client = as_(district.clerk)
    told = {"slot": district.slot.pk, "called": "王女士", "topic": "filing", "question": "问", "note": "来电"}
    done(desk_client, f"desk/{district.day.pk}/behalf/", **told)
    assert "王女士" in page(desk_client, f"desk/{district.day.pk}/")
    declare(district, "华芯微电子集团")
    held = district.book(3, slot=district.online, counterparties="华芯微电子")
    own = f"bookings/{held.uid}/"
    assert "华芯微电子集团" in page(desk_client, own)
    assert "华芯微电子集团" not in page(as_(held.person), own)
    done(desk_client, own + "decide/", act="confirm", reason="")
    assert Booking.objects.get(pk=held.pk).state == "requested"
    done(desk_client, own + "decide/", act="confirm", reason="不同企业")
    assert Booking.objects.get(pk=held.pk).state == "confirmed"


def test_the_head_plans_fills_and_publishes_a_day(district):
    client = as_(district.head)
    done(client, "rosters/weekly/plan/")
    day = district.series.days.filter(state="draft").earliest("day")
    told = {"starts": "16:00", "ends": "16:45", "topics": "filing", "capacity": 1}
    done(client, f"rosters/{day.pk}/", **told, experts=district.advisers[0].pk, link="https://meet.example/x")
    done(client, f"rosters/{day.pk}/step/", act="publish")
    day.refresh_from_db()
    assert (day.state, day.slots.get().is_online) == ("published", True)
    assert day.day.isoformat() in page(Client(), "")


def test_an_expert_declares_and_ends_a_tie(district):
    client = as_(district.expert)
    done(client, "expert/", relation="client", name="甲科技")
    tie = Interest.objects.get()
    done(client, f"expert/ties/{tie.pk}/end/")
    tie.refresh_from_db()
    assert tie.ended_on == NOW.date()


def events(secret: str) -> dict[str, tuple[int, str]]:
    answer = Client().get(f"/zh/consultation/feed/{secret}.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    return {str(e["uid"]): (int(e["sequence"]), str(e["status"])) for e in calendar.walk("VEVENT")}


def test_the_feed_keeps_its_uid_counts_its_changes_and_cancels(district):
    booking = district.book()
    secret = feeds.renew_feed(by=booking.person, at=NOW).secret
    uid = f"{booking.uid}@consultation"
    assert events(secret) == {uid: (0, "CONFIRMED")}
    bookings.reschedule(booking=booking, to=district.other, by=booking.person, at=NOW)
    assert events(secret) == {uid: (1, "CONFIRMED")}
    bookings.cancel(booking=booking, by=booking.person, at=NOW)
    assert events(secret) == {uid: (2, "CANCELLED")}
    entry = as_(booking.person).get(f"/zh/consultation/bookings/{booking.uid}/entry.ics")
    assert Calendar.from_ical(entry.content)["method"] == "CANCEL"


def test_a_renewed_feed_leaves_the_old_address_empty_and_both_sides_have_one(district):
    booking = district.book()
    old = feeds.renew_feed(by=district.expert, at=NOW).secret
    assert len(events(old)) == 1
    done(as_(district.expert), "bookings/feed/")
    assert Client().get(f"/zh/consultation/feed/{old}.ics").status_code == 404
    other = feeds.renew_feed(by=district.second, at=NOW).secret
    assert events(other) == {}
    assert booking.question not in Client().get(f"/zh/consultation/feed/{other}.ics").content.decode()


def test_an_absence_stays_a_matter_of_the_desk(district):
    booking = district.book()
    with pytest.raises(sessions.CaseRefusal):
        sessions.mark_no_show(booking=booking, by=booking.person, at=at(9, 45) + timedelta(hours=1))


def test_who_works_on_the_day_finds_their_pages_from_the_public_one(district):
    ways = ("consultation/desk/", "consultation/rosters/", "consultation/expert/")
    for user, wanted in ((district.clerk, ways[:1]), (district.head, ways[:2]), (district.expert, ways[2:])):
        html = page(as_(user), "")
        assert tuple(way for way in ways if way in html) == wanted
    assert not any(way in page(Client(), "") for way in ways)


def test_an_officer_writes_a_tie_down_and_ends_it(district):
    client = people.signed_in_as(people.person(Role.DISTRICT_OFFICER))
    member = district.advisers[1].member
    told = {"member": member.pk, "relation": "client", "name": "某客户公司", "holds_from": "2026-01-01"}
    html = client.post("/zh/consultation/ties/", told, follow=True).content.decode()
    assert "某客户公司" in html
    assert "2026-01-01" in html
    tie = Interest.objects.get()
    assert tie.member == member
    client.post(f"/zh/consultation/ties/{tie.pk}/end/")
    tie.refresh_from_db()
    assert tie.ended_on is not None


def test_reading_the_ties_is_recorded(district):
    officer = people.person(Role.DISTRICT_OFFICER)
    people.signed_in_as(officer).get("/zh/consultation/ties/")
    assert Entry.objects.filter(action="read", subject="interest:all", by=officer).exists()
