"""Gazette items that end no right: pledges, licences, preservations, partial invalidations, new names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from district.demonstration.gazette import DATA_THROUGH, gazette_from
from district.demonstration.lives import Life, Notice
from district.demonstration.places import OPEN_ADDRESS, draw_door

_BANKS = ("示范科创银行（演示）", "创新区担保公司（演示）", "示范农商银行（演示）")
_LICENSEES = ("恒域装备（演示）有限公司", "泰辰制造（演示）有限公司", "海澜系统（演示）有限公司")
# Cumulative shares of inventions with each item.
_PLEDGE, _LICENCE, _PARTIAL, _PRESERVED, _MOVED_HOUSE = 0.025, 0.045, 0.05, 0.052, 0.062


def compact(day: date) -> str:
    """Answer a date as the gazette's text writes it: 20231130."""
    return day.strftime("%Y%m%d")


def add_notices(*, rng: Random, lives: Iterable[Life]) -> None:
    """Give a share of the inventions their other gazette items, while both views count them."""
    for life in lives:
        renamed = _add_renaming(life)
        chance, day = rng.random(), _quiet_day(rng, life)
        if day is None or chance >= _MOVED_HOUSE or life.moves or life.number or renamed:
            continue
        serial = rng.randrange(1, 10_000)
        if chance < _PLEDGE:
            _add_pledge(rng, life, day, serial)
        elif chance < _LICENCE:
            _add_licence(rng, life, day, serial)
        elif chance < _PARTIAL:
            decision = (("无效宣告决定号", str(40_000 + serial)), ("无效宣告决定日", compact(day)))
            life.notices.append(Notice(_announced(day), "专利权部分无效宣告", decision))
        elif chance < _PRESERVED:
            life.notices.append(Notice(_announced(day), "专利权的保全", (("登记生效日", compact(day)),)))
            _add_end(life, "专利权保全的解除", day + timedelta(days=360), "解除日", ())
        else:
            _add_moved_house(rng, life, day)


def _quiet_day(rng: Random, life: Life) -> date | None:
    """Draw a day well inside the time in which both views count the patent; None if there is none."""
    spans = [*life.recorded()[:1], *life.legal()[:1]]
    if len(spans) < 2 or life.granted is None:
        return None
    ends = [until for _, until in spans] + ([life.lapse.due] if life.lapse else [])
    last = min(*ends, DATA_THROUGH) - timedelta(days=60)
    first = life.granted + timedelta(days=150)
    return first + timedelta(days=rng.randrange((last - first).days)) if last > first else None


def _announced(day: date) -> date:
    return gazette_from(day + timedelta(days=15))


def _add_end(life: Life, title: str, day: date, key: str, fields: tuple[tuple[str, str], ...]) -> None:
    if day < DATA_THROUGH - timedelta(days=40) and day + timedelta(days=40) < life.recorded()[0][1]:
        life.notices.append(Notice(_announced(day), title, (*fields, (key, compact(day)))))


def _add_pledge(rng: Random, life: Life, day: date, serial: int) -> None:
    register = ("登记号", f"Y{day.year}99000{serial:04d}")
    parties = (("出质人", life.name), ("质权人", rng.choice(_BANKS)), ("发明名称", life.title))
    fields = (register, ("登记生效日", compact(day)), *parties)
    life.notices.append(Notice(_announced(day), "专利权质押合同登记的生效", fields))
    until = day + timedelta(days=rng.randrange(360, 1100))
    _add_end(life, "专利权质押合同登记的注销", until, "解除日", (register, *parties))


def _add_licence(rng: Random, life: Life, day: date, serial: int) -> None:
    kind = rng.choice(("普通许可", "普通许可", "独占许可", "排他许可"))
    fields = (
        ("合同备案号", f"X{day.year}99000{serial:04d}"),
        ("让与人", life.name),
        ("受让人", rng.choice(_LICENSEES)),
        ("发明名称", life.title),
        ("许可种类", kind),
        ("备案日期", compact(day)),
    )
    life.notices.append(Notice(_announced(day), "专利实施许可合同备案的生效", fields))


def _add_moved_house(rng: Random, life: Life, day: date) -> None:
    """Let the holder move within its region, so that nothing changes but the address."""
    if life.address == OPEN_ADDRESS or life.leaf == "open":
        return
    after = draw_door(rng=rng, leaf=life.leaf).as_written(rng=rng)
    fields = (("变更事项", "地址"), ("变更前", life.address), ("变更后", after))
    life.notices.append(Notice(_announced(day), "专利权人地址的变更", fields))


def _add_renaming(life: Life) -> bool:
    """Announce a holder's new name for each patent it holds and keeps on that day."""
    holder = life.holder
    day = holder.renamed_on
    if day is None or life.granted is None or life.granted >= day or life.moves or not life.is_settled:
        return False
    if life.expires <= day + timedelta(days=60) or life.co_applicant:
        return False
    fields = (("变更事项", "专利权人"), ("变更前", holder.name), ("变更后", holder.later_name))
    life.notices.append(Notice(_announced(day), "专利权人的姓名或者名称的变更", fields))
    return True
