"""The demonstration's consultation day: days past with records, days to come with free times, all of it marked."""

from __future__ import annotations

import pytest
from consultation_district import NOW

from district.audit.queries import verify
from district.consultation.models import Booking, ConsultationDay, Expert, Question
from district.consultation.queries import offers
from district.demonstration.advice import ensure_advice
from district.demonstration.network import ensure_network
from district.demonstration.people import ensure_people


@pytest.fixture
def made(db: None) -> None:
    ensure_network()
    ensure_people()
    assert ensure_advice(at=NOW)


def test_it_has_days_behind_and_ahead_and_is_made_once(made):
    assert not ensure_advice(at=NOW)
    assert ConsultationDay.objects.filter(state="closed").count() == 2
    assert [one.day.day.isoformat() for one in offers(at=NOW)][1:] == ["2026-12-03", "2026-12-10", "2026-12-17"]
    assert {booking.state for booking in Booking.objects.all()} == {"recorded"}
    assert all("演示" in expert.name_zh for expert in Expert.objects.all())
    assert Question.objects.count() == 4
    assert verify().fault is None


def test_it_ends_with_the_year_that_is_known(db):
    ensure_network()
    ensure_people()
    late = NOW.replace(month=12, day=21)
    assert ensure_advice(at=late)
    assert max(day.day.year for day in ConsultationDay.objects.all()) == 2026
