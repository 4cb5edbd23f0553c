"""Readies a served demonstration for the walks: who is signed in, a day on which somebody can be received today.

Run as a program of its own, because the tests' own Django stands on another database:
`python -m tests.journeys.stage HOME`. Prints what the walks need to know as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

POINTS = ("center", "workstation-1")


def main(home: str) -> dict[str, Any]:
    """Ready the district in this folder; answer the sessions by account and the day of the walks."""
    os.environ |= {"PATENTRY_HOME": str(Path(home).resolve()), "DJANGO_SETTINGS_MODULE": "district.config.settings"}
    import django

    django.setup()
    from django.utils import timezone

    now = timezone.localtime()
    _head_of_every_point(now)
    expert = _expert_who_is_free(now)
    return {
        "sessions": _sessions() | {"expert": _session_of(expert.user)},
        "points": _points(),
        "day": _day_of_today(now),
        "expert": expert.pk,
        "topic": expert.topics[0],
    }


def _points() -> dict[str, int]:
    from district.directory.models import ServicePoint

    return dict(ServicePoint.objects.filter(code__in=POINTS).values_list("code", "pk"))


def _sessions() -> dict[str, str]:
    from district.accounts.models import User
    from district.demonstration.people import accounts

    names = [account.username for account in accounts()]
    return {user.username: _session_of(user) for user in User.objects.filter(username__in=names)}


def _session_of(user: Any) -> str:
    """A session as the sign-in pages leave it, which have walks of their own: a code of the app works once only."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "username": user.username}]
    session.create()
    return str(session.session_key)


def _head_of_every_point(now: datetime) -> None:
    from district.accounts.actions import appointments
    from district.accounts.models import User
    from district.accounts.queries import places_of
    from district.accounts.roles import Role

    head = User.objects.get(username="head")
    for place in set(POINTS) - places_of(head, on=now.date(), roles=(Role.POINT_HEAD,)):
        appointments.appoint(user=head, role=Role.POINT_HEAD, place=place, valid_from=now.date(), by=None, at=now)


def _day_of_today(now: datetime) -> int:
    """An empty draft of today, whatever the weekday: somebody is checked in on the day itself only."""
    from district.consultation.models import ConsultationDay, Series
    from district.directory.models import ServicePoint

    names = {"name_zh": "走查咨询日（演示）", "name_en": "Day of the walks (demonstration)"}
    center = ServicePoint.objects.get(code="center")
    series, _made = Series.objects.get_or_create(
        code="walks", defaults={**names, "point": center, "weekday": now.weekday()}
    )
    day, _made = ConsultationDay.objects.get_or_create(series=series, day=now.date(), regular_day=now.date())
    return int(day.pk)


def _expert_who_is_free(now: datetime) -> Any:
    from district.consultation.models import Expert

    soon = {"slots__starts_at__lt": now + timedelta(hours=2), "slots__ends_at__gt": now}
    busy = Expert.objects.filter(**soon).values("pk")
    return Expert.objects.exclude(pk__in=busy).order_by("pk").first()


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
