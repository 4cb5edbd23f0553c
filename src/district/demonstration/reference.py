"""The reference tables: fixed ones as they stand, the enterprise list, the corrections."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from random import Random

from district.demonstration.files import write_rows
from district.demonstration.holders import Holder, Holders
from district.demonstration.lives import Life
from district.demonstration.places import draw_door

_FIXED = ("regions.csv", "populations.csv", "published.csv")
_TAGS = ("", "高新技术企业", "专精特新", "高新技术企业;专精特新", "规模以上")
_CORRECTED = 4


def misplace(*, rng: Random, lives: Iterable[Life]) -> list[Life]:
    """Give a few core patents the address of their agent in another district and answer them."""
    fitting = [
        life
        for life in lives
        if life.area == "core" and not (life.number or life.moves or life.notices) and life.granted is not None
    ]
    chosen = rng.sample(fitting, _CORRECTED)
    for life in chosen:
        life.address = draw_door(rng=rng, leaf="elsewhere").plain()
        life.corrected = True
    return chosen


def write_reference(*, folder: Path, holders: Holders, corrected: Iterable[Life]) -> list[Path]:
    """Write the five reference tables."""
    tables = files("district.demonstration.tables")
    paths = []
    for name in _FIXED:
        path = folder / name
        path.write_bytes(tables.joinpath(name).read_bytes())
        paths.append(path)
    enterprises = [["name", "uscc", "address", "region", "tags", "valid_from", "valid_to"]]
    listed = [member for area in ("core", "rest") for member in holders.by_area[area] if member.listed]
    for place, member in enumerate(listed):
        enterprises += _enterprise_rows(member, _TAGS[place % len(_TAGS)])
    corrections = [["number", "field", "value", "valid_from", "reason"]]
    corrections += [_correction_row(life) for life in corrected]
    return [
        *paths,
        write_rows(folder / "enterprises.csv", enterprises),
        write_rows(folder / "corrections.csv", corrections),
    ]


def _enterprise_rows(member: Holder, tags: str) -> list[list[str]]:
    address = member.door.plain() if member.door else ""
    since = f"{member.founded}-01-01"
    rows = [[member.name, member.uscc, address, member.leaf, tags, since, ""]]
    if member.renamed_on is not None:
        renamed = member.renamed_on.isoformat()
        rows.append([member.later_name, member.uscc, address, member.leaf, tags, renamed, ""])
    return rows


def _correction_row(life: Life) -> list[str]:
    assert life.granted is not None
    reason = "登记地址为代理机构所在地，按营业执照更正（演示）"
    return [f"CN{life.number}", "region", life.leaf, life.granted.isoformat(), reason]
