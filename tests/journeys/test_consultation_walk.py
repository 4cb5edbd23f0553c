"""The consultation day: the roster is made, a time is booked, the session held and recorded, and followed up."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.walking import Person, Walk, both_ways

pytestmark = [pytest.mark.browser, pytest.mark.site]

WAYS = {
    ("zh", "phone"): "firm-user",
    ("en", "desk"): "agent",
    ("zh", "desk"): "newcomer",
    ("en", "phone"): "firm-admin",
}
"""Who books: a firm has one booking a day, so its administrator books for himself."""
LASTS = timedelta(minutes=8)
"""Short, so that also the last of four begins within the half hour before which nobody sees the link."""
TOLD = {
    "zh": ("样品对比数据应当写进说明书吗？", "已说明写法。", "端值各补一组数据。", "补充两组数据", "讲得清楚。"),
    "en": ("Does our test data belong in it?", "We went through it.", "Add both end points.", "Add two runs", "Clear."),
}


def _begins(walk: Walk) -> datetime:
    """When the walk's own time begins: soon, one after another, because an expert is in one place at a time."""
    begins = timezone.localtime().replace(second=0, microsecond=0) + timedelta(minutes=2)
    begins += list(WAYS).index((walk.lang, walk.size)) * LASTS
    if (begins + LASTS).date() != timezone.localdate():
        pytest.skip("left out: the day is over, and nobody is received tomorrow")
    return begins


def _makes_the_roster(head: Person, begins: datetime) -> None:
    stage = head.walk.stage
    page = head.opens("consultation/rosters/")
    page = head.opens(f"consultation/rosters/{stage.day}/")
    form = page.locator("main form:has(#id_starts)")
    form.locator("#id_starts").fill(f"{begins:%H:%M}")
    form.locator("#id_ends").fill(f"{begins + LASTS:%H:%M}")
    form.locator(f"input[name=experts][value='{stage.expert}']").check()
    form.locator(f"input[name=topics][value='{stage.topic}']").check()
    form.locator("#id_link").fill("https://meeting.example/walk")
    head.sends(form.locator("button"))
    expect(page.locator("main table")).to_contain_text(f"{begins:%H:%M}")
    publish = page.locator("button[name=act][value=publish]")
    if publish.count():
        head.sends(publish)
    expect(page.locator("button[name=act][value=close]")).to_be_visible()


def _books(firm: Person, begins: datetime, question: str) -> Page:
    page = firm.opens(f"consultation/?topic={firm.walk.stage.topic}")
    time = f"{begins:%H:%M}–{begins + LASTS:%H:%M}"
    firm.sends(page.locator(".slots li", has_text=time).locator("a[href*='/consultation/slots/']").first)
    if firm.account == "firm-admin":
        page.locator("#id_organisation").select_option("")
    page.locator("#id_question").fill(question)
    firm.sends(page.locator("main form:has(#id_question) button"))
    expect(page.locator("main a[href='https://meeting.example/walk']")).to_be_visible()
    return page


@both_ways
def test_a_time_on_the_roster_is_booked_held_recorded_and_followed_up(walk: Walk) -> None:
    question, summary, advice, task, praise = TOLD[walk.lang]
    begins = _begins(walk)
    head, clerk, expert = walk.person("head"), walk.person("staff"), walk.person("expert")
    firm = walk.person(WAYS[walk.lang, walk.size])

    firm.accepts_the_notice()
    _makes_the_roster(head, begins)
    page = _books(firm, begins, question)
    address, code = page.url, page.locator(".code").inner_text()

    desk = clerk.opens(f"consultation/desk/{walk.stage.day}/")
    expect(desk.locator(f"main a[href='{address.removeprefix(walk.stage.site)}']")).to_be_visible()
    clerk.sends(desk.locator("main a[href$='/desk/check-in/']"))
    desk.locator("#code").fill(code)
    clerk.sends(desk.locator("main form:has(#code) button"))
    clerk.sends(desk.locator("main form[method=post] button"))

    room = expert.opens("consultation/expert/")
    expert.sends(room.locator(f"main a[href='{address.removeprefix(walk.stage.site)}']"))
    expect(room.locator("main")).to_contain_text(question)
    expert.sends(expert.form("/begin/").locator("button"))
    expert.sends(room.locator("main a[href$='/record/']"))
    room.locator("#id_summary").fill(summary)
    room.locator("#id_advice").fill(advice)
    room.locator("#id_item_1").fill(task)
    expert.sends(room.locator("main form:has(#id_summary) button"))
    expect(room.locator("main")).to_contain_text(advice)
    expert.opens(f"{address}curate/")

    firm.opens("consultation/bookings/")
    firm.opens(address)
    expect(page.locator("main")).to_contain_text(task)
    firm.sends(page.locator("main a[href$='/survey/']"))
    page.locator("input[name=level][value='5']").check()
    page.locator("#id_line").fill(praise)
    firm.sends(page.locator("main form:has(#id_line) button"))
    expect(page.locator("main")).to_contain_text(praise)

    clerk.opens(address)
    clerk.sends(desk.locator("main form[action$='/request/'] button").first)
    expect(desk.locator("h1")).to_contain_text(task)
    number = desk.locator(".crumb").inner_text().rpartition("/")[2].strip()
    firm.opens("matters/?view=open")
    firm.opens(address)
    expect(page.locator("main")).to_contain_text(number)
