"""A figure on the map of regions: every region a link with its value, unknown hatched, the same values in a table."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fake_statistics import FakeStatistics

from district.openstats import provider
from patentry.statistics import FigureResult
from patentry.statistics.region_map import Area, RegionMap
from patentry.wording import Refusal

SQUARE = ((0.0, 0.0), (500.0, 0.0), (500.0, 400.0), (0.0, 400.0))
MAP = RegionMap(
    areas=(
        Area(region="zone", polygons=((SQUARE,),)),
        Area(region="core", polygons=((SQUARE,),)),
        Area(region="elsewhere", polygons=((SQUARE,), (SQUARE, SQUARE))),
    ),
    width=1000.0,
    height=400.0,
    approval_number="审图号：演示 0 号",
)
PAGE = "/en/statistics/map/?of=parts:city"


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch):
    """Lay a map, or what is wrong with one, into the home."""

    def _put(found: RegionMap | Refusal | None) -> None:
        monkeypatch.setattr(FakeStatistics, "region_map", lambda self: _answer(found))
        provider.forget()

    return _put


def _answer(found: RegionMap | Refusal | None) -> RegionMap | None:
    if isinstance(found, Refusal):
        raise found
    return found


def figure_without_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = FakeStatistics.figure

    def figure(self: FakeStatistics, figure: str, *, region: str, by: str | None = None, **terms) -> FigureResult:
        result = plain(self, figure, region=region, **terms)
        value = None if region == "elsewhere" else 19_100.0
        rows = tuple(replace(row, value=value, group=by and None) for row in result.rows)
        return replace(result, rows=rows)

    monkeypatch.setattr(FakeStatistics, "figure", figure)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_region_of_the_level_is_a_link_with_its_value_and_stands_in_the_table(client, put, lang) -> None:
    put(MAP)
    html = client.get(PAGE.replace("/en/", f"/{lang}/")).content.decode()
    names = {"zh": ("全区", "其他区"), "en": ("Innovation District", "Other districts")}[lang]
    drawing = html.split('<figure class="regions">')[1].split("</figure>")[0]
    for name in names:
        assert re.search(rf'<a href="[^"]+region=[^"]+" aria-label="{name}: [\d,]+"><title>', drawing)
        assert re.search(rf'<th scope="row"><a href="[^"]+">{name}</a>', html)
    assert 'class="ground"' in drawing, "the core area is of another level"
    assert "审图号：演示 0 号" in drawing
    assert "style=" not in drawing


def test_an_unknown_value_is_hatched_and_said_and_never_nought(client, put, monkeypatch) -> None:
    figure_without_elsewhere(monkeypatch)
    put(MAP)
    html = client.get(PAGE).content.decode()
    area = html.split('aria-label="Other districts: unknown"')[1].split("</a>")[0]
    assert 'class="unknown"' in area
    assert 'fill="url(#rh)"' in area
    assert '<span class="tag">unknown</span>' in html
    assert "Other districts: 0" not in html


def test_without_a_map_the_table_has_the_values_and_a_wrong_map_is_refused_in_words(client, put) -> None:
    put(None)
    html = client.get(PAGE).content.decode()
    assert "no map of regions yet" in html
    assert "Other districts" in html
    put(Refusal("map.region_unknown", feature=2, region="mars", known="core"))
    html = client.get(PAGE).content.decode()
    assert "Feature 2 of the map names the region “mars”" in html
    assert "Other districts" in html


def test_a_schema_says_that_it_is_no_administrative_map(client, put) -> None:
    put(replace(MAP, approval_number=""))
    assert "示意图，不是行政区划图" in client.get(PAGE.replace("/en/", "/zh/")).content.decode()


def test_a_region_that_the_map_lacks_is_named_in_the_table(client, put) -> None:
    put(replace(MAP, areas=MAP.areas[:2]))
    html = client.get(PAGE).content.decode()
    assert "not on the map" in html.split("Other districts</a>")[1].split("</tr>")[0]


@pytest.mark.parametrize(("query", "status"), [("of=parts:mars", 400), ("figure=none", 404), ("on=yesterday", 400)])
def test_a_question_that_cannot_be_asked_is_refused(client, put, query: str, status: int) -> None:
    put(MAP)
    assert client.get(f"/en/statistics/map/?{query}").status_code == status


def test_the_values_are_counted_once(client, put, monkeypatch) -> None:
    put(MAP)
    first = client.get(PAGE).content
    monkeypatch.setattr(FakeStatistics, "figure", None)
    assert client.get(PAGE).content == first


def test_the_catalogue_and_a_figure_lead_to_the_map(client) -> None:
    assert "/en/statistics/map/" in client.get("/en/statistics/").content.decode()
    assert (
        "/en/statistics/map/?figure=inventions_per_10k"
        in client.get("/en/statistics/inventions_per_10k/").content.decode()
    )
