"""The demonstration around and in years whose holidays nobody has announced: whole, by days that are made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from district.casework import workdays
from district.demonstration.working_days import ensure_working_days

pytestmark = [pytest.mark.site, pytest.mark.django_db]
DAYS = [(2026, 12, 29), (2027, 1, 2), (2027, 12, 29), (2028, 2, 29)]
"""The last days of the last announced year; a holiday and the last days of a year made up; one whose past is, too."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    table = tmp_path / "rules" / "workdays.csv"
    workdays.own_table(lambda: table)
    yield tmp_path
    workdays.own_table(lambda: Path(settings.PATENTRY_HOME) / "rules" / "workdays.csv")


@pytest.mark.parametrize("day", DAYS)
def test_the_demonstration_is_whole_where_deadlines_end_in_a_year_nobody_has_announced(
    home: Path, day: tuple[int, int, int]
) -> None:
    from district.consultation.models import Slot
    from district.demonstration.advice import ensure_advice
    from district.demonstration.desk_aids import ensure_desk_aids
    from district.demonstration.desk_work import ensure_desk_work
    from district.demonstration.history import ensure_history
    from district.demonstration.keeping import ensure_keeping
    from district.demonstration.network import ensure_network
    from district.demonstration.people import ensure_people
    from district.demonstration.requests import ensure_requests
    from district.demonstration.ways import ensure_ways

    at = timezone.localtime(datetime(*day, 2, 0, tzinfo=UTC))
    assert ensure_working_days(home=home, at=at)
    ensure_network()
    ensure_people()
    ensure_keeping(at=at)
    assert ensure_advice(at=at)
    assert ensure_requests(at=at)
    assert ensure_desk_work(at=at)
    assert ensure_ways(at=at)
    assert ensure_history(at=at)
    ensure_desk_aids(at=at)
    assert Slot.objects.filter(starts_at__gt=at).exists()
