"""The operator's map of regions: what is wrong is said with the feature; classes of colours; shapes in their plane."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from patentry.corpus import Home
from patentry.statistics.region_map import class_of, classes_of, put_map, read_map, read_map_file
from patentry.wording import Refusal

KNOWN = ("core", "park", "zone")
SQUARE = [[[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]]


def feature(region: Any = "core", coordinates: Any = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"region": region},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def written(folder: Path, told: Any) -> Path:
    path = folder / "map.geojson"
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return path


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)} | more


@pytest.mark.parametrize(
    ("told", "code", "values"),
    [
        ('{"features": [\n{]}', "map.no_json", {"line": 2}),
        ([], "map.no_features", {}),
        ("[" * 100_000, "map.unreadable", {}),
        (collection(), "map.no_features", {}),
        (collection(feature(), coordinates="gcj02"), "map.coordinates", {"value": "gcj02"}),
        (collection(feature(), feature(region="")), "map.no_region", {"feature": 2}),
        (collection("core"), "map.no_region", {"feature": 1}),
        (collection(feature(region="mars")), "map.region_unknown", {"feature": 1, "region": "mars"}),
        (collection(feature(), feature("park"), feature()), "map.region_twice", {"feature": 3, "region": "core"}),
        (collection(feature(kind="Point", coordinates=[1, 2])), "map.no_area", {"feature": 1, "type": "Point"}),
        (collection({"properties": {"region": "core"}, "geometry": None}), "map.no_area", {"type": "None"}),
        (collection(feature(coordinates=[])), "map.ring", {"feature": 1}),
        (collection(feature(coordinates=[[]])), "map.ring", {"feature": 1}),
        (collection(feature(kind="MultiPolygon")), "map.ring", {"feature": 1}),
        (collection(feature(coordinates=[[[0, 0], [1, 0], [1, 1]]])), "map.ring", {"region": "core"}),
        (collection(feature(coordinates=[[[0, 0], [1, 0], [1, 1], [0, 1]]])), "map.ring", {"region": "core"}),
        (collection(feature(coordinates=[[[0, 0], [1, "0"], [1, 1], [0, 0]]])), "map.ring", {}),
        (collection(feature(coordinates=[[[0, 0], [1, True], [1, 1], [0, 0]]])), "map.ring", {}),
        (
            json.dumps(collection(feature(coordinates=[[[0, 0], [1, float("nan")], [1, 1], [0, 0]]]))),
            "map.ring",
            {},
        ),
        (collection(feature(coordinates=[[[0, 0], [900, 0], [900, 9], [0, 0]]])), "map.no_degrees", {"feature": 1}),
    ],
)
def test_a_map_that_is_wrong_is_refused_in_words_that_name_the_feature(
    tmp_path: Path, told: Any, code: str, values: dict[str, Any]
) -> None:
    with pytest.raises(Refusal) as refusal:
        read_map_file(written(tmp_path, told), known=KNOWN)
    assert refusal.value.code == code
    assert values.items() <= refusal.value.values.items()
    assert refusal.value.sentence("zh") != refusal.value.sentence("en")


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.geojson").write_bytes(b"\xff\xfe\x00")
    for name in ("none.geojson", "bytes.geojson"):
        with pytest.raises(Refusal, match=r"map\.unreadable"):
            read_map_file(tmp_path / name, known=KNOWN)


def test_degrees_are_laid_into_a_plane_with_north_on_top(tmp_path: Path) -> None:
    north = [[[[0, 60], [1, 60], [1, 61], [0, 61], [0, 60]]]]
    told = collection(
        feature("zone", [[[0, 59], [1, 59], [1, 60], [0, 60], [0, 59]]]), feature("park", north, "MultiPolygon")
    )
    found = read_map_file(written(tmp_path, told), known=KNOWN)
    zone, park = found.areas
    assert found.height == 1000
    assert found.width == pytest.approx(250, abs=1), "a degree of longitude is half as wide at 60° north"
    assert max(y for _, y in park.polygons[0][0]) <= min(y for _, y in zone.polygons[0][0])


def test_a_plane_keeps_its_directions_holes_and_approval_number(tmp_path: Path) -> None:
    hole = [[500, 100], [600, 100], [600, 200], [500, 100]]
    ring = [[0, 0], [2000, 0], [2000, 400], [0, 400], [0, 0]]
    told = collection(feature(coordinates=[ring, hole]), coordinates="plane", approval_number=" 审图号 1 ")
    found = read_map_file(written(tmp_path, told), known=KNOWN)
    assert (found.width, found.height, found.approval_number) == (1000, 200, "审图号 1")
    assert found.areas[0].polygons[0][1] == ((250, 50), (300, 50), (300, 100))


def test_a_wrong_map_does_not_take_the_place_of_a_good_one(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.create()
    assert read_map(home, known=KNOWN) is None
    put_map(home, written(tmp_path, collection(feature())), known=KNOWN)
    with pytest.raises(Refusal):
        put_map(home, written(tmp_path, collection(feature("mars"))), known=KNOWN)
    found = read_map(home, known=KNOWN)
    assert found is not None
    assert [area.region for area in found.areas] == ["core"]


def test_classes_hold_as_many_values_each_and_equal_values_together() -> None:
    assert classes_of([]) == ()
    assert [(one.least, one.most) for one in classes_of([3, 1, 3])] == [(1, 1), (3, 3)]
    spans = [(one.least, one.most) for one in classes_of(range(10))]
    assert spans == [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)]
    many_noughts = [(one.least, one.most) for one in classes_of([0] * 8 + [1, 2, 3, 4, 5, 6])]
    assert many_noughts[0] == (0, 0)
    assert len(many_noughts) <= 5


def test_every_value_has_one_class_and_the_unknown_none() -> None:
    values = [0, 0, 0, 1, 2, 5, 8, 13, 21, 34, 55]
    classes = classes_of(values)
    assert class_of(None, classes) is None
    assert [class_of(value, classes) for value in values] == sorted(class_of(value, classes) for value in values)
