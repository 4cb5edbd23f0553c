"""The demonstration's network at work: everything through the ordinary actions, once."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from district.consultation.models import Interest
from district.demonstration.advice import ensure_advice
from district.demonstration.keeping import TIES, USES, ensure_keeping
from district.demonstration.network import ensure_network
from district.demonstration.people import ensure_people
from district.directory import queries
from district.directory.models import Duty, FacilityUse

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def demonstration(db: None) -> None:
    ensure_network()
    ensure_people()


def test_the_desk_of_the_directory_is_filled_once(demonstration):
    assert ensure_keeping(at=NOW)
    assert (Duty.objects.count(), FacilityUse.objects.count(), Interest.objects.count()) == (5, len(USES), len(TIES))
    assert not ensure_keeping(at=NOW)


def test_a_point_an_item_and_a_member_are_due_to_be_verified(demonstration):
    due = {(kind, code) for kind, code, _day in queries.due_for_verification(at=NOW)}
    assert due == {("ServicePoint", "literacy"), ("ServiceItem", "trial"), ("AllianceMember", "rui")}


def test_the_consultation_days_find_their_room_free(demonstration):
    ensure_keeping(at=NOW)
    assert ensure_advice(at=NOW)
