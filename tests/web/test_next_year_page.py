"""What would change a figure within a year: a span that is never shown as a figure, with all it supposes."""

from __future__ import annotations

import pytest
from fake_statistics import FakeStatistics

from patentry.statistics.projection import settings

PAGE = "/statistics/effective_inventions/next-year/"
WORDS = {
    "zh": ("预计，不是统计数据", "另有 16 件的比率未知", "已发审查意见", "尚未公布的申请不在数据中"),
    "en": ("A projection, not a statistic", "of 16 no rate is known", "office action sent", "not published are not in"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_span_stands_with_its_parts_rates_and_assumptions(client, lang) -> None:
    html = client.get(f"/{lang}{PAGE}").content.decode()
    for words in WORDS[lang]:
        assert words in html
    guess = html.split('class="guess"')[1].split("</div>")[0]
    for shown in ("12,958", "12,985", "13,008"):
        assert shown in guess
    assert "13,022" not in guess
    assert f">{settings().years_back}" in html or f" {settings().years_back} " in html
    fees = html.split('id="fees"')[1].split("</section>")[0]
    assert "96.9%" in fees
    assert "4,988" in fees
    unknown = {"zh": "未知", "en": "unknown"}[lang]
    assert unknown in fees, "too few cases are no rate"


def test_a_density_is_projected_in_its_own_unit(client) -> None:
    html = client.get("/en/statistics/inventions_per_10k/next-year/").content.decode()
    guess = html.split('class="guess"')[1].split("</div>")[0]
    assert "847.6" in guess
    assert "The population is supposed to stay" in html


def test_only_stocks_of_a_right_type_have_one_and_their_pages_lead_to_it(client) -> None:
    assert f'href="/en{PAGE}?' in client.get("/en/statistics/effective_inventions/").content.decode()
    assert "next-year" not in client.get("/en/statistics/grants/").content.decode()
    refused = client.get("/en/statistics/grants/next-year/")
    assert refused.status_code == 400
    assert "There is no projection of “grants”" in refused.content.decode()
    assert client.get("/en/statistics/nothing/next-year/").status_code == 404


def test_it_is_counted_once(client, monkeypatch) -> None:
    first = client.get(f"/zh{PAGE}").content
    monkeypatch.setattr(FakeStatistics, "projection", None)
    assert client.get(f"/zh{PAGE}").content == first


def test_the_api_says_that_it_is_a_projection_and_what_it_supposes(client) -> None:
    told = client.get("/api/v1/figures/effective_inventions/next-year?region=core&on=2023-11-30").json()
    assert told["is_projection"] is True
    assert (told["low"], told["central"], told["high"], told["open_ends"]) == (12_958, 12_985, 13_008, 16)
    assert len(told["assumptions"]) == 9
    assert told["projection"]["parts"][1]["rate"]["cases"] == 4_988
    assert client.get("/api/v1/figures/grants/next-year").status_code == 400
