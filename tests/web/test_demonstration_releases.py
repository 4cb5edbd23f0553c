"""The demonstration's releases go the ordinary way, once, however often the worker begins."""

from __future__ import annotations

from datetime import date

import pytest

from district.audit.queries import verify
from district.demonstration import releases
from district.demonstration.people import ensure_people
from district.openstats import provider
from district.openstats.releases import queries
from district.openstats.releases.models import Release


def test_seven_releases_and_one_correction_are_published_once(db, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider.opened(), "data_through", date(2024, 1, 9))
    releases.publish.call()
    assert not Release.objects.exists()
    ensure_people()
    for _ in range(2):
        releases.publish.call()
    assert {row.code: row.state for row in Release.objects.all()} == {
        **{f"{year}-year": "published" for year in (2018, 2019, 2020, 2021)},
        "2022-year": "corrected",
        "2022-year-c1": "published",
        "2023-11": "published",
    }
    assert queries.in_force().count() == 6
    assert Release.objects.get(code="2022-year").known == date(2022, 12, 25)
    assert Release.objects.get(code="2022-year-c1").known is None
    assert verify().fault is None
    assert not releases.ensure_releases()


def test_they_wait_for_the_worker(db) -> None:
    assert releases.ensure_releases()
    assert not Release.objects.exists()
