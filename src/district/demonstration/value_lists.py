"""What an officer brings to tell high-value inventions: a fictional concordance, members abroad, pledges, awards.

Drawn from a seed of their own, after everything else, so that the district's rights are the same with and without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from district.demonstration.files import write_rows
from district.demonstration.gazette import DATA_THROUGH
from district.demonstration.lives import Life
from district.demonstration.vocabulary import FIELDS

SCHEME, VERSION = "演示战略性新兴产业（虚构）", "2021"
SOURCE = "演示名单（虚构）"
RULE = """# 演示设置（虚构）：高价值发明专利规则中由本区确定的几项。 Settings of the demonstration, fictional.
pledge_threshold = 10000000
pledge_amount_of = "contract"
ten_years_from = "filing"
"""
_PLEDGE = "专利权质押合同登记的生效"
_RELEASE = "专利权质押合同登记的注销"
_STRATEGIC = ("display", "chip", "life", "ai")
_BARE, _OPEN = 9, 11
"""Every so manieth thing of a strategic field stands in a row without keywords, or under an open list without it."""
_ABROAD, _NOT_YET, _UNTOLD = 0.16, 0.25, 0.06
_AWARDS = (
    ("中国专利奖", "优秀奖"),
    ("中国专利奖", "优秀奖"),
    ("中国专利奖", "优秀奖"),
    ("中国专利奖", "银奖"),
    ("中国专利奖", "金奖"),
    ("国家科学技术进步奖", "二等奖"),
    ("示范市发明专利奖", "一等奖"),
)
_AWARDED = 70
_FIRST_AWARD_YEAR = 2012


def write_value_lists(*, folder: Path, seed: int, lives: Iterable[Life]) -> list[Path]:
    """Write the four tables."""
    rng = Random(f"high value {seed}")
    granted = [life for life in lives if life.right_type == "invention" and life.granted is not None]
    return [
        write_rows(folder / "concordance.csv", _concordance_rows()),
        write_rows(folder / "overseas_members.csv", _member_rows(rng, granted)),
        write_rows(folder / "pledges.csv", _pledge_rows(rng, granted)),
        write_rows(folder / "awards.csv", _award_rows(rng, granted)),
    ]


def _concordance_rows() -> Iterable[Sequence[str]]:
    yield "参照关系表", "表版本", "产业代码", "产业名称", "国际专利分类号", "排除分类号", "关键词", "来源"
    things = [(field, thing) for field in FIELDS if field.code in _STRATEGIC for thing in field.things]
    for place, (field, thing) in enumerate(things, start=1):
        keywords = f"{thing}、{thing[-2:]}"
        if place % _BARE == 0:
            keywords = ""
        elif place % _OPEN == 0:
            keywords = "其他未列明技术等"
        branch = f"D{_STRATEGIC.index(field.code) + 1}"
        name = f"{field.trade}产业（演示） / {field.code} industry (demonstration)"
        yield SCHEME, VERSION, branch, name, field.things[thing], "", keywords, SOURCE


def _member_rows(rng: Random, lives: Iterable[Life]) -> Iterable[Sequence[str]]:
    yield "申请号", "海外同族公开号", "国家代码", "海外授权日", "同族状态", "来源"
    serial = 9_700_000
    for life in lives:
        if rng.random() >= _ABROAD:
            continue
        for country in rng.sample(("US", "EP", "JP", "KR"), rng.choice((1, 1, 2, 3))):
            serial += 1
            granted = life.filed + timedelta(days=rng.randrange(900, 2200))
            chance = rng.random()
            if chance < _UNTOLD:
                yield f"CN{life.number}", _member(country, serial), country, "", "有效", SOURCE
            elif granted > DATA_THROUGH or chance < _NOT_YET:
                yield f"CN{life.number}", _pending(country, serial, life.filed), country, "", "审查中", SOURCE
            else:
                yield f"CN{life.number}", _member(country, serial), country, granted.isoformat(), "有效", SOURCE


def _member(country: str, serial: int) -> str:
    return f"{country}{serial % 4_000_000 if country == 'EP' else serial}{'B2' if country == 'US' else 'B1'}"


def _pending(country: str, serial: int, filed: date) -> str:
    return f"US{filed.year + 1}0{serial % 1_000_000:06}A1" if country == "US" else f"{country}{serial % 4_000_000}A1"


def _pledge_rows(rng: Random, lives: Iterable[Life]) -> Iterable[Sequence[str]]:
    """The pledges the gazette announced, with the money it does not tell; a tenth stands on no list."""
    yield (
        *("申请号", "质押登记号", "质押登记日", "质押注销日", "质押金额", "金额单位", "金额口径"),
        *("出质人", "质权人", "来源"),
    )
    for life in lives:
        told = [dict(notice.fields) for notice in life.notices if notice.title == _PLEDGE]
        ends = [dict(notice.fields) for notice in life.notices if notice.title == _RELEASE]
        for pledge in told:
            amount = rng.choice((200, 500, 800, 1_000, 1_500, 2_000, 3_000, 5_000))
            if rng.random() < 0.1 and not life.moves:
                continue
            released = next((end["解除日"] for end in ends if end["登记号"] == pledge["登记号"]), "")
            yield (
                *(f"CN{life.number}", pledge["登记号"], _day(pledge["登记生效日"]), _day(released)),
                *(str(amount), "万元", "合同", pledge["出质人"], pledge["质权人"], SOURCE),
            )


def _day(compact: str) -> str:
    return f"{compact[:4]}-{compact[4:6]}-{compact[6:]}" if compact else ""


def _award_rows(rng: Random, lives: Sequence[Life]) -> Iterable[Sequence[str]]:
    yield "申请号", "奖项名称", "获奖等级", "届次", "获奖日期", "来源"
    old = [life for life in lives if life.granted and life.granted < date(2021, 1, 1) and not life.number.endswith("X")]
    for life in sorted(rng.sample(old, _AWARDED), key=lambda life: life.number):
        assert life.granted is not None
        year = rng.randrange(max(life.granted.year + 1, _FIRST_AWARD_YEAR), 2024)
        award, level = rng.choice(_AWARDS)
        yield f"CN{life.number}", award, level, str(year), f"{year}-07-{rng.randrange(18, 29)}", SOURCE
