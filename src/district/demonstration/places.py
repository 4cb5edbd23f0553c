"""The district's fictional streets and the many ways people write them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

OPEN_ADDRESS = "示范市"
"""An address that names the city only, so that it leaves the place open."""
AREA_OF_LEAF = {
    "core": "core",
    "park_display": "core",
    "park_life": "core",
    "zone": "rest",
    "park_chip": "rest",
    "park_vehicle": "rest",
    "elsewhere": "elsewhere",
    "open": "open",
}
"""The four areas whose stock the generator steers: `rest` is the zone outside its core area."""
REGIONS_OF_LEAF = {
    "core": ("core", "zone", "city"),
    "park_display": ("park_display", "core", "zone", "city"),
    "park_life": ("park_life", "core", "zone", "city"),
    "zone": ("zone", "city"),
    "park_chip": ("park_chip", "zone", "city"),
    "park_vehicle": ("park_vehicle", "zone", "city"),
    "elsewhere": ("elsewhere", "city"),
    "open": ("city",),
}
"""The regions in which a patent counts by the deepest one it lies in; an open one still names the city."""
POSTCODE_OF_AREA = {"core": "199001", "rest": "199002", "elsewhere": "199010", "open": ""}


@dataclass(frozen=True, slots=True)
class Street:
    """Every `step`-th house number of a street from `first` to `last`; its spellings mean the same."""

    spellings: tuple[str, ...]
    first: int
    last: int
    step: int = 1


STREETS = {
    "core": (
        Street(("科创路",), 1, 99),
        Street(("核芯大街", "核心大街"), 1, 188),
        Street(("云栖街",), 1, 99, 2),
    ),
    "park_display": (Street(("科创路",), 101, 199), Street(("显示产业园科创路",), 101, 199)),
    "park_life": (Street(("星河东路", "生命科学园星河东路"), 1, 60),),
    # The even side of 云栖街 and the far end of 科创路 lie outside the core area.
    "zone": (Street(("云栖街",), 2, 98, 2), Street(("西环路",), 1, 120), Street(("科创路",), 301, 399)),
    "park_chip": (Street(("芯谷路",), 1, 120),),
    "park_vehicle": (Street(("智驾大道",), 2, 200, 2), Street(("智驾大道",), 1, 99, 2)),
    # 创新区大道 names the zone but lies in another district.
    "elsewhere": (
        Street(("明湖区望湖路", "明湖区创新区大道"), 1, 90),
        Street(("望山区松涛街",), 1, 70),
        Street(("东塔区塔影路",), 1, 150),
    ),
}
BUILDINGS = {"tower_innovation": ("core", "科创路", range(60, 67))}
"""Buildings that are regions of their own: in which leaf, on which street, which houses."""
_TOWNS = ("示范市创新区", "示范市创新区", "示范市创新区", "创新区", "示范市创新技术开发区", "示范市 创新区 ")
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Door:
    """A house: the leaf of the tree it lies in, its street and its number."""

    leaf: str
    street: Street
    house: int

    @property
    def deepest(self) -> str:
        """The deepest region it lies in: its building, else its leaf."""
        here = (
            name
            for name, (leaf, street, houses) in BUILDINGS.items()
            if leaf == self.leaf and street in self.street.spellings and self.house in houses
        )
        return next(here, self.leaf)

    def plain(self) -> str:
        """Answer the address as the enterprise list has it."""
        town = "示范市" if self.leaf == "elsewhere" else "示范市创新区"
        return f"{town}{self.street.spellings[0]}{self.house}号"

    def as_written(self, *, rng: Random) -> str:
        """Answer the address as a clerk might type it: other names, widths, rooms."""
        town = "示范市" if self.leaf == "elsewhere" else rng.choice(_TOWNS)
        spelling, house = rng.choice(self.street.spellings), str(self.house)
        style = rng.randrange(8)
        if style == 0:
            return f"{town}{spelling}{house.translate(_WIDE_DIGITS)}号"
        if style == 1:
            return f"{town}{spelling} {house} 号"
        if style == 2:
            return f"{town}{spelling}{house}号院{rng.randrange(1, 9)}号楼"
        if style == 3:
            room = f"{rng.choice('ABC')}座{rng.randrange(2, 20)}{rng.randrange(1, 20):02d}室"
            return f"{town}{spelling}{house}号{room}"
        return f"{town}{spelling}{house}号"


def draw_door(*, rng: Random, leaf: str) -> Door:
    """Answer a house in the region."""
    street = rng.choice(STREETS[leaf])
    return Door(leaf, street, rng.randrange(street.first, street.last + 1, street.step))
