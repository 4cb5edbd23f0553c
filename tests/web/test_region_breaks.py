"""A region in time on its page: where a series breaks is said, and a day without the region is no nought."""

from __future__ import annotations

import pytest
from test_frozen_releases import District, district

__all__ = ["district"]
HEADING = "region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to"
CITY = "city,,云州市,Yunzhou,city,云州市,,,"
PAGE = "/{lang}/statistics/effective_inventions/?region=core&on={on}"


def regions(*rows: str) -> str:
    return "\n".join([HEADING, CITY, *rows]) + "\n"


MOVED = regions(
    "core,city,核心区,Core Area,core,高新区+科创路[1-99],,,2019-01-01",
    "core,city,新核心区,New Core,core,高新区+科创路[1-199],,2019-01-01,",
)
DISSOLVED = regions(
    "core,city,核心区,Core Area,core,高新区+科创路[1-99],,,2019-01-01",
    "east,city,东区,East,core,高新区+科创路[1-99],,2019-01-01,",
)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ("新核心区", "2019 年末：与比较日期之间")), ("en", ("New Core", "end of 2019: Between this day"))],
)
def test_the_page_says_in_which_year_its_bounds_changed(
    client, district: District, lang: str, words: tuple[str, ...]
) -> None:
    district.bring("moved.csv", MOVED)
    page = client.get(PAGE.format(lang=lang, on="2021-12-31")).content.decode()
    assert all(word in page for word in words)
    assert page.count(words[1]) >= 1
    unmoved = client.get(PAGE.format(lang=lang, on="2018-12-31")).content.decode()
    assert words[1].split("：")[0].split(":")[0] not in unmoved


def test_years_without_the_region_are_told_and_have_no_value(client, district: District) -> None:
    district.bring("dissolved.csv", DISSOLVED)
    answer = client.get("/api/v1/figures/effective_inventions?region=core&on=2020-12-31")
    assert answer.status_code == 400
    assert "not valid in the table of regions on 2020-12-31" in answer.json()["detail"]
    asked = "/api/v1/figures/effective_inventions?region=core&start=2017-12-31&end=2020-12-31&every=year"
    assert [row["value"] for row in client.get(asked).json()["rows"]] == [1, 1, None, None]
    page = client.get(PAGE.format(lang="en", on="2020-12-31"))
    assert page.status_code == 400
    assert "Region core is not valid in the table of regions on 2020-12-31" in page.content.decode()
    east = client.get(PAGE.format(lang="zh", on="2020-12-31").replace("core", "east")).content.decode()
    assert "2018 年末：该日地区不在地区表的有效期内" in east
