"""The implementation rate on its page: its value with a list on file, and without one why there is none."""

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
AT = "?region=zone&on=2018-03-01"
LIST = f"申请号,产品名称,实施起始日,实施依据\n{application(1)},示例装置,2017-06-01,专利产品备案\n"
RATE, STOCK = "/zh/statistics/implementation_rate/", "/zh/statistics/implemented_patents/"


@pytest.fixture
def home(settings, tmp_path: Path) -> Home:
    settings.PATENTRY_HOME = tmp_path / "home"
    settings.PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
    found = Home(settings.PATENTRY_HOME)
    found.create()
    rows = [
        f"{application(n)},CN10{4_000_000 + n}B,发明,一种装置{n},2015-03-02,2016-05-04,2016-05-04,云州甲科技有限公司,,"
        "云州市高新区科创路8号,H01L21/00"
        for n in (1, 2, 3, 4)
    ]
    bring(found, tmp_path / "regions.csv", REGIONS)
    bring(found, tmp_path / "list.csv", "\n".join([HEADING, *rows, ""]))
    return found


def bring(home: Home, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    ingest(home=home, paths=[path], at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    provider.forget()


def value_on(html: str) -> str:
    return html.split('class="val num"')[1].split("</p>")[0]


def test_rate_and_stock_stand_on_their_pages_with_a_list(client: Client, home: Home, tmp_path: Path) -> None:
    bring(home, tmp_path / "implementations.csv", LIST)
    assert "25.0" in value_on(client.get(RATE + AT).content.decode())
    behind = client.get(f"/zh/statistics/implemented_patents/patents/{AT}").content.decode()
    assert application(1) in behind
    assert application(2) not in behind


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("page", [RATE, STOCK])
def test_page_without_a_list_says_so_and_shows_no_nought(client: Client, page: str) -> None:
    answer = client.get(page + AT)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "没有导入实施名单" in html
    assert "0" not in value_on(html).split(">", 1)[-1]
