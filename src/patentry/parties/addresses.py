"""Reading an address: its spellings made one, its patterns, and whether it says enough."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

STREET = re.compile(r"[路街道巷弄胡同村镇乡号楼座室幢园厦院]|\d")
POSTCODE = re.compile(r"^\D{0,4}(\d{6})(?!\d)")
_OTHER_PLACE = re.compile(r"^(?:中国|中华人民共和国)?[^省市区县路街号]{2,7}?(?:省|自治区|特别行政区|市|[^开]区|县)")
_RANGE = re.compile(r"^(?P<street>.+?)\[(?P<low>\d+)-(?P<high>\d+)(?P<side>odd|even)?\]$")

# Province-level names as addresses begin with them; "北京" stands for 北京市 too. Source: GB/T 2260.
PROVINCES = tuple(
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 "
    "四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门".split()
)


def normalise(text: str) -> str:
    """Answer an address or name with width and case folded and spaces and commas dropped."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if not c.isspace() and c not in ",，、")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One address pattern of a region; the longer its key words, the stronger it is."""

    text: str
    strength: int
    matches: Callable[[str], bool]


@cache
def parse_patterns(text: str) -> tuple[Pattern, ...]:
    """Read `;`-separated patterns.

    A pattern is a key word; `A+B` wants both, `!X` in such a list forbids X; `科创路[1-99]` wants a house number of
    that street in the range, `[1-99 odd]` and `[2-98 even]` one side of it.
    """
    parts = (part.strip() for part in re.split("[;；]", text))
    return tuple(_pattern(part) for part in parts if part)


def _pattern(text: str) -> Pattern:
    words = [normalise(word) for word in text.split("+")]
    tests = [_word_test(word) for word in words]
    strength = sum(len(word) for word in words if not word.startswith("!"))
    return Pattern(text, strength, lambda address: all(test(address) for test in tests))


def _word_test(word: str) -> Callable[[str], bool]:
    if word.startswith("!"):
        forbidden = word[1:]
        return lambda address: forbidden not in address
    found = _RANGE.match(word)
    if found is None:
        return lambda address: word in address
    low, high, side = int(found["low"]), int(found["high"]), found["side"]
    house = re.compile(re.escape(found["street"]) + r"[甲乙丙]?(\d+)")

    def in_range(address: str) -> bool:
        numbers = [int(m[1]) for m in house.finditer(address)]
        return any(low <= n <= high and (side is None or (n % 2 == 1) == (side == "odd")) for n in numbers)

    return in_range


def names_another_place(address: str) -> bool:
    """Answer whether a normalised address that matches no region of ours names a province, city, district or county."""
    bare = POSTCODE.sub("", address).removeprefix("中国")
    return bare.startswith(PROVINCES) or bool(_OTHER_PLACE.match(bare)) or bare.isascii()


def province_of(address: str) -> str | None:
    """Answer the province-level name a normalised address begins with."""
    bare = POSTCODE.sub("", address).removeprefix("中国")
    return next((name for name in PROVINCES if bare.startswith(name)), None)


def has_street(address: str) -> bool:
    """Answer whether an address goes down to a street, a number or a building."""
    return bool(STREET.search(POSTCODE.sub("", address)))
