"""Whose patents a figure counts: chosen on the page and in the API, kept with the value."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from test_collection import HEADING, application

from district.openstats import provider
from patentry.corpus import Home
from patentry.ingestion import ingest

pytestmark = pytest.mark.django_db
REGIONS = """region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to
nation,,全国,Nation,nation,云州市,,,
harbour,nation,云港,Yun Harbour,hmt,云州市港岛,,,
"""
ADDRESSES = ("云州市科创路8号", "云州市科创路9号", "云州市港岛海旁道1号")
DAY, IPC = "2017-05-03", "H01L21/00"
AT = "?region=nation&on=2018-03-01"


@pytest.fixture
def home(settings, tmp_path: Path) -> Home:
    """Two patents of the mainland and one of a harbour beside it."""
    settings.PATENTRY_HOME = tmp_path / "home"
    settings.PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
    found = Home(settings.PATENTRY_HOME)
    found.create()
    rows = [
        f"{application(n)},CN10{4_000_000 + n}B,发明,一种装置{n},2015-03-02,{DAY},{DAY},云州公司{n},企业,{where},{IPC}"
        for n, where in enumerate(ADDRESSES, 1)
    ]
    for name, text in (("regions.csv", REGIONS), ("list.csv", "\n".join([HEADING, *rows, ""]))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        ingest(home=found, paths=[tmp_path / name], at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    provider.forget()
    return found


@pytest.mark.usefixtures("home")
def test_the_page_counts_whom_its_choice_names_and_says_so(client: Client) -> None:
    for scope, value, said in (("", "2", "国内（不含港澳台）"), ("&scope=domestic_incl_hmt", "3", "国内（含港澳台）")):
        html = client.get(f"/zh/statistics/effective_inventions/{AT}{scope}").content.decode()
        assert f"<b>{value}</b>" in html.split('class="val num"')[1]
        assert f"<dd>{said}</dd>" in html.split("权利人范围")[-1] or f"<dd>{said}</dd>" in html
    behind = client.get(f"/zh/statistics/effective_inventions/patents/{AT}&scope=all").content.decode()
    assert application(3) in behind
    assert client.get(f"/zh/statistics/effective_inventions/{AT}&scope=moon").status_code == 400


@pytest.mark.usefixtures("home")
def test_the_api_answers_for_a_scope_and_names_it(client: Client) -> None:
    told = client.get(f"/api/v1/figures/effective_inventions{AT}&scope=all").json()
    assert (told["rows"][0]["value"], told["scope"]["holders"]) == (3, "all")
    told = client.get(f"/api/v1/figures/effective_inventions{AT}").json()
    assert (told["rows"][0]["value"], told["scope"]["holders"]) == (2, "mainland")
    refused = client.get("/api/v1/figures/effective_inventions?region=harbour&on=2018-03-01")
    assert refused.status_code == 400
    assert "outside the scope" in refused.json()["detail"]
