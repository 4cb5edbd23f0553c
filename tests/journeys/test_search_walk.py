"""From an idea to hits, their reasons, a collection and the report: in both languages, on a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import Walk, both_ways

pytestmark = [pytest.mark.browser, pytest.mark.site]

IDEA = "一种柔性显示面板的亮度补偿方法，按照像素的老化程度调整驱动信号"
BUILDING = 120_000
"""Milliseconds for the worker to build the demonstration's index."""


@both_ways
def test_an_idea_becomes_a_collection_and_a_report(walk: Walk) -> None:
    person = walk.person("firm-user")
    title = f"Walk {walk.lang} {walk.size}"
    page = person.opens("workbench/")
    page.locator("#id_title").fill(title)
    person.sends(page.locator("#new button[type=submit]"))
    project = page.url

    person.opens("workbench/search/" + "?project=" + project.rstrip("/").rpartition("/")[2])
    # While the index is built the page waits for it by itself.
    expect(page.locator("#id_text")).to_be_visible(timeout=BUILDING)
    page.locator("#id_project").select_option(label=title)
    page.locator("body").click(position={"x": 2, "y": 2})
    page.keyboard.press("/")
    page.keyboard.insert_text(IDEA)
    person.sends(page.locator("button[name=search]"))
    expect(page.locator(".hit").first.locator(".legend li").first).to_contain_text("%")

    page.keyboard.press("j")
    expect(page.locator("a.open").first).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    with page.expect_navigation():
        page.keyboard.press("c")
    person.sees_a_sound_page()
    expect(page.locator(".beside-table thead a")).to_have_count(2)
    with page.expect_navigation():
        page.go_back()

    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    person.sees_a_sound_page()
    expect(page.locator(".why")).to_contain_text("G09G")
    person.sends(page.locator("form[action$='/chosen/'] button"))
    page.locator("#category").select_option("X")
    page.locator("#comment").fill("claim 1")
    person.sends(page.locator("form[action*='/documents/'] button"))

    person.opens(project)
    expect(page.locator("#collection .tag").first).to_have_text("X")
    with page.expect_navigation():
        page.locator("a[href$='/report/']").click()
    person.sees_a_sound_page()
    expect(page.locator("main")).to_contain_text(re.compile("S1"))
    expect(page.locator("main")).to_contain_text("claim 1")


@both_ways
def test_a_mistake_in_a_query_is_marked_and_mended_with_the_builder(walk: Walk) -> None:
    person = walk.person("agent")
    page = person.opens("workbench/search/")
    expect(page.locator("#id_text")).to_be_visible(timeout=BUILDING)
    page.locator("#builder summary").click()
    page.locator("[name=words]").first.fill("显示面板")
    person.sends(page.locator("button[name=build]"))
    expect(page.locator("#id_text")).to_have_value("TIAB=显示面板")
    person.sends(page.locator("button[name=search]"))
    narrow = page.locator("#facets:not([open]) summary")
    if narrow.count():
        narrow.click()
    with page.expect_navigation():
        page.locator("#facets a[href*='status=in_force']").click()
    person.sees_a_sound_page()
    expect(page.locator("#facets [aria-current]")).to_have_count(1)
