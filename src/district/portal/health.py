"""Whether the site is well, for whoever watches it: no secrets, no names, no numbers of people."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from district.jobs.queries import standing
from district.notices.queries import fates

OLDEST_ROUND = 120.0
"""Seconds after which a loop that made no round counts as standing still."""
LEAST_FREE = 200 << 20


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 where database, loops and disk are well, else 503 with what is not."""
    free = shutil.disk_usage(settings.PATENTRY_HOME if settings.PATENTRY_HOME.exists() else "/").free
    told: dict[str, object] = {"disk_free_mb": free >> 20}
    wrong = ["disk"] if free < LEAST_FREE else []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        work = standing(at=timezone.now())
        told |= {
            "workers": work.workers,
            "deadlines_age": work.deadlines_age,
            "chores_age": work.chores_age,
            "tasks_waiting": work.tasks_waiting,
            "setbacks": work.setbacks,
            "messages": fates(),
        }
        ages = (work.deadlines_age, work.chores_age)
        wrong += ["loop"] if any(age is None or age > OLDEST_ROUND for age in ages) else []
    except DatabaseError:
        wrong.append("database")
    return JsonResponse({"wrong": wrong, **told}, status=503 if wrong else 200)
