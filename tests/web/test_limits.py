"""Who asks too often is asked to wait, and nobody can read from the counts who asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from district.casework import CaseRefusal
from district.limits import actions
from district.limits.actions import Limit, check
from district.limits.addresses import address_of
from district.limits.models import Count

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
THREE = Limit(name="window.submit", most=3, seconds=3600)


def _uses(times: int, *, key: str = "203.0.113.7", at: datetime = NOW) -> None:
    for _ in range(times):
        check(key=key, limit=THREE, at=at)


def test_the_one_too_many_is_refused_and_told_when_to_come_again() -> None:
    _uses(3)
    with pytest.raises(CaseRefusal, match=r"limit\.reached") as refused:
        _uses(1)
    assert refused.value.values["again"] == "18:00"
    _uses(1, key="203.0.113.8")


def test_a_limit_is_not_doubled_around_a_boundary() -> None:
    _uses(3, at=NOW - timedelta(minutes=1))
    with pytest.raises(CaseRefusal):
        _uses(1, at=NOW + timedelta(minutes=1))
    _uses(1, at=NOW + timedelta(minutes=59))


def test_two_limits_count_apart_and_a_key_can_begin_anew() -> None:
    _uses(3)
    check(key="203.0.113.7", limit=Limit(name="other", most=1, seconds=60), at=NOW)
    actions.forget(key="203.0.113.7", limit=THREE)
    _uses(3)


def test_counts_do_not_name_who_came_and_go_when_they_count_no_more() -> None:
    _uses(1)
    assert set(Count.objects.get().key) <= set("0123456789abcdef")
    assert actions.tidy(at=NOW + timedelta(hours=1)) == 0
    assert actions.tidy(at=NOW + timedelta(hours=3)) == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "198.51.100.1", "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.9, 198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (1, "", "127.0.0.1", "127.0.0.1"),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, "", "::ffff:203.0.113.7", "203.0.113.7"),
        (1, "nonsense", "127.0.0.1", "unknown"),
    ],
)
def test_only_what_our_own_proxies_say_about_an_address_is_believed(settings, proxies, forwarded, remote, expected):
    settings.PATENTRY_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)) == expected
