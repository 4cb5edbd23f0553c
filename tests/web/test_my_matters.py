"""One list of somebody's matters in every room, and what waits for them."""

from __future__ import annotations

from datetime import timedelta

import consultation_district
import people as crowd
import pytest
import window_cast as scene
from consultation_district import NOW, at
from window_cast import Cast, moment

from district.accounts import matters
from district.consultation.models import Booking, Survey
from district.window import actions
from district.window.models import Request


@pytest.fixture
def people() -> Cast:
    return scene.cast()


def waits(user, when) -> list[tuple[str, str]]:
    found = matters.waiting_for(user, at=when)
    assert matters.number_waiting_for(user, at=when) == str(len(found)), "the number is that of the list"
    return [(one.key.partition(":")[0], one.next_step) for one in found]


def test_every_service_room_lists_its_matters() -> None:
    assert {"consultation", "window"} <= set(matters.registered())


def test_what_waits_goes_from_hand_to_hand(people: Cast) -> None:
    request = scene.filed(people)
    assert waits(people.clerk, moment(2)) == [("request", "受理或者不予受理")]
    assert waits(people.applicant, moment(2)) == []
    request = actions.ask_for_supplement(request=request, missing="附图", by=people.clerk, at=moment(3))
    assert waits(people.applicant, moment(3)) == waits(people.colleague, moment(3)) == [("request", "提交补正")]
    assert waits(people.clerk, moment(3)) == []
    request = actions.supplement(request=request, what="已附", by=people.applicant, at=moment(4))
    request = actions.accept(request=request, by=people.clerk, at=moment(4))
    assert (waits(people.clerk, moment(4)), waits(people.head, moment(4))) == ([], [("request", "指派承办人")])
    request = actions.assign(request=request, handler=people.clerk, by=people.head, at=moment(4))
    assert (waits(people.clerk, moment(4)), waits(people.head, moment(4))) == ([("request", "答复")], [])
    request = actions.resolve(request=request, answer="见附件", by=people.clerk, at=moment(5))
    assert waits(people.applicant, moment(5)) == [("request", "确认答复，或者说明尚未解决之处")]
    actions.rate(request=request, level=1, line="", by=people.applicant, at=moment(5))
    assert waits(people.head, moment(5)) == [("request", "差评回访")]
    assert waits(people.other_clerk, moment(5)) == []


def test_the_number_is_counted_by_the_database_as_far_as_it_is_told(people: Cast, django_assert_max_num_queries):
    first = scene.filed(people)
    many = range(matters.MOST + 5)
    Request.objects.bulk_create(
        Request(number=f"N{n}", title="x", need="y", state="submitted", point=people.center, item=people.item,
                created_at=moment(2), state_since=moment(2), stage="open")
        for n in many
    )  # fmt: skip
    assert len(matters.waiting_for(people.clerk, at=moment(3))) == matters.MOST
    with django_assert_max_num_queries(30):
        assert matters.number_waiting_for(people.clerk, at=moment(3)) == "99+"
    Request.objects.filter(pk__in=Request.objects.exclude(pk=first.pk)[:110].values("pk")).delete()
    assert matters.number_waiting_for(people.clerk, at=moment(3)) == str(len(many) + 1 - 110)
    assert matters.number_waiting_for(people.applicant, at=moment(3)) == "0"


def test_my_list_holds_what_is_open_and_apart_what_has_ended(people: Cast) -> None:
    first, second = scene.filed(people), scene.drafted(people)
    actions.withdraw(request=first, reason="", by=people.applicant, at=moment(3))
    third = scene.filed(people)
    open_ones = matters.of(people.applicant, ended=False, at=moment(3))
    assert {one.key: one.due_on for one in open_ones}[third.matter] == third.due_on, "the promise, not the desk's day"
    actions.withdraw(request=third, reason="", by=people.applicant, at=moment(2))
    listed = [one.key for one in matters.of(people.applicant, ended=False, at=moment(3))]
    assert listed == [second.matter]
    assert [one.key for one in matters.of(people.applicant, ended=True, at=moment(3))] == [first.matter, third.matter]
    assert matters.of(people.colleague, ended=False, at=moment(3)) == [], "another's draft"
    assert matters.of(people.stranger, ended=True, at=moment(3)) == []


def test_bookings_stand_beside_requests_and_wait_for_expert_and_desk() -> None:
    district = consultation_district.build()
    booking = district.book()
    assert [one.key for one in matters.of(booking.person, ended=False, at=NOW)] == [booking.subject]
    assert waits(district.expert, at(8)) == []
    district_sessions(district, booking)
    assert waits(district.expert, at(9)) == [("booking", "开始咨询")]
    assert waits(district.second, at(9)) == []
    for state, survey, step in (("recorded", False, "评价本次咨询"), ("recorded", True, "")):
        Booking.objects.filter(pk=booking.pk).update(state=state)
        if survey:
            Survey.objects.create(booking=booking, level=5, answered_at=at(11))
        [mine] = matters.of(booking.person, ended=False, at=at(12))
        assert mine.next_step == step


def district_sessions(district, booking) -> None:
    from district.consultation.actions import sessions

    sessions.check_in(booking=booking, by=district.clerk, at=at(8, 55))


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有等您处理的事项"), ("en", "Nothing waits for you")])
def test_the_page_has_three_lists(people: Cast, lang: str, said: str) -> None:
    request = scene.filed(people)
    client, address = crowd.signed_in_as(people.applicant), f"/{lang}/matters/"
    assert said in client.get(address).content.decode()
    assert request.title in client.get(f"{address}?view=open").content.decode()
    assert request.title not in client.get(f"{address}?view=ended").content.decode()
    desk = crowd.signed_in_as(people.clerk).get(address).content.decode()
    assert request.title in desk
    assert client.get(f"{address}?view=nonsense").status_code == 200


def test_one_room_does_not_fill_the_list(people: Cast) -> None:
    for _ in range(4):
        scene.filed(people)
    found = matters.waiting_for(people.clerk, at=moment(2) + timedelta(days=1), most=3)
    assert len(found) == 3
