"""`patentry map`: a map is checked against the table of regions, put into the home, and told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from patentry.cli import main
from patentry.corpus import Home
from patentry.ingestion import ingest

REGIONS = "region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to\n"
SQUARE = [[[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = Home(tmp_path / "home")
    home.create()
    table = tmp_path / "regions.csv"
    table.write_text(f"{REGIONS}zone,,全区,Zone,zone,,,,\ncore,zone,核心区,Core,core_area,,,,\n", encoding="utf-8")
    ingest(home=home, paths=[table], at=datetime(2024, 1, 1, tzinfo=UTC))
    return home.path


def written(folder: Path, region: str) -> Path:
    shape = {"type": "Polygon", "coordinates": SQUARE}
    told = {"features": [{"properties": {"region": region}, "geometry": shape}], "approval_number": "示 1"}
    path = folder / f"{region}.geojson"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_a_map_is_put_and_told(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(home), "--lang", "en", "map", str(written(tmp_path, "core"))]) == 0
    assert "1 regions, approval number: 示 1" in capsys.readouterr().out
    assert main(["--home", str(home), "--json", "map"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "regions": ["core"],
        "not_on_the_map": ["zone"],
        "approval_number": "示 1",
    }


def test_a_wrong_map_is_refused_with_the_feature_and_none_is_said(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(home), "--lang", "en", "map"]) == 1
    assert "no map of regions" in capsys.readouterr().err
    assert main(["--home", str(home), "--lang", "zh", "map", str(written(tmp_path, "mars"))]) == 1
    assert "第 1 个要素写的地区“mars”不在地区表中" in capsys.readouterr().err
