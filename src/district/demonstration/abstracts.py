"""What a fictional right says of itself: an abstract and claims put together from its title and number.

Nothing is drawn: the rights of the district are the same with and without their texts.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from district.demonstration.lives import Life

_OF_THING = re.compile(r"一种(?P<thing>.+?)的(?P<function>.+?)(?:方法及装置|方法、设备及存储介质|装置|方法|系统)$")
_OF_KIND = re.compile(r"一种(?P<function>.+?)型(?P<thing>.+?)(?:及其制备方法|及其应用|的制备方法)$")
_STRUCTURE = re.compile(r"一种(?P<thing>.+)结构$")
_OPENINGS = ("{kind}公开了{title}。", "{kind}涉及{trade}领域，提供{title}。", "本申请提供{title}，属于{trade}领域。")
_KINDS = {"invention": "本发明", "utility_model": "本实用新型"}


@dataclass(frozen=True, slots=True)
class Effect:
    """A function of a field: how it is done, and what comes of it."""

    step: str
    effect: str


def abstract_of(life: Life) -> str:
    """Answer the abstract; "" for designs and for titles that are not put together."""
    told = _told(life)
    if told is None:
        return ""
    thing, own, _ = told
    opening = _OPENINGS[_turn(life) % len(_OPENINGS)].format(
        kind=_KINDS[life.right_type], title=life.title, trade=life.holder.field.trade
    )
    return f"{opening}{thing}包括{_components(life)}；{own.step}。由此，{own.effect}。"


def claims_of(life: Life) -> str:
    """Answer two claims, an independent and a dependent one; "" where there is no abstract."""
    told = _told(life)
    if told is None:
        return ""
    thing, own, other = told
    return (
        f"1. {life.title}，其特征在于，所述{thing}包括{_components(life)}，并且：{own.step}。\n"
        f"2. 根据权利要求1所述的技术方案，其特征在于，还包括：{other.step}，使得{other.effect}。"
    )


def _told(life: Life) -> tuple[str, Effect, Effect] | None:
    """The thing, its function, and another one of the field."""
    effects, turn = _effects()[life.holder.field.code], _turn(life)
    if found := _STRUCTURE.fullmatch(life.title):
        function = list(effects)[turn % len(effects)]
    elif found := _OF_KIND.fullmatch(life.title) or _OF_THING.fullmatch(life.title):
        function = found["function"]
    if found is None or function not in effects:
        return None
    others = [effect for name, effect in effects.items() if name != function]
    return found["thing"], effects[function], others[turn % len(others)]


def _turn(life: Life) -> int:
    return int(life.number.partition(".")[0][-4:])


def _components(life: Life) -> str:
    return _parts()[life.holder.field.code]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("district.demonstration").joinpath("tables", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _effects() -> dict[str, dict[str, Effect]]:
    found: dict[str, dict[str, Effect]] = defaultdict(dict)
    for row in _rows("effects.csv"):
        found[row["field"]][row["function"]] = Effect(row["step"], row["effect"])
    return dict(found)


@cache
def _parts() -> dict[str, str]:
    return {row["field"]: row["components"] for row in _rows("components.csv")}
