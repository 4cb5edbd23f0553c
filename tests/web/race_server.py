"""`prepare` makes a district, its slots and people with open sessions, told as JSON; `serve PORT` serves it;
`report` tells what came of it."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta

import django

PEOPLE = 240
CAPACITIES = (1, 2, 3, 4)


def prepare() -> None:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0, interactive=False)
    import consultation_district

    from district.accounts.models import Acceptance, User
    from district.accounts.privacy import notice
    from district.consultation.models import ConsultationDay, Slot

    made = consultation_district.build()
    day = date.today() + timedelta(days=7)
    ConsultationDay.objects.update(day=day)
    midnight = timezone.now() + timedelta(days=7)
    Slot.objects.all().delete()
    slots = []
    for n, capacity in enumerate(CAPACITIES):
        starts = midnight + timedelta(hours=n)
        slot = Slot.objects.create(
            day=made.day, starts_at=starts, ends_at=starts + timedelta(minutes=45), capacity=capacity, topics=["filing"]
        )
        slot.experts.add(made.advisers[0])
        slots.append(slot.pk)
    sessions, accepted = [], notice.version()
    for n in range(PEOPLE):
        user = User.objects.create(username=f"r{n}", password="!")
        Acceptance.objects.create(user=user, version=accepted, accepted_at=timezone.now())
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session.create()
        sessions.append(session.session_key)
    print(json.dumps({"slots": slots, "sessions": sessions}))


def serve(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "district.config.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=8,
        log_level=LogLevels.warning,
    ).serve()


def report() -> None:
    from district.audit.models import Entry
    from district.audit.queries import verify
    from district.consultation.models import Booking
    from district.consultation.states import SEATED
    from district.notices.models import Notice

    seated = Booking.objects.filter(state__in=SEATED)
    told = {
        "seats": sorted(seated.values_list("slot_id", "seat")),
        "bookings": Booking.objects.count(),
        "confirmed": seated.filter(state="confirmed").count(),
        "confirmations": Entry.objects.filter(action="booking.confirm").count(),
        "told": Notice.objects.filter(kind="consultation.confirmed").count(),
        "fault": str(verify().fault or ""),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(int(sys.argv[2]))
    else:
        django.setup()
        {"prepare": prepare, "report": report}[sys.argv[1]]()
