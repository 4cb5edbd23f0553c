"""The demonstration's reconciliation: a fictional list of the city for the zone, with each kind of difference."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from district.jobs import queue
from patentry.numbers.cn import check_digit
from patentry.statistics import CountedPatentRow, Statistics, open_statistics
from patentry.wording import Refusal

if TYPE_CHECKING:
    from district.accounts.models import User
    from district.collection.reconciliation.models import Reconciliation

SEED = 20231130
ON = date(2023, 11, 30)
REGION = "zone"
FEWEST = 5000
"""The demonstration's zone has several times as many patents."""
HEADING = ("序号", "专利号", "专利权人", "授权公告日")
TITLE = "示范市有效发明专利清单（演示，虚构）"
WHY = {
    "lapse_announced_later": "终止公告在 12 月以后，按登记口径仍计入，下月自动一致。",
    "type": "实用新型不计入有效发明，已请对方更正。",
    "repeated": "对方名单重复，按一件计。",
    "ended": "已失效，公告可查，已请对方核减。",
}
"""What the officer has decided so far, by reason."""


def ensure_reconciliation() -> bool:
    """Have the worker hand in the list, compare it and settle a part, once."""
    from district.collection.reconciliation.models import Reconciliation

    if Reconciliation.objects.exists():
        return False
    reconcile.enqueue()
    return True


@queue.task()
def reconcile() -> None:
    """Hand in the list and settle some of its differences, by the ordinary steps. Harmless twice."""
    from district.accounts.models import User
    from district.collection.reconciliation import actions, tasks
    from district.collection.reconciliation.models import Reconciliation

    officer, now = User.objects.filter(username="officer").first(), timezone.now()
    if officer is None or Reconciliation.objects.exists():
        return
    try:
        text = written(open_statistics(home=Path(settings.PATENTRY_HOME)))
    except Refusal:
        return
    if not text:
        return
    plan = actions.Plan(source="示范市知识产权局（演示） / City IP office (demonstration)", region=REGION, on=ON)
    file = ContentFile(("\ufeff" + text).encode("utf-8"), name="patents-2023-11.csv")
    made = actions.receive(file=file, plan=plan, by=officer, at=now)
    tasks.compare_now(reconciliation=made.pk)
    made.refresh_from_db()
    _settle(made, officer, at=now)


def _settle(row: Reconciliation, officer: User, *, at: datetime) -> None:
    from district.collection.reconciliation import actions, queries

    for reason, why in WHY.items():
        chosen = list(queries.rows_of(row, reason=reason).values_list("pk", flat=True))
        if chosen and row.state == "compared":
            actions.settle(reconciliation=row, rows=chosen, reason=f"{why}（演示）", by=officer, at=at)


def written(statistics: Statistics) -> str:
    """Answer the list as the city would send it; the same snapshot always gives the same list.

    It is empty for a data folder that is not the demonstration's own.
    """
    rng = Random(SEED)
    ours = _counted(statistics, REGION, ON)
    if len(ours) < FEWEST:
        return ""
    later = {row.number for row in _counted(statistics, REGION, ON, view="legal")}
    listed = [row for row in ours if row.number in later and row.since <= ON - timedelta(days=10)]
    moved = set(sorted(_came(statistics) & {row.number for row in listed})[:8])
    listed = [row for row in listed if row.number not in moved]
    for _ in range(7):
        listed.pop(rng.randrange(len(listed)))
    known = {row.number for row in ours}
    rows = [(_dressed(_number(row), rng), row.holder, row.since) for row in listed]
    rows += [(_number(row), row.holder, row.since) for row in _others(statistics, rng, known)]
    rows += [(_invented(n, 1), "某单位（演示）", date(2023, 10, 10)) for n in range(3)]
    rows += [(_invented(n, 2), "某单位（演示）", date(2023, 10, 10)) for n in range(6)]
    rows += [rows[n] for n in (40, 400, 4000)]
    rows[7] = (rows[7][0], "另一单位（演示）有限公司", rows[7][2])
    made = io.StringIO(newline="")
    sheet = csv.writer(made)
    sheet.writerow([TITLE])
    sheet.writerow(HEADING)
    sheet.writerows((place, *row[:2], row[2].isoformat()) for place, row in enumerate(rows, start=1))
    sheet.writerow(["合计", len(rows)])
    return made.getvalue()


def _counted(statistics: Statistics, region: str, on: date, **terms: Any) -> list[CountedPatentRow]:
    try:
        terms = {"figure": "effective_inventions"} | terms
        page = statistics.patents(region=region, on=on, limit=100_000, **terms)
    except Refusal:
        return []
    return sorted(page.rows, key=lambda row: row.number)


def _came(statistics: Statistics) -> set[str]:
    """Patents whose holders sat elsewhere in the city five years before."""
    then = date(2018, 12, 31)
    around, inside = (_counted(statistics, region, then, attribution="holder_now") for region in ("city", REGION))
    return {row.number for row in around} - {row.number for row in inside}


def _others(statistics: Statistics, rng: Random, known: set[str]) -> Iterator[CountedPatentRow]:
    """Patents that are not ours that day: ended before, granted after, seated elsewhere, of an open address."""
    groups = (
        (_counted(statistics, REGION, date(2022, 12, 31)), 9),
        (_counted(statistics, REGION, date(2023, 12, 31)), 6),
        (_counted(statistics, "elsewhere", ON), 4),
        (_counted(statistics, REGION, ON, attribution="applicant_at_filing"), 5),
        (_counted(statistics, REGION, ON, place="unresolved"), 4),
        (_counted(statistics, REGION, ON, figure="applications"), 5),
    )
    for rows, most in groups:
        fitting = [row for row in rows if row.number not in known]
        for row in rng.sample(fitting, min(most, len(fitting))):
            known.add(row.number)
            yield row


def _number(row: CountedPatentRow) -> str:
    return (row.application_number or row.number).removeprefix("CN")


def _invented(serial: int, kind: int) -> str:
    digits = f"2022{kind}9977{serial:03d}"
    return f"{digits}.{check_digit(digits)}"


def _dressed(number: str, rng: Random) -> str:
    """One number in eight as spreadsheets and people write it; of these a few cannot be read any more."""
    if rng.random() >= 0.13:
        return f"ZL{number}"
    serial = number.partition(".")[0]
    match rng.randrange(40):
        case 0:
            return f"{float(serial):.5E}"
        case 1:
            return f"ZL{number[:5]}{number[6]}{number[5]}{number[7:]}"
        case place if place < 14:
            return serial
        case place if place < 27:
            return number.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    return f"CN {number[:4]} {number[4:]}"
