"""Figures over holders on their pages: the largest behind a concentration, who came and who went."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from test_collection import HEADING, REGIONS, application

from district.openstats import provider
from patentry.corpus import Home
from patentry.ingestion import ingest

pytestmark = pytest.mark.django_db
HOLDERS = ("云州甲科技有限公司", "云州甲科技有限公司", "云州乙制药有限公司", "王小明")
ADDRESS = "云州市高新区科创路8号"
AT = "?region=zone&on=2018-03-01"


@pytest.fixture
def home(settings, tmp_path: Path) -> Home:
    """Three holders in the zone: two firms, one of them newly come, and a natural person."""
    settings.PATENTRY_HOME = tmp_path / "home"
    settings.PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
    found = Home(settings.PATENTRY_HOME)
    found.create()
    rows = [
        f"{application(n)},CN10{4_000_000 + n}B,发明,一种装置{n},2015-03-02,{day},{day},{name},,{ADDRESS},H01L21/00"
        for n, name in enumerate(HOLDERS, 1)
        for day in ["2017-05-03" if n > 2 else "2016-05-04"]
    ]
    for name, text in (("regions.csv", REGIONS), ("list.csv", "\n".join([HEADING, *rows, ""]))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        ingest(home=found, paths=[tmp_path / name], at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    provider.forget()
    return found


@pytest.mark.usefixtures("home")
def test_the_largest_holders_stand_behind_a_concentration_each_with_its_patents(client: Client) -> None:
    html = client.get(f"/zh/statistics/cr4/{AT}").content.decode()
    assert "75.0" in html.split('class="val num"')[1].split("</p>")[0]
    table = html.split('id="holders"')[1].split("</table>")[0]
    first = table.split("云州甲科技有限公司")[1].split("</tr>")[0]
    assert "50.0%" in first
    link = first.split('href="')[1].split('"')[0].replace("&amp;", "&")
    behind = client.get(link).content.decode()
    assert application(1) in behind
    assert application(3) not in behind
    # Natural persons come last, as one row: whom a name means nobody knows.
    assert table.index("自然人（不归并）") > table.index("云州乙制药有限公司")
    assert "王小明" not in table


@pytest.mark.usefixtures("home")
def test_newcomers_are_told_by_name_and_counted_as_organisations(client: Client) -> None:
    html = client.get(f"/en/statistics/newcomers/{AT}").content.decode()
    assert "1 organisations" in html
    assert "patents would count" not in html
    apart = client.get(f"/zh/statistics/newcomers/by/holder/{AT}").content.decode()
    assert "云州乙制药有限公司" in apart
    assert "云州甲科技有限公司" not in apart
    assert "1 家，未定 0 家" in apart.split('class="sum"')[1]


@pytest.mark.usefixtures("home")
def test_the_api_answers_holders_with_their_shares(client: Client) -> None:
    told = client.get(f"/api/v1/figures/hhi{AT}&by=holder").json()
    assert {row["group"]: row["value"] for row in told["rows"]} == {
        "云州甲科技有限公司": 2500.0,
        "云州乙制药有限公司": 625.0,
        "natural_persons": 625.0,
    }
    assert client.get(f"/api/v1/figures/hhi{AT}").json()["rows"][0]["value"] == 3750.0
