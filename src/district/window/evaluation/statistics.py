"""The evaluation's figures for the public: what the points' plaques say anyway, counted."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from district.openstats.disclosure import TOTAL, Confidential
from district.openstats.services.registry import Group
from district.window import statistics as window
from district.window.evaluation.models import Evaluation
from district.window.evaluation.tables import grades


def values(*, figure: str, region: str, start: date, end: date, by: str | None) -> Confidential:
    """Answer how many points passed in a span. The service points serve the zone as a whole and no other region."""
    if region != settings.PATENTRY_ZONE:
        raise LookupError(region)
    known = [group.key for group in groups(by=by)] if by else [TOTAL]
    passed = Evaluation.objects.filter(state="concluded", **window.within("state_since", start, end)).order_by()
    keys = passed.values_list("grade", flat=True)
    return Confidential.observed(known, ((_key(key, known) if by else TOTAL, 0) for key in keys))


def groups(*, by: str) -> tuple[Group, ...]:
    """Answer the grades, the best first; a grade that is no longer in use is not classified."""
    found = grades(date.max.year - 1)
    return (*(Group(key=one.code, zh=one.names["zh"], en=one.names["en"]) for one in found), window.OTHER)


def _key(key: str, known: list[str]) -> str:
    return key if key in known else window.OTHER.key
