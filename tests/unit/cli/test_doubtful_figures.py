"""Figures that would mislead: no value, held back with a question, or marked, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Command = Any
Rows = Callable[..., str]
REGIONS = "region,parent,name_zh,name_en,kind,address_patterns\ncore,,核心区,Core,core,科创路\n"
POPULATIONS = "region,date,value,unit,kind,source"
DENSITY = ("figure", "inventions_per_10k", "--region", "core", "--on")


@pytest.fixture
def core(empty: Command, heading: str, row: Rows) -> Command:
    """A region with twelve patents in force since 2017, and no population yet."""
    list_ = "\n".join([heading, *(row(serial) for serial in range(1, 13))]) + "\n"
    assert empty("ingest", empty.write("list.csv", list_), empty.write("regions.csv", REGIONS)).code == 0
    return empty


def people(core: Command, *rows: str) -> dict[str, Any]:
    answer = core("ingest", core.write("populations.csv", "\n".join([POPULATIONS, *rows]) + "\n"))
    (account,) = answer.json["files"]
    assert isinstance(account, dict)
    return account | {"exit": answer.code}


def density(core: Command, on: str = "2023-06-30") -> dict[str, Any]:
    answer = core(*DENSITY, on)
    assert answer.code == 0
    row = answer.json["rows"][0]
    assert isinstance(row, dict)
    return row


def test_a_region_without_a_population_has_a_numerator_and_says_what_is_missing(core: Command) -> None:
    row = density(core)
    assert (row["value"], row["numerator"], row["denominator"]) == (None, 12, None)
    assert row["notes"] == ["note.population_missing"]
    assert "Add it" in row["messages"][0]
    assert "请补充人口表" in core(*DENSITY, "2023-06-30", as_json=False, lang="zh").out


@pytest.mark.parametrize(
    ("bad", "code", "field", "value"),
    [
        ("core,2022-12-31,0,万人,常住人口,公报", "population_zero", "value", "0"),
        ("core,2022-12-31,-3,万人,常住人口,公报", "population_zero", "value", "-3"),
        ("core,2022-12-31,2,,常住人口,公报", "population_unit_missing", "unit", None),
        ("core,2022-12-31,2,件,常住人口,公报", "population_unit_unknown", "unit", "件"),
        ("core,2022-12-31,many,万人,常住人口,公报", "number_field_unreadable", "value", "many"),
        ("core,,2,万人,常住人口,公报", "date_missing", "date", None),
    ],
)
def test_a_population_that_cannot_be_is_refused_and_the_others_are_taken(
    core: Command, bad: str, code: str, field: str, value: str | None
) -> None:
    account = people(core, "core,2021-12-31,1.9,万人,常住人口,公报", bad)
    assert (account["exit"], account["kept"], account["rejected"]) == (0, 1, 1)
    (problem,) = account["problems"]
    assert (problem["code"], problem["example"]) == (code, {"row": 3, "field": field, "value": value})
    assert density(core)["value"] is None
    assert density(core, "2022-06-30")["value"] == pytest.approx(12 / 1.9)


def test_a_population_fiftyfold_off_its_neighbour_is_held_back_with_a_question(core: Command) -> None:
    people(core, "core,2021-12-31,1.9,万人,常住人口,公报", "core,2022-12-31,2,人,常住人口,公报")
    row = density(core)
    assert (row["value"], row["numerator"], row["denominator"]) == (None, 12, 2)
    assert row["notes"] == ["note.population_jump"]
    assert "?" in row["messages"][0]


def test_a_density_that_jumps_a_hundredfold_is_held_back_with_a_question(
    core: Command, heading: str, row: Rows
) -> None:
    people(core, "core,2021-12-31,2,万人,常住人口,公报", "core,2022-12-31,2,万人,常住人口,公报")
    crowd = [row(serial, granted="2023-01-03") for serial in range(1000, 2200)]
    assert core("ingest", core.write("crowd.csv", "\n".join([heading, *crowd]) + "\n")).code == 0
    row_ = density(core)
    assert (row_["value"], row_["numerator"]) == (None, 1212)
    assert row_["notes"] == ["note.density_jump"]
    assert density(core, "2022-12-30")["value"] == 6


def test_a_date_before_the_first_record_has_no_value_and_says_why(core: Command) -> None:
    answer = core("figure", "effective_inventions", "--region", "core", "--on", "1999-06-30")
    row = answer.json["rows"][0]
    assert (answer.code, row["value"], row["numerator"]) == (0, None, None)
    assert row["notes"] == ["note.before_first_record"]
    assert row["messages"][0]


def test_a_date_later_than_the_data_is_provisional(core: Command) -> None:
    rows = core("figure", "effective_inventions", "--region", "core", "--on", "2030-06-30").json["rows"]
    assert (rows[0]["value"], rows[0]["provisional"]) == (12, True)
    earlier = core("figure", "effective_inventions", "--region", "core", "--on", "2017-05-03").json["rows"]
    assert (earlier[0]["value"], earlier[0]["provisional"]) == (12, False)
