"""The demonstration shows requests on every part of the way, and none where the calendar ends."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from district.demonstration.network import ensure_network
from district.demonstration.people import ensure_people
from district.demonstration.requests import ensure_requests
from district.window.models import Request

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_requests_stand_on_every_part_of_the_way_and_are_made_once() -> None:
    ensure_network()
    ensure_people()
    at = datetime(2026, 6, 10, 10, tzinfo=SHANGHAI)
    assert ensure_requests(at=at)
    assert not ensure_requests(at=at)
    states = set(Request.objects.values_list("state", flat=True))
    assert states == {"submitted", "in_progress", "supplement_required", "resolved", "closed"}
    assert all("演示" in title for title in Request.objects.values_list("title", flat=True))


def test_a_year_without_a_calendar_gets_none() -> None:
    ensure_network()
    ensure_people()
    assert not ensure_requests(at=datetime(2040, 6, 10, 10, tzinfo=SHANGHAI))
    assert not Request.objects.exists()


def test_months_before_have_answered_and_rated_requests_once() -> None:
    from district.demonstration.history import ensure_history
    from district.window.models import Rating

    at = datetime(2026, 11, 26, 10, tzinfo=SHANGHAI)
    ensure_network()
    ensure_people()
    assert not ensure_history(at=at)
    assert ensure_requests(at=at)
    before = Request.objects.count()
    assert ensure_history(at=at)
    assert not ensure_history(at=at)
    past = Request.objects.order_by("pk")[before:]
    assert len(past) == 30
    assert {one.state for one in past} == {"closed"}
    assert {one.promise_kept for one in past} == {True, False}
    assert len({one.submitted_at.strftime("%Y-%m") for one in past}) >= 9
    assert Rating.objects.filter(level__lte=2, called_back_at__isnull=True).count() == 0
