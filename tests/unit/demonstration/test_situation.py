"""The truth handed over with the files is the public situation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from district.demonstration.generator import DATA_THROUGH, SITUATION, Written, write_demonstration
from district.demonstration.targets import CORE_DENSITIES, populations

Rows = list[dict[str, str]]


def stock(written: Written, region: str, on: date, view: str = "recorded") -> int:
    (found,) = (s for s in written.truth if (s.region, s.on, s.view) == (region, on, view))
    return found.value


@pytest.mark.parametrize(("on", "density"), [pair for pair in CORE_DENSITIES.items() if pair[0].month == 12])
def test_core_density_is_exact_at_every_year_end(written: Written, on: date, density: int) -> None:
    people = populations()["core", date(on.year - 1, 12, 31)]
    assert stock(written, "core", on) * 10_000 == density * people


def test_situation_of_november_2023_is_met_to_the_patent(written: Written) -> None:
    assert stock(written, "core", SITUATION) == 13_022
    assert populations()["core", date(2022, 12, 31)] == 153_200
    assert stock(written, "zone", SITUATION) == 19_100


def test_zone_stocks_published_for_2012_and_2021_are_met(written: Written) -> None:
    assert stock(written, "zone", date(2012, 12, 31)) == 1_640
    assert stock(written, "zone", date(2021, 12, 31)) == 11_480
    assert round(11_480 * 10_000 / populations()["zone", date(2020, 12, 31)]) == 411


def test_density_of_a_year_before_the_situation_is_655(written: Written) -> None:
    people = populations()["core", date(2021, 12, 31)]
    assert round(stock(written, "core", date(2022, 11, 30)) * 10_000 / people, 1) == 655.0


def test_views_of_the_core_differ_by_150_late_lapses_and_14_late_restorations(written: Written) -> None:
    assert stock(written, "core", SITUATION, "legal") == 13_022 - 150 + 14


def test_unresolved_patents_are_about_a_hundred(written: Written) -> None:
    (core,) = (s for s in written.truth if (s.region, s.on, s.view) == ("core", SITUATION, "recorded"))
    assert core.unresolved == 97


def test_parks_lie_in_their_parents(written: Written) -> None:
    parts = {s.region: s.value for s in written.truth if s.on == SITUATION and s.view == "recorded"}
    assert 0 < parts["park_display"] + parts["park_life"] < parts["core"]
    assert 0 < parts["park_chip"] + parts["park_vehicle"] < parts["zone"] - parts["core"]
    assert parts["city"] == parts["zone"] + parts["elsewhere"] + 97


def test_published_facts_name_their_source_and_none_is_later_than_the_demonstration(
    rows_of: Callable[[str], Rows],
) -> None:
    rows = rows_of("published.csv")
    assert all(row["source"] for row in rows)
    assert all(row["published_on"] <= "2024-01-11" for row in rows)
    values = {(row["region"], row["figure"], row["date"]): row["value"] for row in rows}
    assert values["city", "inventions_per_10k", "2023-12-31"] == "262.9"
    assert values["zone", "effective_inventions", "2023-11-30"] == "19100"
    assert values["zone", "recognition.city_pilot", "2023-12-31"] == "228"


def test_same_seed_gives_the_same_bytes_and_another_seed_the_same_situation(
    written: Written, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = write_demonstration(folder=tmp_path_factory.mktemp("again"))
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in written.files]
    other = write_demonstration(folder=tmp_path_factory.mktemp("other"), seed=7)
    assert [path.read_bytes() for path in other.files] != [path.read_bytes() for path in written.files]
    for seeded in (written, other):
        assert stock(seeded, "core", SITUATION) == 13_022
        assert stock(seeded, "core", SITUATION, "legal") == 12_886
        assert stock(seeded, "zone", SITUATION) == 19_100


def test_data_end_on_a_gazette_day() -> None:
    assert date(2024, 1, 9) == DATA_THROUGH
    assert DATA_THROUGH.strftime("%A") == "Tuesday"
