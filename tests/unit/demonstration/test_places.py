"""Addresses lead back to the regions they were drawn from, by the rules of `patentry.parties`."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from district.demonstration.places import OPEN_ADDRESS, REGIONS_OF_LEAF, STREETS, draw_door
from patentry.parties import Locator, Place
from patentry.parties.locating import BEGINNING
from patentry.records import Enterprise, Party, Region

Rows = list[dict[str, str]]
Reader = Callable[[str], Rows]


@pytest.fixture(scope="module")
def locator(rows_of: Reader) -> Locator:
    regions = [
        Region(
            region=row["region"],
            parent=row["parent"] or None,
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            kind=row["kind"],
            address_patterns=row["address_patterns"],
            postcodes=row["postcodes"],
            valid_from=None,
            valid_to=None,
        )
        for row in rows_of("regions.csv")
    ]
    listed = [
        Enterprise(
            name=row["name"],
            uscc=row["uscc"] or None,
            address=row["address"],
            region=row["region"],
            tags=(),
            valid_from=None,
            valid_to=None,
        )
        for row in rows_of("enterprises.csv")
    ]
    return Locator(regions=regions, enterprises=listed)


@pytest.mark.parametrize("leaf", sorted(STREETS))
def test_every_spelling_of_an_address_leads_to_its_region(locator: Locator, leaf: str) -> None:
    rng = Random(leaf)
    for _ in range(400):
        door = draw_door(rng=rng, leaf=leaf)
        for address in (door.plain(), door.as_written(rng=rng)):
            (placed,) = locator.placements_of(Party("无名（演示）", address=address))
            assert (placed.region, placed.is_open, placed.basis) == (door.deepest, False, Place.ADDRESS), address


def test_regions_of_a_place_are_its_ancestors(locator: Locator) -> None:
    tree = locator.tree(BEGINNING)
    for leaf, regions in REGIONS_OF_LEAF.items():
        if leaf != "open":
            assert regions == (leaf, *tree.ancestors(leaf))


def test_open_addresses_are_settled_by_the_list_or_by_nothing(locator: Locator, rows_of: Reader) -> None:
    listed = {row["name"]: row["region"] for row in rows_of("enterprises.csv")}
    rows = [row for row in rows_of("register_2012_2018.csv") if row["地址"] == OPEN_ADDRESS]
    assert len(rows) > 100
    unlisted = 0
    for row in rows:
        name = row["申请人"].split(";")[0]
        (placed,) = locator.placements_of(Party(name, address=row["地址"], postcode=row["邮编"] or None))
        if name in listed:
            assert (placed.region, placed.basis) == (listed[name], Place.LIST)
        else:
            assert (placed.region, placed.is_open) == ("city", True)
            unlisted += 1
    assert unlisted > 10


def test_corrections_name_patents_whose_address_misleads(locator: Locator, rows_of: Reader) -> None:
    corrected = {row["number"]: row for row in rows_of("corrections.csv")}
    rows = rows_of("register_2012_2018.csv")
    rows += [
        {**row, "申请号": f"CN{row['申请号']}", "地址": row["申请人地址"]} for row in rows_of("register_2019_2023.csv")
    ]
    found = {row["申请号"]: row["地址"] for row in rows if row["申请号"] in corrected}
    assert len(found) == 4
    for number, address in found.items():
        assert corrected[number]["field"] == "region"
        assert corrected[number]["reason"]
        (placed,) = locator.placements_of(Party("", address=address))
        assert placed.region == "elsewhere" != corrected[number]["value"]
