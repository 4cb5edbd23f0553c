"""How sessions were rated, for whoever runs the day: by month, in numbers and in lines without names. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from district.accounts.models import Role, User
from district.accounts.queries import places_of, roles_of
from district.consultation.counting import HELD
from district.consultation.models import Booking, Series, Survey

SATISFIED = Survey.Level.FAIR
"""From which level on the national rating (好差评) counts as satisfied."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month: sessions held, how many were rated, and each level from the best to the worst."""

    first: date
    held: int
    levels: tuple[int, ...]

    @property
    def rated(self) -> int:
        """How many sessions were rated."""
        return sum(self.levels)

    @property
    def answered(self) -> float | None:
        """The share of sessions that were rated, in per cent."""
        return 100 * self.rated / self.held if self.held else None

    @property
    def satisfied(self) -> float | None:
        """The share of ratings that are satisfied, in per cent."""
        good = sum(count for level, count in zip(LEVELS, self.levels, strict=True) if level >= SATISFIED)
        return 100 * good / self.rated if self.rated else None


LEVELS = tuple(Survey.Level)


def series_of(user: User, *, on: date) -> QuerySet[Series]:
    """Answer the series whose ratings somebody reads: a head those of their point, a district officer all."""
    if Role.DISTRICT_OFFICER in roles_of(user, on=on):
        return Series.objects.all()
    return Series.objects.filter(point__code__in=places_of(user, on=on, roles=(Role.POINT_HEAD,)))


def months(*, series: Iterable[Series], year: int) -> tuple[Month, ...]:
    """Answer the months of a year with sessions, the latest first."""
    rows = Booking.objects.filter(slot__day__series__in=list(series), slot__day__day__year=year, state__in=HELD)
    by_level = {f"level_{level}": Count("pk", filter=Q(survey__level=level)) for level in LEVELS}
    names = ("slot__day__day__month", "held", *by_level)
    counted = rows.values("slot__day__day__month").annotate(held=Count("pk"), **by_level)
    return tuple(
        Month(date(year, month, 1), held, tuple(levels))
        for month, held, *levels in counted.order_by("-slot__day__day__month").values_list(*names)
    )


def lines(*, series: Iterable[Series], year: int) -> QuerySet[Survey]:
    """Answer the lines people left in a year, the latest first."""
    rows = Survey.objects.filter(booking__slot__day__series__in=list(series), booking__slot__day__day__year=year)
    return rows.exclude(line="").select_related("booking__slot__day").order_by("-booking__slot__starts_at", "-pk")
