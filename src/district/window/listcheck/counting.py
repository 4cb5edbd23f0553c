"""What the list check's records say a point did: filings settled, and of these withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from district.directory.doings import Doing
from district.directory.models import ServicePoint
from district.window.clocks import local_day
from district.window.listcheck.models import Filing, Outcome


def doings(*, point: ServicePoint, first: date, last: date) -> Iterator[Doing]:
    """Give the filings a point settled."""
    start = timezone.make_aware(datetime.combine(first, time.min))
    after = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    for row in Filing.objects.filter(point=point, settled_at__gte=start, settled_at__lt=after):
        assert row.settled_at is not None
        counts = {"listed_settled": 1, "listed_withdrawn": int(row.outcome == Outcome.WITHDRAWN)}
        address = reverse("listed_filing", args=[row.pk])
        yield Doing(day=local_day(row.settled_at), called=row.number, address=address, counts=counts)
