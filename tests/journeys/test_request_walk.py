"""An enterprise goes from a need to the closed and rated request; the desk is on the other side."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import Person, Walk, both_ways

pytestmark = [pytest.mark.browser, pytest.mark.site]

FIRM = {"zh": "firm-user", "en": "firm-admin"}
ASKED = {
    "zh": ("传感器芯片出口前的检索", "产品计划明年一季度出口，想先了解目标市场的在先专利。", "可检索哪些国家？"),
    "en": (
        "A search before we export",
        "Our sensor goes abroad next spring; what stands in the way?",
        "Where?",
    ),
}
ANSWERED = {
    "zh": ("请说明目标国家。", "德国和日本。", "检索报告已交付，两件专利需进一步分析。", "答复清楚，很快。"),
    "en": (
        "Name the countries.",
        "Germany and Japan.",
        "The report is handed over; look at two patents.",
        "Quick.",
    ),
}


def _stands_at(page: Page, step: str) -> None:
    """The step of the path that is marked as the present one."""
    expect(page.locator(".steps [aria-current=step]")).to_have_text(re.compile(step))


def _says(person: Person, text: str) -> None:
    form = person.form("/say/")
    form.locator("textarea").fill(text)
    person.sends(form.locator("button"))
    expect(person.page.locator("main")).to_contain_text(text)


def _does(person: Person, step: str, *texts: str) -> Page:
    """Make a step of the request, with what it asks for."""
    form = person.form(f"/act/{step}/")
    for text in texts:
        form.locator("textarea").fill(text)
    return person.sends(form.locator("button"))


def _ticks_the_checklist(person: Person) -> None:
    """Tick what the item asks for, where it asks for something."""
    boxes = person.page.locator("form[action$='/checklist/'] input[type=checkbox]")
    if boxes.count():
        for box in boxes.all():
            box.check()
        person.sends(person.form("/checklist/").locator("button"))


@both_ways
def test_an_enterprise_goes_from_its_need_to_the_closed_and_rated_request(walk: Walk) -> None:
    title, need, question = ASKED[walk.lang]
    missing, handed_in, answer, praise = ANSWERED[walk.lang]
    firm, clerk = walk.person(FIRM[walk.lang]), walk.person("staff")
    firm.accepts_the_notice()

    page = firm.opens("workspace/")
    firm.sends(page.locator("main a[href$='/requests/new/']").first)
    page.locator("#id_title").fill(title)
    page.locator("#id_need").fill(need)
    page.locator("#id_topic").select_option(index=1)
    page.locator("#id_preferred_point").select_option(str(walk.stage.points["center"]))
    firm.sends(page.locator("main form button:not([name])"))
    expect(page.locator("#id_title")).to_have_value(title)
    firm.sends(page.locator("button[name=submit]"))
    address = page.url
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".say.ok").first).to_be_visible()
    _says(firm, question)
    expect(firm.opens("requests/").get_by_role("link", name=title).first).to_be_visible()

    desk = clerk.opens("desk/requests/?view=point")
    clerk.sends(desk.get_by_role("link", name=title).first)
    assert desk.url == address
    expect(desk.locator("main")).to_contain_text(question)
    clerk.sends(clerk.form("/route/").locator("button"))
    _does(clerk, "ask_for_supplement", missing)
    firm.opens(address)
    expect(page.locator("main")).to_contain_text(missing)
    _does(firm, "supplement", handed_in)

    clerk.opens(address)
    expect(desk.locator("main")).to_contain_text(handed_in)
    _ticks_the_checklist(clerk)
    _does(clerk, "accept")
    taken = clerk.form("/act/assign/")
    taken.locator("select").select_option(label="许安然")
    clerk.sends(taken.locator("button"))
    expect(desk.locator(".kv")).to_contain_text("许安然")
    clerk.opens("desk/requests/?view=mine")
    expect(desk.get_by_role("link", name=title).first).to_be_visible()
    clerk.opens(address)
    _does(clerk, "resolve", answer)

    firm.opens(address)
    expect(page.locator("main")).to_contain_text(answer)
    _does(firm, "confirm")
    rating = firm.form("/rate/")
    rating.locator("input[value='5']").check()
    rating.locator("input[name=line]").fill(praise)
    firm.sends(rating.locator("button"))
    expect(firm.page.locator("form[action$='/rate/']")).to_have_count(0)
    expect(page.locator(".steps li.d")).to_have_count(5)

    clerk.opens("desk/requests/?view=ended")
    expect(desk.get_by_role("link", name=title).first).to_be_visible()


CALLED = {
    "zh": ("来电：展会上看到仿制品怎么办", "先固定证据，再提交维权请求。", "来电人（演示）"),
    "en": ("Called: a copy of our part at a fair", "Keep evidence first, then file a request.", "A caller"),
}


@both_ways
def test_a_call_logged_at_the_desk_becomes_a_request_with_one_click(walk: Walk) -> None:
    asked, answer, caller = CALLED[walk.lang]
    clerk = walk.person("staff")
    page = clerk.opens("desk/log/")
    page.locator("#id_asked").fill(asked)
    page.locator("#id_answer").fill(answer)
    page.locator("#id_channel").select_option("phone")
    page.locator("#id_caller").fill(caller)
    page.locator("#id_mobile").fill("139 0000 0001")
    clerk.sends(page.locator("main form:has(#id_asked) button.p"))
    contact = page.locator(".tl li", has_text=asked).first
    clerk.sends(contact.locator("form[action$='/request/'] button"))
    number = page.locator(".tl li", has_text=asked).first.locator("a[href*='/requests/']")
    said = number.inner_text()
    clerk.sends(number)
    expect(page.locator("main")).to_contain_text(said)
    expect(page.locator(".kv")).to_contain_text(caller)
    _does(clerk, "accept")
    clerk.opens("desk/requests/?view=unassigned")
    expect(page.get_by_role("link", name=asked).first).to_be_visible()
