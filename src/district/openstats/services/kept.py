"""What was told of a finished span stays told: released once, kept, and read from there ever after.

A later entry, or the removal of personal data when their time is over, would otherwise change a published value by one
record, and whoever kept the earlier page would know it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from pydantic import TypeAdapter

from district.openstats import disclosure
from district.openstats.disclosure import DisclosureRule, Released
from district.openstats.models import ReleasedSpan
from district.openstats.services import registry
from district.openstats.services.registry import ServiceFigure
from district.openstats.spans import Span, finished

MONTHS_BACK = 30
"""How far back a span is counted for the first time: records of contacts and consultations are kept three years."""
QUARTER = "quarter"
"""A breakdown every figure of counts may have, made here: by the quarters of a longer span."""
_RELEASED = TypeAdapter(Released)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A span with what was released of it."""

    span: Span
    released: Released


def rule() -> DisclosureRule:
    """Answer the thresholds in force."""
    return DisclosureRule(smallest=settings.PATENTRY_DISCLOSURE_SMALLEST, spread=settings.PATENTRY_DISCLOSURE_SPREAD)


def series(figure: ServiceFigure, *, on: date) -> tuple[Told, ...]:
    """Answer what is told of a figure, oldest first, from the first span in which there was something."""
    months = settings.PATENTRY_DISCLOSURE_MONTHS
    spans = finished(on=on, months=months, lag=settings.PATENTRY_DISCLOSURE_LAG, back=MONTHS_BACK // months)
    stored = {row.span(): row.content for row in _rows(figure) if _is_of(row.span(), months)}
    for span in spans:
        if span not in stored:
            stored[span] = _release(figure, span)
    told = [Told(span=span, released=_RELEASED.validate_json(stored[span])) for span in sorted(stored)]
    while told and _is_empty(told[0].released):
        told.pop(0)
    return tuple(told)


def keep_all(*, at: datetime) -> int:
    """Release every finished span that nobody has looked at yet; the loop does it daily, before records go."""
    figures = registry.figures()
    for figure in figures:
        series(figure, on=timezone.localtime(at).date())
    return len(figures)


def _rows(figure: ServiceFigure) -> list[ReleasedSpan]:
    """Rows released under thresholds no lower than today's: what was hidden stays hidden."""
    now = rule()
    return list(
        ReleasedSpan.objects.filter(
            figure=figure.id,
            version=figure.version,
            region=settings.PATENTRY_ZONE,
            smallest__gte=now.smallest,
            spread__gte=now.spread,
        ).order_by("pk")
    )


def _is_of(span: Span, months: int) -> bool:
    return span.end.month - span.start.month + 1 == months


def _is_empty(released: Released) -> bool:
    return not released.total.value and released.total.mark in ("", "none")


def _release(figure: ServiceFigure, span: Span) -> str:
    now = rule()
    provider, region = registry.provider_of(figure), settings.PATENTRY_ZONE
    asked = {"figure": figure.id, "region": region}
    lists = {by: provider.values(**asked, start=span.start, end=span.end, by=by) for by in figure.by if by != QUARTER}
    total = provider.values(**asked, start=span.start, end=span.end, by=None)
    quarters = span.quarters()
    if QUARTER in figure.by and len(quarters) > 1:
        parts = {one.code: provider.values(**asked, start=one.start, end=one.end, by=None) for one in quarters}
        lists[QUARTER] = disclosure.side_by_side(parts)
    released = disclosure.release(total, lists, measure=figure.measure, privacy=figure.privacy, rule=now)
    content = _RELEASED.dump_json(released).decode()
    with transaction.atomic():
        row, _made = ReleasedSpan.objects.get_or_create(
            figure=figure.id,
            version=figure.version,
            region=region,
            start=span.start,
            end=span.end,
            smallest=now.smallest,
            spread=now.spread,
            defaults={"content": content},
        )
    return row.content
