"""What the consultation day did for an organisation: its bookings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Max

from district.accounts.models import Organisation, User
from district.consultation import queries
from district.openstats.services.used import Used


def used(organisation: Organisation, *, user: User, on: date) -> Iterator[Used]:
    """Give the bookings the person may see."""
    bookings = queries.visible_to(user, on=on).filter(organisation=organisation).order_by()
    last = bookings.aggregate(last=Max("slot__day__day"))["last"]
    yield Used(zh="公益咨询日预约", en="Consultation bookings", count=bookings.count(), last=last)
