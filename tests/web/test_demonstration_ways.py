"""The demonstration shows matters that grew out of others, made by the ordinary actions, once."""

from __future__ import annotations

from django.utils import timezone

from district.audit.queries import verify
from district.demonstration.advice import ensure_advice
from district.demonstration.network import ensure_network
from district.demonstration.people import ensure_people
from district.demonstration.ways import ensure_ways
from district.journeys.models import BookedContact, FollowUp
from district.window.desklog.models import Contact


def test_a_call_is_a_request_another_a_booking_and_advice_is_followed_up(db) -> None:
    at = timezone.localtime()
    ensure_network()
    ensure_people()
    ensure_advice(at=at)
    assert ensure_ways(at=at)
    assert Contact.objects.exclude(request=None).count() == 1
    assert BookedContact.objects.get().booking.topic == "infringement"
    assert FollowUp.objects.get().request.state == "submitted"
    assert verify().fault is None
    assert not ensure_ways(at=at)
