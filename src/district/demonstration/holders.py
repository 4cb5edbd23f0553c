"""The fictional holders: who they are, where they sit, since when they file."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from random import Random

from district.demonstration.numbering import social_credit_code
from district.demonstration.people import firm
from district.demonstration.places import STREETS, Door, draw_door
from district.demonstration.vocabulary import COMPANY_ENDINGS, FIELDS, NAME_HEADS, TechnicalField

_SEATS = {
    "core": (150, ("core", "core", "core", "core", "park_display", "park_life")),
    "rest": (150, ("zone", "zone", "zone", "park_chip", "park_vehicle")),
    "elsewhere": (70, ("elsewhere",)),
}
_GROUPS = ("联芯集团（演示）股份有限公司", "泰域控股（演示）有限公司", "明澜动力（演示）股份有限公司")
"""Groups that file from a seat in the core area and from one elsewhere: there only the address can tell."""
_UNLISTED = 14
_OF_THE_FIRM = 20
"""The place among the core area's filers of the firm whose people have accounts: its portrait has services used."""
_SHOWCASE_DOOR = Door("core", STREETS["core"][0], 8)
"""8 Kechuang Road, where the holder of both well-known patents sits."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One holder at one seat.

    `door` is None where its files never name a street; `listed` says who is on the enterprise list.
    """

    name: str
    kind: str
    leaf: str
    door: Door | None
    field: TechnicalField
    founded: int
    uscc: str
    listed: bool
    renamed_on: date | None = None
    later_name: str = ""

    def name_on(self, day: date) -> str:
        """Answer its name on a day."""
        return self.later_name if self.renamed_on is not None and day >= self.renamed_on else self.name


class Holders:
    """Every holder by area, drawn with the weights of a few big and many small filers."""

    def __init__(self, *, rng: Random) -> None:
        self._rng = rng
        self.by_area: dict[str, list[Holder]] = {}
        names = _NameStock(rng)
        for area, (count, leaves) in _SEATS.items():
            self.by_area[area] = [_company(rng, names.draw(), leaves[i % len(leaves)], i) for i in range(count)]
        self.by_area["open"] = [_unlisted(rng, i) for i in range(_UNLISTED)]
        self._add_known()
        self._weights = {
            area: list(accumulate(1 / (place + 6) for place in range(len(members))))
            for area, members in self.by_area.items()
        }

    def _add_known(self) -> None:
        """Put the universities, the groups and the two holders of the showcase in their places."""
        rng, field = self._rng, FIELDS[0]
        for name in reversed(_GROUPS):
            code = social_credit_code(rng=rng, department="91")
            for area in ("core", "elsewhere"):
                door = draw_door(rng=rng, leaf=area)
                self.by_area[area].insert(3, Holder(name, "企业", area, door, rng.choice(FIELDS), 1999, code, True))
        for area, name, kind in (
            ("core", "示范工业大学（演示）", "高等院校"),
            ("rest", "创新区材料研究院（演示）", "科研单位"),
            ("elsewhere", "明湖大学（演示）", "高等院校"),
        ):
            leaf = "zone" if area == "rest" else area
            code = social_credit_code(rng=rng, department="12")
            member = Holder(name, kind, leaf, draw_door(rng=rng, leaf=leaf), rng.choice(FIELDS), 1990, code, True)
            self.by_area[area].insert(5, member)
        for area, name in (("core", "核芯显示（演示）有限公司"), ("elsewhere", "云图显示（演示）有限公司")):
            code = social_credit_code(rng=rng, department="91")
            door = _SHOWCASE_DOOR if area == "core" else draw_door(rng=rng, leaf=area)
            self.by_area[area].insert(0, Holder(name, "企业", area, door, field, 1996, code, True))
        self._seat_the_firm()

    def _seat_the_firm(self) -> None:
        core = self.by_area["core"]
        place = next(i for i, one in enumerate(core) if i >= _OF_THE_FIRM and one.renamed_on is None)
        name, code = firm()
        core[place] = replace(core[place], name=name, uscc=code)

    def draw(self, *, area: str, year: int) -> Holder:
        """Answer a holder of the area that already files in `year`."""
        members, weights = self.by_area[area], self._weights[area]
        while True:
            member = members[bisect(weights, self._rng.random() * weights[-1])]
            if member.founded <= year:
                return member

    def named(self, name: str, *, area: str) -> Holder:
        """Answer the holder of that name in the area."""
        return next(member for member in self.by_area[area] if member.name == name)


class _NameStock:
    """Names that never repeat."""

    def __init__(self, rng: Random) -> None:
        self._left = [(head, field) for head in NAME_HEADS for field in FIELDS]
        rng.shuffle(self._left)
        self._rng = rng

    def draw(self) -> tuple[str, TechnicalField]:
        head, field = self._left.pop()
        return f"{head}{field.trade}（演示）{self._rng.choice(COMPANY_ENDINGS)}", field


def _company(rng: Random, naming: tuple[str, TechnicalField], leaf: str, place: int) -> Holder:
    name, field = naming
    founded = 1988 if place % 6 == 0 else rng.randrange(1992, 2019)
    # Every fortieth company changes its name, so that the same holder stands in the files under two.
    renamed = date(2014 + place // 40, 6, 10) if place % 40 == 17 and leaf != "elsewhere" else None
    later = name.replace("（演示）", "创新（演示）") if renamed else ""
    code = social_credit_code(rng=rng, department="91")
    return Holder(name, "企业", leaf, draw_door(rng=rng, leaf=leaf), field, founded, code, True, renamed, later)


def _unlisted(rng: Random, place: int) -> Holder:
    field = rng.choice(FIELDS)
    if place < 4:
        name, kind = f"{'赵钱孙李'[place]}示例（演示）", "个人"
    else:
        name, kind = f"{NAME_HEADS[-place]}未录{field.trade}（演示）有限公司", "企业"
    return Holder(name, kind, "open", None, field, 1988 if place % 2 else 2008, "", False)
