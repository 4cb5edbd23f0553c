"""`prepare` makes a data folder, its district and people with open sessions, told as JSON; `report` tells what is
there afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import django

PEOPLE = 24
SLOTS = 6
SEATS = 3
CLERKS = 2


def prepare() -> None:
    from district.config.command import prepare as open_site
    from patentry.corpus import Home

    home = Home(Path(os.environ["PATENTRY_HOME"]))
    home.create()
    open_site(home=home.path)
    import consultation_district
    import people
    import window_cast

    from district.accounts.models import Appointment, Role

    made = consultation_district.build()
    item = window_cast.item("filing", "申请咨询", made.series.point)
    clerks = [people.with_second_factor(window_cast.person(f"k{n}", f"办事员{n}")) for n in range(CLERKS)]
    for clerk in clerks:
        Appointment.objects.create(user=clerk, role=Role.POINT_STAFF, place="center", valid_from=window_cast.START)
    told = {
        "slots": _slots(made),
        "applicants": [_session(_applicant(n)) for n in range(PEOPLE)],
        "clerks": [_session(clerk) for clerk in clerks],
        "point": made.series.point.pk,
        "item": item.pk,
    }
    print(json.dumps(told))


def _slots(made) -> list[int]:
    """Slots of a day a week away, in which one person may have several bookings."""
    from django.utils import timezone

    from district.consultation.models import ConsultationDay, Series, Slot

    Series.objects.update(bookings_per_firm=3)
    ConsultationDay.objects.update(day=date.today() + timedelta(days=7))
    Slot.objects.all().delete()
    found = []
    for n in range(SLOTS):
        starts = timezone.now() + timedelta(days=7, hours=n)
        slot = Slot.objects.create(
            day=made.day, starts_at=starts, ends_at=starts + timedelta(minutes=45), capacity=SEATS, topics=["filing"]
        )
        slot.experts.add(made.advisers[n % 2])
        found.append(slot.pk)
    return found


def _applicant(number: int):
    from django.utils import timezone

    from district.accounts.models import User
    from district.accounts.privacy import notice

    at = timezone.now()
    user = User.objects.create(
        username=f"r{number}",
        name=f"申请人{number}",
        password="!",
        mobile=f"+86138{number:08}",
        mobile_verified_at=at,
        email=f"r{number}@example.com",
    )
    notice.accept(by=user, at=at, seen=notice.version())
    return user


def _session(user) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session.create()
    return str(session.session_key)


def report() -> None:
    from district.audit.models import Entry
    from district.audit.queries import verify
    from district.consultation.models import Booking
    from district.files.models import StoredFile
    from district.notices.models import Delivery, Notice
    from district.notices.outbox import key_of
    from district.window.desklog.models import Contact
    from district.window.models import Message, Request

    entries = Counter(Entry.objects.values_list("action", "subject"))
    confirmations = Notice.objects.filter(kind="consultation.confirmed")
    told = Counter(key.removeprefix("booking:") for key in confirmations.values_list("matter", flat=True))
    ways = Counter(f"{matter.removeprefix('booking:')} {channel}" for matter, channel in _ways(Delivery))
    # Who has no address was never written to.
    sent = Delivery.objects.select_related("notice").exclude(fate="nowhere").exclude(fault="no_template")
    bookings = list(Booking.objects.all())
    requests = list(Request.objects.all())
    print(
        json.dumps(
            {
                "fault": str(verify().fault or ""),
                "bookings": {str(b.uid): [b.state, b.slot_id, b.seat] for b in bookings},
                "confirmations": {str(b.uid): entries["booking.confirm", b.subject] for b in bookings},
                "told": told,
                "ways": ways,
                "requests": {str(r.pk): [r.state, r.title, r.number] for r in requests},
                "submissions": {str(r.pk): entries["request.submit", r.matter] for r in requests},
                "steps": {str(r.pk): r.steps.filter(action="submit").count() for r in requests},
                "messages": Counter(Message.objects.values_list("text", flat=True)),
                "contacts": Counter(Contact.objects.values_list("asked", flat=True)),
                "files": {file.key: _is_whole(file) for file in StoredFile.objects.all()},
                "deliveries": [[key_of(row), row.channel, row.fate] for row in sent],
            }
        )
    )


def _is_whole(file) -> bool:
    from district.files.storage import uploads

    with uploads().open(file.place) as kept:
        return hashlib.sha256(kept.read()).hexdigest() == file.sha256


def _ways(deliveries):
    rows = deliveries.objects.filter(notice__kind="consultation.confirmed")
    return rows.values_list("notice__matter", "channel")


if __name__ == "__main__":
    django.setup()
    {"prepare": prepare, "report": report}[sys.argv[1]]()
