"""What tells the district's stock apart: recognitions of firms in time, technology fields, two more concordances.

All fictional, excerpts that cover only what the district's holders invent. Drawn from a seed of their own, after
everything else, so that the district's rights are the same with and without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from random import Random

from district.demonstration.files import write_rows
from district.demonstration.holders import Holder, Holders
from district.demonstration.value_lists import SOURCE
from district.demonstration.vocabulary import FIELDS

DIGITAL = "演示数字经济核心产业（虚构节选）"
GREEN = "演示绿色低碳技术（虚构节选）"
VERSION = "2023"
EXCERPT = "演示参照关系表，虚构节选，不是国家知识产权局的表"
_DIGITAL = (
    ("01", "数字产品制造（演示） / digital products (demonstration)", ("display", "chip")),
    ("03", "数字技术应用（演示） / digital technology (demonstration)", ("network",)),
    ("04", "数字要素驱动（演示） / data-driven industry (demonstration)", ("ai",)),
)
_GREEN = (
    ("G1", "储能（演示） / energy storage (demonstration)", ("动力电池组", "储能变流器")),
    ("G2", "清洁能源（演示） / clean energy (demonstration)", ("风电变流器",)),
    ("G3", "节能增效（演示） / energy saving (demonstration)", ("永磁电机", "变频器", "功率器件", "气凝胶毡")),
)
_FIRST_YEAR, _LAST_YEAR, _TERM = 2010, 2023, 3
_HIGH_TECH, _SPECIALISED, _LISTED, _LEADING = 0.55, 0.25, 0.06, 0.2
"""Of the firms: how many hold which recognition at some time."""
_RENEWED = 0.8


def write_structure_lists(*, folder: Path, seed: int, holders: Holders) -> list[Path]:
    """Write the five tables; titles of classes are our own words for the symbols of WIPO, and say so."""
    rng = Random(f"structure {seed}")
    return [
        write_rows(folder / "enterprise_tags.csv", _tag_rows(rng, holders)),
        *(_as_it_stands(folder, name) for name in ("technology_fields.csv", "class_titles.csv")),
        write_rows(folder / "digital_concordance.csv", _digital_rows()),
        write_rows(folder / "green_concordance.csv", _green_rows()),
    ]


def _as_it_stands(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(files("district.demonstration.tables").joinpath(name).read_bytes())
    return path


def _tag_rows(rng: Random, holders: Holders) -> Iterable[Sequence[str]]:
    yield "企业名称", "统一社会信用代码", "资质", "级别", "证书编号", "有效期起", "有效期至", "来源"
    listed = [one for area in ("core", "rest") for one in holders.by_area[area] if one.listed and one.kind == "企业"]
    serial = 0
    for member in listed:
        for tag, level, since, until in _recognitions(rng, member):
            serial += 1
            yield member.name, member.uscc, tag, level, f"演示{serial:05}", since, until, SOURCE


def _recognitions(rng: Random, member: Holder) -> Iterable[tuple[str, str, str, str]]:
    first = max(member.founded + 3, _FIRST_YEAR)
    if rng.random() < _HIGH_TECH:
        yield from _renewed(rng, "高新技术企业", "国家级", first)
    if rng.random() < _SPECIALISED:
        yield from _renewed(rng, "专精特新中小企业", "市级", max(first, 2018))
    if rng.random() < _LISTED:
        yield "上市公司", "", date(rng.randrange(first, _LAST_YEAR), 6, 1).isoformat(), ""
    if rng.random() < _LEADING:
        yield "主导产业企业", "区级", "2019-01-01", ""


def _renewed(rng: Random, tag: str, level: str, first: int) -> Iterable[tuple[str, str, str, str]]:
    """Recognitions of three years that follow each other; some are not renewed."""
    year = rng.randrange(first, max(first + 1, _LAST_YEAR - 2))
    while year <= _LAST_YEAR:
        yield tag, level, f"{year}-12-01", f"{year + _TERM}-11-30"
        if rng.random() >= _RENEWED:
            return
        year += _TERM


def _heading() -> Sequence[str]:
    return "参照关系表", "表版本", "产业代码", "产业名称", "国际专利分类号", "排除分类号", "关键词", "来源"


def _digital_rows() -> Iterable[Sequence[str]]:
    yield _heading()
    for code, name, fields in _DIGITAL:
        for field in (one for one in FIELDS if one.code in fields):
            for thing, symbol in field.things.items():
                yield DIGITAL, VERSION, code, name, symbol, "", f"{thing}、{thing[-2:]}", EXCERPT


def _green_rows() -> Iterable[Sequence[str]]:
    yield _heading()
    symbols = {thing: symbol for field in FIELDS for thing, symbol in field.things.items()}
    for code, name, things in _GREEN:
        for thing in things:
            # One row without keywords, so that what only a person can settle is seen.
            keywords = "" if thing == "气凝胶毡" else f"{thing}、{thing[-2:]}"
            yield GREEN, VERSION, code, name, symbols[thing], "", keywords, EXCERPT
