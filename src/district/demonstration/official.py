"""The demonstration's official values: one near what is computed, and one that contradicts what a file says."""

from __future__ import annotations

from datetime import date, datetime

ISSUER = "示范市统计局（演示）"
ROWS = (
    ("effective_inventions", "zone", date(2022, 12, 31), 15_600, "2022 年统计公报（演示，虚构）", date(2023, 3, 20)),
    ("inventions_per_10k", "zone", date(2021, 12, 31), 418, "2021 年统计年鉴（演示，虚构）", date(2022, 9, 1)),
    ("inventions_per_10k", "core", date(2022, 12, 31), 640, "2022 年统计公报（演示，虚构）", date(2023, 3, 20)),
)


def ensure_official(*, at: datetime) -> bool:
    """Enter the values once, as an officer would."""
    from district.accounts.models import User
    from district.openstats.official import actions
    from district.openstats.official.models import OfficialValue

    officer = User.objects.filter(username="officer").first()
    if officer is None or OfficialValue.objects.exists():
        return False
    for figure, region, on, value, title, published_on in ROWS:
        told = actions.Told(
            figure=figure, region=region, on=on, value=value, title=title, issuer=ISSUER, published_on=published_on
        )
        actions.enter(told=told, by=officer, at=at)
    return True
