"""Each page says what it has to, in both languages."""

from __future__ import annotations

import re

import pytest

PAGES = (
    "",
    "statistics/",
    "statistics/inventions_per_10k/",
    "statistics/effective_inventions/?region=zone&view=legal",
    "statistics/grants/",
    "statistics/inventions_per_10k/?why=ZL+2016+1+9999017.9",
    "statistics/inventions_per_10k/patents/",
    "statistics/inventions_per_10k/patents/?place=unresolved&page=2",
    "patents/ZL%202012%201%209990315.3/",
    "statistics/map/",
    "compare/",
    "compare/?region=core&versus=zone",
    "sources/",
    "about/accessibility",
)


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_page_answers_in_its_language_within_size_and_without_inline_code(client, lang, page):
    response = client.get(f"/{lang}/{page}")
    html = text_of(response)
    assert response.status_code == 200
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in html
    assert len(response.content) < 100_000
    assert not re.search(r"\sstyle=|<script(?! src=)|<style|\son\w+=", html)
    assert "{{" not in html
    assert "{%" not in html


@pytest.mark.parametrize("page", PAGES)
def test_english_page_has_no_chinese_words_of_its_own(client, page):
    html = text_of(client.get(f"/en/{page}"))
    ours = re.sub(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', "", html, flags=re.S)
    ours = re.sub(r"<span>[^<]*</span></li>|<title>.*?</title>", "", ours)
    found = set(re.findall(r"[\u4e00-\u9fff]+", ours))
    said_by_the_files = "未缴年费专利权终止 生效 公告 创新区科创路 号 其他区 演示 万人 专利清单"
    assert found <= set(said_by_the_files.split())


def test_every_page_says_that_the_data_are_a_demonstration(client):
    for page in PAGES:
        assert "演示站点" in text_of(client.get(f"/zh/{page}"))


def test_root_sends_a_visitor_to_the_language_the_browser_asks_for(client):
    assert client.get("/", headers={"accept-language": "zh-CN,zh;q=0.9"}).url == "/zh/"
    assert client.get("/", headers={"accept-language": "en-GB"}).url == "/en/"
    assert client.get("/").url == "/zh/"


def test_home_tells_the_whole_public_situation(client):
    html = text_of(client.get("/zh/"))
    for fact in ("850", "3.2", "262.9", "1.91", "2023 年末", "2023-11-30", "228", "116", "京东", "咨询日 · 每周"):
        assert fact in html
    for kind in ("计算", "公布"):
        assert kind in html
    assert "日期不同" in html


def test_home_links_every_fact_to_its_source(client):
    home, sources = text_of(client.get("/zh/")), text_of(client.get("/zh/sources/"))
    anchors = set(re.findall(r'href="/zh/sources/#(f-[\w-]+)"', home))
    assert len(anchors) == 15  # of the five doors one stands for all: they have one source
    for anchor in anchors:
        assert f'id="{anchor}"' in sources


def test_navigation_has_no_dead_link(client):
    home = text_of(client.get("/zh/"))
    nav = re.search(r"<nav.*?</nav>", home, re.S)[0]
    for address in re.findall(r'href="([^"]+)"', nav):
        page, _, anchor = address.partition("#")
        html = text_of(client.get(page))
        assert not anchor or f'id="{anchor}"' in html, address


def test_language_link_keeps_the_question(client):
    html = text_of(client.get("/zh/statistics/grants/?region=zone&on=2022-06-30"))
    assert 'href="/en/statistics/grants/?region=zone&amp;on=2022-06-30"' in html


def test_figure_page_explains_its_number(client):
    html = text_of(client.get("/zh/statistics/inventions_per_10k/"))
    for part in ("850.0", "841.1", "136 件", "+29.8%", "655.0", "+24.6%", "10 个间隔", "15.32 万人", "上年末常住人口"):
        assert part in html
    for part in ("12,457", "565", "97", "−150", "+14", "12,886", "归属规则自 2021-01-01"):
        assert part in html
    assert "全市含核心区" in html


def test_chart_has_a_text_alternative_in_both_drawings(client):
    html = text_of(client.get("/en/statistics/inventions_per_10k/"))
    assert html.count('role="img" aria-labelledby="fwt fwd"') == 1
    assert html.count('role="img" aria-labelledby="fnt fnd"') == 1
    assert "Core area from 74 (end of 2012) to 850 (30 November 2023), computed" in html


def test_missing_years_of_the_city_stay_missing(client):
    html = text_of(client.get("/zh/statistics/inventions_per_10k/"))
    row = re.search(r">2021-12-31.*?</tr>", html, re.S)[0]
    assert row.count("—") == 2


def test_box_says_why_a_patent_is_not_counted(client):
    html = text_of(client.get("/zh/statistics/inventions_per_10k/?why=ZL+2016+1+9999017.9&why_on=2023-11-30"))
    assert "未计入" in html
    assert "2023-07-25 公告" in html
    assert html.count('<li class="y">') == 4
    assert html.count('<li class="n">') == 1


def test_box_says_what_to_do_about_an_unknown_number(client):
    html = text_of(client.get("/en/statistics/inventions_per_10k/?why=CN209912345678.9"))
    assert "is not in the files" in html


def test_patents_behind_a_number_come_fifty_a_page_and_can_be_searched(client):
    html = text_of(client.get("/en/statistics/inventions_per_10k/patents/?page=2"))
    assert html.count("<tr>") == 51
    assert "（51）" in html
    found = text_of(client.get("/en/statistics/inventions_per_10k/patents/?search=9990315"))
    assert found.count("<tr>") == 2
    none = text_of(client.get("/en/statistics/inventions_per_10k/patents/?search=7777"))
    assert "why=7777" in none


def test_patent_page_shows_both_dates_and_says_where_one_is_missing(client):
    html = text_of(client.get("/zh/patents/CN201219990315.3/?on=2023-11-30"))
    assert "ZL 2012 1 9990315.3" in html
    assert "2019-03-15" in html
    assert "2020-03-10" in html
    assert "文件未载" in html
    assert "两种口径都计入核心区" in html
    assert 'class="out-bar"' in html
    assert "url(#lwh)" in html


def test_patent_out_of_the_recorded_view_is_told_from_the_legal_one(client):
    html = text_of(client.get("/en/patents/CN201219990315.3/?on=2020-06-30"))
    assert "in Core area; in the legal view it is" in html


@pytest.mark.parametrize(
    ("page", "status", "words"),
    [
        ("nothing/", 404, "There is no such page"),
        ("patents/CN1/", 404, "Check the number"),
        ("statistics/nothing/", 404, "There is no figure"),
        ("statistics/grants/?on=2023-02-30", 400, "is not a date"),
        ("statistics/grants/?on=0001-01-01", 400, "outside the time"),
        ("statistics/grants/?region=moon", 400, "There is no region"),
        ("statistics/grants/?view=both", 400, "is not a value of view"),
        ("statistics/grants/?versus=moon", 400, "to compare with"),
        ("statistics/grants/patents/?page=x", 400, "is not a page number"),
        ("statistics/grants/patents/?place=x", 400, "is not a way"),
    ],
)
def test_refused_question_says_what_is_wrong_and_what_to_do(client, page, status, words):
    response = client.get(f"/en/{page}")
    assert response.status_code == status
    assert words in text_of(response)
    assert "What you can do" in text_of(response)


def test_text_typed_by_a_visitor_is_shown_as_text(client):
    html = text_of(client.get("/en/statistics/grants/?region=%3Cscript%3Ealert(1)%3C/script%3E"))
    assert "<script>" not in html


def test_site_without_data_says_how_to_get_some(client, settings, monkeypatch):
    from district.openstats import provider

    def nothing(*, home, snapshot=None):
        from patentry.corpus import HomeError

        raise HomeError("home.missing", home)

    monkeypatch.setattr("fake_statistics.open_statistics", nothing)
    provider.forget()
    response = client.get("/en/")
    assert response.status_code == 503
    assert "patentry ingest" in text_of(response)


def test_security_headers_allow_no_foreign_or_inline_code(client):
    policy = client.get("/zh/").headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
