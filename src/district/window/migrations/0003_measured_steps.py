"""Requests that were accepted or answered before the days were written down get them from their steps and pauses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import migrations
from django.utils import timezone

from district.casework import CaseRefusal, office_calendar


def measure(apps: Any, _editor: Any) -> None:
    """Write down how long acceptance and answer took; a year without a calendar leaves it open."""
    requests = apps.get_model("window", "Request").objects.filter(clock_started_on__isnull=False)
    for request in requests.prefetch_related("steps", "pauses").iterator(chunk_size=500):
        steps = {step.action: step.at for step in request.steps.all()}
        submitted = steps.get("submit") or request.submitted_at
        try:
            if "accept" in steps and submitted:
                request.accepted_at = steps["accept"]
                request.accept_days = _run(request, _day(submitted), _day(steps["accept"]))
            if request.resolved_at:
                request.answer_days = _run(request, request.clock_started_on, _day(request.resolved_at))
                promise = request.promise_days
                request.promise_kept = None if promise is None else request.answer_days <= promise
        except CaseRefusal:
            continue
        request.save(update_fields=["accepted_at", "accept_days", "answer_days", "promise_kept"])


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _run(request: Any, start: date, end: date) -> int:
    calendar, stood = office_calendar(), 0
    for pause in request.pauses.all():
        since, until = max(pause.since, start), min(pause.until or end, end)
        stood += calendar.between(since, until) if since < until else 0
    return max(0, calendar.between(start, end) - stood)


class Migration(migrations.Migration):
    """After the columns."""

    dependencies = [("window", "0002_desk_lists")]
    operations = [migrations.RunPython(measure, migrations.RunPython.noop)]
