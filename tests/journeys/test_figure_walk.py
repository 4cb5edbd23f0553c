"""Home, figure, explanation, one patent, "why not counted": in both languages, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.walking import SIZES, follow, sound

pytestmark = [pytest.mark.browser, pytest.mark.site]

LAPSED = "ZL 2016 1 9999017.9"
SHOWCASE = "201219990315.3"


@dataclass(frozen=True)
class Words:
    """What a visitor reads in one language."""

    lang: str
    demonstration: str
    why_link: str
    patents_link: str
    check: str
    not_counted: str
    lapse: str
    recorded: str


WORDS = {
    "zh": Words("zh-Hans", "演示", "为什么是 850", "13,022", "查询", "未计入", "2023-07-25", "登记口径"),
    "en": Words("en", "Demonstration", "Why 850", "13,022", "Check", "Not counted", "2023-07-25", "Recorded"),
}


@pytest.fixture(params=SIZES)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that fails the test on any script error or anything the policy of the site refused."""
    width, height = SIZES[request.param]
    opened = browser.new_page(viewport={"width": width, "height": height})
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    assert complaints == []


def _sound(page: Page) -> None:
    """A sound page that says that it is a demonstration."""
    sound(page)
    expect(page.locator("body")).to_contain_text(re.compile("演示|[Dd]emonstration"))


@pytest.mark.parametrize("lang", WORDS)
def test_a_visitor_finds_a_place_of_the_network(site: str, page: Page, lang: str) -> None:
    page.goto(f"{site}/{lang}/network/")
    _sound(page)
    follow(page, page.locator(".places a").nth(1))
    expect(page.locator("h1")).to_be_visible()
    _sound(page)
    follow(page, page.locator("section a[href*='/services/#']").first)
    expect(page.locator("article.item").first).to_be_visible()
    _sound(page)
    page.goto(f"{site}/{lang}/network/alliance/")
    _sound(page)


@pytest.mark.parametrize("lang", WORDS)
def test_a_visitor_walks_from_the_home_page_to_why_a_patent_is_not_counted(site: str, page: Page, lang: str) -> None:
    words = WORDS[lang]
    page.goto(f"{site}/{lang}/")
    expect(page.locator("html")).to_have_attribute("lang", words.lang)
    expect(page.locator("body")).to_contain_text("850")
    expect(page.locator("body")).to_contain_text("262.9")
    expect(page.locator("body")).to_contain_text("1.91" if lang == "zh" else "19,100")
    _sound(page)

    follow(page, page.get_by_role("link", name=re.compile(words.why_link)).first)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("body")).to_contain_text("850.0")
    expect(page.locator("body")).to_contain_text("841.1")
    _sound(page)

    figure = page.url
    follow(page, page.get_by_role("link", name=re.compile(words.patents_link)).first)
    expect(page.locator("table tbody tr")).to_have_count(50)
    expect(page.locator("body")).to_contain_text("13,022")
    _sound(page)

    follow(page, page.locator("table tbody tr a").first)
    expect(page).to_have_url(re.compile("/patents/"))
    expect(page.locator("svg").first).to_be_attached()
    expect(page.locator("body")).to_contain_text(words.recorded)
    _sound(page)

    page.goto(figure)
    box = page.locator("#why")
    box.locator("input").first.fill(LAPSED)
    follow(page, box.get_by_role("button", name=words.check))
    answer = page.locator("#why")
    expect(answer).to_contain_text(words.not_counted)
    expect(answer).to_contain_text(words.lapse)
    _sound(page)


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize(
    "path",
    [
        "statistics/",
        "statistics/map/",
        "statistics/effective_inventions/next-year/?on=2022-12-31",
        "statistics/portraits/",
        "statistics/portraits/91990000DEMAFRM01L/",
        "compare/",
        "sources/",
        "about/accessibility",
        f"patents/{SHOWCASE}/",
    ],
)
def test_every_other_page_is_sound(site: str, page: Page, lang: str, path: str) -> None:
    response = page.goto(f"{site}/{lang}/{path}")
    assert response is not None
    assert response.status == 200
    _sound(page)


def test_nothing_is_fetched_from_elsewhere_and_the_policy_is_strict(site: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    response = page.goto(f"{site}/en/statistics/inventions_per_10k/")
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert asked
    assert all(url.startswith(site) for url in asked)
    assert len(response.body()) < 100_000
    page.close()


def test_the_figure_page_works_by_keyboard(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}/en/statistics/inventions_per_10k/")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.className + ' ' + document.activeElement.getAttribute('href')")
    assert "skip" in focused
    page.keyboard.press("Enter")
    table = page.get_by_role("link", name="Table", exact=True)
    table.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#table")).to_be_visible()
    expect(page.locator("#table")).to_contain_text("668.0")
    page.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(site: str, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in ("zh/", "en/", "zh/statistics/inventions_per_10k/", "en/statistics/inventions_per_10k/",
                 f"en/patents/{SHOWCASE}/", "en/compare/", "en/sources/"):  # fmt: skip
        page.goto(f"{site}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()
