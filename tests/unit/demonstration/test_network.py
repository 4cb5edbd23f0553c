from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

TOLD = tomllib.loads(files("district.demonstration").joinpath("tables", "network.toml").read_text(encoding="utf-8"))


def test_the_network_has_the_counts_of_the_public_report() -> None:
    assert Counter(point["kind"] for point in TOLD["point"]) == {
        "service_center": 1,
        "protection_subcenter": 1,
        "workstation": 8,
        "overseas_liaison_station": 4,
        "judges_workstation": 1,
        "legal_literacy_station": 1,
    }


def test_one_station_one_room_one_court_one_window_one_hall_are_all_there() -> None:
    kinds = {facility["kind"] for point in TOLD["point"] for facility in point.get("facilities", ())}
    assert kinds == {"station", "room", "court", "window", "hall"}


def test_institutions_say_that_they_are_invented() -> None:
    assert all("（演示）" in row["name_zh"] and "(demonstration)" in row["name_en"] for row in TOLD["member"])
