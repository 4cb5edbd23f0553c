"""What is done with patents since: open licences, licences struck off, utility models pledged, products; fictional.

Drawn from a seed of their own, after everything else, so that the district's rights are the same with and without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from district.demonstration.files import write_rows
from district.demonstration.gazette import DATA_THROUGH, gazette_from
from district.demonstration.lives import Life, Notice
from district.demonstration.notices import compact

OPEN_LICENCES_FROM = date(2021, 6, 1)
"""The Patent Law of 2020 took effect on this day (arts 50 to 52)."""
_OPENED, _WITHDRAWN, _STRUCK_OFF, _PLEDGED_MODELS = 0.012, 0.15, 0.4, 0.02
_LICENCE, _LICENCE_END = "专利实施许可合同备案的生效", "专利实施许可合同备案的注销"
_OPEN, _OPEN_END = "专利开放许可声明", "专利开放许可声明的撤回"
_BANK = "示范科创银行（演示）"
_IMPLEMENTED = {"企业": 0.52, "高等院校": 0.08}
_ELSEWHERE, _UNTOLD, _ENDED = 0.2, 0.03, 0.15
_BASES = (("专利产品备案（演示）", "演示备案名单（虚构）"), ("年度实施调查（演示）", "演示调查（虚构）"))


def add_openings(*, seed: int, lives: Iterable[Life]) -> None:
    """Give a share of the patents these gazette items, while both views count them."""
    rng = Random(f"openings {seed}")
    for life in lives:
        if life.granted is None or life.right_type == "design":
            continue
        _strike_off(rng, life)
        chance = rng.random()
        if life.moves or life.number:
            continue
        if chance < _OPENED:
            _open(rng, life)
        elif life.right_type == "utility_model" and chance > 1 - _PLEDGED_MODELS:
            _pledge(rng, life)


def _last_day(life: Life) -> date:
    """The last day on which something may still be announced of a right that both views count."""
    spans = [*life.recorded()[:1], *life.legal()[:1]]
    if len(spans) < 2:
        return date.min
    due = [life.lapse.due] if life.lapse else []
    return min(*(until for _, until in spans), *due, DATA_THROUGH) - timedelta(days=60)


def _day_between(rng: Random, first: date, last: date) -> date | None:
    return first + timedelta(days=rng.randrange((last - first).days)) if last > first else None


def _notice(day: date, title: str, fields: tuple[tuple[str, str], ...]) -> Notice:
    return Notice(gazette_from(day + timedelta(days=15)), title, fields)


def _strike_off(rng: Random, life: Life) -> None:
    for notice in [one for one in life.notices if one.title == _LICENCE]:
        day = notice.announced + timedelta(days=rng.randrange(500, 1_600))
        if rng.random() < _STRUCK_OFF and day < _last_day(life):
            number = ("合同备案号", dict(notice.fields)["合同备案号"])
            life.notices.append(_notice(day, _LICENCE_END, (number, ("解除日", compact(day)))))


def _open(rng: Random, life: Life) -> None:
    assert life.granted is not None
    last = _last_day(life)
    day = _day_between(rng, max(OPEN_LICENCES_FROM, life.granted + timedelta(days=90)), last)
    if day is None:
        return
    life.notices.append(_notice(day, _OPEN, (("许可人", life.name), ("生效日", compact(day)))))
    back = day + timedelta(days=rng.randrange(200, 700))
    if rng.random() < _WITHDRAWN and back < last:
        life.notices.append(_notice(back, _OPEN_END, (("生效日", compact(back)),)))


def _pledge(rng: Random, life: Life) -> None:
    assert life.granted is not None
    last = _last_day(life)
    day = _day_between(rng, life.granted + timedelta(days=150), last)
    if day is None:
        return
    register = ("登记号", f"Y{day.year}99100{rng.randrange(1, 10_000):04d}")
    parties = (("出质人", life.name), ("质权人", _BANK), ("发明名称", life.title))
    fields = (register, ("登记生效日", compact(day)), *parties)
    life.notices.append(_notice(day, "专利权质押合同登记的生效", fields))
    until = day + timedelta(days=rng.randrange(360, 1_100))
    if until < last:
        life.notices.append(
            _notice(until, "专利权质押合同登记的注销", (register, *parties, ("解除日", compact(until))))
        )


def write_implementations(*, folder: Path, seed: int, lives: Iterable[Life]) -> Path:
    """Write the list of patents put into practice: a product each, a few without their first day."""
    return write_rows(folder / "implementations.csv", _implementation_rows(Random(f"implementations {seed}"), lives))


def _implementation_rows(rng: Random, lives: Iterable[Life]) -> Iterable[Sequence[str]]:
    yield "申请号", "产品名称", "实施起始日", "实施终止日", "实施依据", "来源"
    for life in lives:
        if life.granted is None or rng.random() >= _IMPLEMENTED.get(life.holder.kind, _ELSEWHERE):
            continue
        since = life.granted + timedelta(days=rng.randrange(900))
        until = since + timedelta(days=rng.randrange(700, 4_000)) if rng.random() < _ENDED else None
        told, basis = rng.random() >= _UNTOLD, rng.choice(_BASES)
        if since > DATA_THROUGH:
            continue
        ended = until.isoformat() if until is not None and until <= DATA_THROUGH else ""
        yield f"CN{life.number}", f"{life.title}（产品）", since.isoformat() if told else "", ended, *basis
