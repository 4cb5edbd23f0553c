"""The desk's list and a submit among 100,000 requests in SQLite: processor time of the server, without the network."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.weekly_xml import Row

if TYPE_CHECKING:
    from district.window.models import Request

MANY = 100_000
FIRMS = 2_000
TIMES = 40
PAGES = {
    "requests_list": ("/zh/desk/requests/", "< 80 ms"),
    "requests_list, late ones": ("/zh/desk/requests/?view=overdue", "—"),
    "requests_list, words": ("/zh/desk/requests/?view=point&words=专利", "—"),
    "workspace of the desk": ("/zh/workspace/", "—"),
    "service report by point, a year": ("/zh/desk/reports/?by=point", "< 500 ms"),
    "service report by month, a year": ("/zh/desk/reports/?by=month", "< 500 ms"),
}
STATES = (
    ("submitted", 4),
    ("supplement_required", 2),
    ("accepted", 3),
    ("in_progress", 8),
    ("referred", 1),
    ("suspended", 2),
    ("resolved", 5),
    ("closed", 65),
    ("rejected", 4),
    ("withdrawn", 6),
)
"""Of a hundred requests so many stand so: one in five is open, which is more than a desk ever has."""


def rows() -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name, get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (Path(name) / "home",))


def _measured(home: Path) -> list[Row]:
    os.environ["PATENTRY_DEMONSTRATION"] = "1"
    from district.config.command import prepare

    (home / "site").mkdir(parents=True)
    prepare(home=home)
    clerk, applicant = _seeded()
    from django.test import Client

    desk = Client(SERVER_NAME="localhost")
    desk.force_login(clerk)
    found = []
    for page, (path, goal) in PAGES.items():
        seconds = _spent(lambda path=path: desk.get(path))  # type: ignore[misc]
        found.append((f"{page}, server time", f"{seconds * 1000:.0f} ms", goal, _how()))
    front = Client(SERVER_NAME="localhost")
    front.force_login(applicant)
    seconds = _spent(lambda: front.post("/zh/requests/new/", {**NEED, "submit": "1"}), status=302)
    return [*found, ("request_submit, server time", f"{seconds * 1000:.0f} ms", "< 100 ms", _how())]


NEED = {"title": "海外展会前的检索", "need": "产品清单已备齐", "topic": "咨询", "way": "online", "speech": "zh"}


def _how() -> str:
    return f"{MANY:,} requests in SQLite, processor time, median of {TIMES}"


def _spent(ask: Callable[[], Any], status: int = 200) -> float:
    assert ask().status_code == status
    times = []
    for _ in range(TIMES):
        start = time.process_time()
        ask()
        times.append(time.process_time() - start)
    return median(times)


def _seeded() -> tuple[Any, Any]:
    """Fill the site with fictional requests; answer a clerk of the busiest point and an applicant."""
    from django.utils import timezone

    from district.accounts.models import Appointment, Organisation, Standing, User
    from district.accounts.privacy import notice
    from district.accounts.roles import Role
    from district.directory.models import ServiceItem, ServicePoint
    from district.window.models import Request

    dice, at = Random(2026), timezone.localtime()
    sizes = ("micro", "small", "medium", "large")
    made = []
    for n in range(FIRMS):
        names = {"name_zh": f"虚构企业{n:04}", "name_en": f"Fictional {n:04}"}
        made.append(Organisation(**names, size=dice.choice(sizes), standing=Standing.VERIFIED))
    Organisation.objects.bulk_create(made)
    center = ServicePoint.objects.get(code="center")
    points = [center] * 10 + list(ServicePoint.objects.all())
    items = list(ServiceItem.objects.all())
    held = Appointment.objects.filter(role=Role.POINT_STAFF, place="center")
    clerks = list(User.objects.filter(pk__in=held.values("user")))
    states = [state for state, share in STATES for _ in range(share)]
    applicant = User.objects.get(username="firm-user")
    drawn = (made, points, items, clerks, states)
    Request.objects.bulk_create(
        [_one(n, dice, at, *(dice.choice(one) for one in drawn)) for n in range(MANY)], batch_size=2000
    )
    notice.accept(by=applicant, at=at, seen=notice.version())
    return clerks[0], applicant


def _one(n: int, dice: Random, at: datetime, firm: Any, point: Any, item: Any, clerk: Any, state: str) -> Request:
    from district.window.models import Request

    back = dice.randrange(20 if state in OPENED else 360)
    filed = at - timedelta(days=back, hours=dice.randrange(9))
    is_over = state in ("closed", "rejected", "withdrawn")
    return Request(
        number=f"SQ2000-{n:06}",
        state=state,
        topic=item.group_zh,
        item=item,
        point=point,
        title=f"关于第 {n} 号产品的{item.name_zh}",
        need="想知道下一步怎么做，材料已备齐。" * 6,
        organisation=firm,
        contact_name="虚构联系人",
        handler=None if state in ("submitted", "accepted", "referred") else clerk,
        created_at=filed,
        submitted_at=filed,
        resolved_at=filed + timedelta(days=dice.randrange(9)) if state in ("resolved", "closed") else None,
        ended_at=filed + timedelta(days=9) if is_over else None,
        state_since=filed,
        accepted_at=None if state in ("submitted", "rejected", "withdrawn") else filed + timedelta(days=1),
        accept_days=None if state in ("submitted", "rejected", "withdrawn") else dice.randrange(4),
        answer_days=dice.randrange(12) if state in ("resolved", "closed") else None,
        promise_kept=dice.random() < 0.9 if state in ("resolved", "closed") else None,
        state_due_on=None if is_over else (filed + timedelta(days=dice.randrange(5, 40))).date(),
        promise_days=5,
        clock_started_on=filed.date(),
        due_on=(filed + timedelta(days=dice.randrange(5, 40))).date() if state in OPENED else None,
    )


OPENED = ("submitted", "accepted", "in_progress", "referred")

if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
