"""What the consultation day counts to a point's return."""

from __future__ import annotations

from datetime import date

import pytest
from consultation_district import DAY, District, at, build

from district.consultation.actions import sessions
from district.directory import doings


@pytest.fixture
def district(db: None) -> District:
    return build(capacity=2)


def test_sessions_absences_and_ratings_count_for_the_days_point(district: District) -> None:
    held, missed = district.book(1), district.book(2)
    sessions.check_in(booking=held, by=district.clerk, at=at(8, 50))
    sessions.begin(booking=held, by=district.expert, at=at(9))
    items = [sessions.Item("准备文件", "firm")]
    sessions.record(booking=held, summary="问", advice="答", items=items, by=district.expert, at=at(9, 40))
    sessions.answer_survey(booking=held, level=5, line="", by=held.person, at=at(11))
    sessions.mark_no_show(booking=missed, by=district.clerk, at=at(12))
    point = district.series.point
    counts = doings.count(point=point, first=DAY, last=DAY)
    assert {code: n for code, n in counts.items() if n} == {
        "consultation_days": 1,
        "consultation_sessions": 1,
        "consultation_no_shows": 1,
        "consultation_ratings": 1,
        "consultation_ratings_good": 1,
    }
    assert not any(doings.count(point=point, first=date(2020, 1, 1), last=date(2020, 1, 31)).values())
    (one,) = doings.behind("consultation_sessions", point=point, first=DAY, last=DAY)
    assert held.code not in one.called, "the code opens the door on the day"
