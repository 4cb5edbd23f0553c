"""The demonstration's releases: the year's ends from 2018 on, the situation of 2023-11, and one correction."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from district.jobs import queue

if TYPE_CHECKING:
    from district.accounts.models import User
    from district.openstats.releases.actions import Plan
    from district.openstats.releases.models import Release

FIGURES = ("inventions_per_10k", "effective_inventions", "grants")
REGIONS = ("core", "zone")
YEARS = range(2018, 2023)
CORRECTED = 2022
MISSED_FROM = date(2022, 12, 25)
"""The release of 2022 was made without the last gazette of the year, which its correction brings in."""
WHY = (
    "发布时漏收 2022 年 12 月最后一期专利公报，现补入后重新计算。（演示）",
    (
        "The last gazette of December 2022 was missing when the values were released; with it they are counted again."
        " (Demonstration)"
    ),
)


def ensure_releases() -> bool:
    """Have the worker publish the demonstration's releases, once; the figures take it a little while."""
    from district.openstats.releases.models import Release

    if Release.objects.exists():
        return False
    publish.enqueue()
    return True


@queue.task()
def publish() -> None:
    """Publish what is not there yet, each by the ordinary steps. Harmless twice."""
    from district.accounts.models import User
    from district.openstats.releases.actions import Plan

    officer = User.objects.filter(username="officer").first()
    if officer is None:
        return
    for year in YEARS:
        plan = Plan(
            code=f"{year}-year",
            title_zh=f"{year} 年末发明专利情况（演示）",
            title_en=f"Inventions at the end of {year} (demonstration)",
            on=date(year, 12, 31),
            figures=FIGURES,
            regions=REGIONS,
            planned_on=date(year + 1, 3, 1),
            known=MISSED_FROM if year == CORRECTED else None,
        )
        _publish(plan, officer, at=_morning(plan.planned_on))
    _correct(f"{CORRECTED}-year", officer, at=_morning(date(2024, 1, 10)))
    november = Plan(
        code="2023-11",
        title_zh="2023 年 11 月发明专利情况（演示）",
        title_en="Inventions in November 2023 (demonstration)",
        on=date(2023, 11, 30),
        figures=FIGURES,
        regions=REGIONS,
        planned_on=date(2024, 1, 10),
    )
    _publish(november, officer, at=_morning(november.planned_on))


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC)


def _publish(plan: Plan, officer: User, *, at: datetime) -> None:
    from district.openstats.releases import actions
    from district.openstats.releases.models import Release

    row = Release.objects.filter(code=plan.code).first() or actions.draft(plan=plan, by=officer, at=at)
    _bring_out(row, officer, at=at)


def _bring_out(row: Release, officer: User, *, at: datetime) -> None:
    from district.openstats.releases import actions

    following = {"draft": "check", "checked": "announce", "prerelease": "publish"}
    while row.state in following:
        row = actions.move(release=row, action=following[row.state], by=officer, at=at)


def _correct(code: str, officer: User, *, at: datetime) -> None:
    from district.openstats.releases import actions
    from district.openstats.releases.models import Release

    first = Release.objects.get(code=code)
    row = Release.objects.filter(corrects=first).first() or actions.correct(
        release=first, zh=WHY[0], en=WHY[1], by=officer, at=at
    )
    _bring_out(row, officer, at=at)
