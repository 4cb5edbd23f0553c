"""The list check's figures for the public: raw values, sealed; what may be told of them is not decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.conf import settings
from django.utils.translation import override

from district.openstats.disclosure import TOTAL, Confidential
from district.openstats.services.registry import Group
from district.window import statistics as window
from district.window.listcheck.models import Filing, Outcome

Rows = Iterable[str]
_FIELDS = {"point": "point__code", "outcome": "outcome"}


def values(*, figure: str, region: str, start: date, end: date, by: str | None) -> Confidential:
    """Answer a figure's raw values in a span. The service points serve the zone as a whole and no other region."""
    if region != settings.PATENTRY_ZONE:
        raise LookupError(region)
    known = [group.key for group in groups(by=by)] if by else [TOTAL]
    rows = _FIGURES[figure](start, end, by)
    return Confidential.observed(
        known, (((key if key in known else window.OTHER.key) if by else TOTAL, 0) for key in rows)
    )


def groups(*, by: str) -> tuple[Group, ...]:
    """Answer every group of a breakdown; what fits none is not classified."""
    return window.groups(by=by) if by == "point" else (*_outcomes(), window.OTHER)


def _outcomes() -> tuple[Group, ...]:
    names = []
    for lang in ("zh", "en"):
        with override(lang):
            names.append([str(label) for label in Outcome.labels])
    rows = zip(Outcome.values, *names, strict=True)
    return tuple(Group(key=key, zh=zh, en=en) for key, zh, en in rows if key != Outcome.OPEN)


def _listed(start: date, end: date, by: str | None) -> Rows:
    found = Filing.objects.filter(**window.within("batch__taken_at", start, end)).order_by()
    return (str(key or "") for key in found.values_list(_FIELDS[by] if by else "pk", flat=True))


def _settled(start: date, end: date, by: str | None) -> Rows:
    found = Filing.objects.filter(state__in=("settled", "reported"), **window.within("settled_at", start, end))
    return (str(key or "") for key in found.order_by().values_list(_FIELDS[by] if by else "pk", flat=True))


_FIGURES: dict[str, Callable[[date, date, str | None], Rows]] = {
    "filings_listed": _listed,
    "filings_settled": _settled,
}
