"""A day of a service point's staff, and the month's return: counted, checked, handed in, locked by the district."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from district.window.desklog.policies import LATEST_ENTRY_DAYS
from tests.journeys.walking import Person, Walk, both_ways

pytestmark = [pytest.mark.browser, pytest.mark.site]

PLACES = {
    ("zh", "phone"): ("staff", "center", "month"),
    ("en", "desk"): ("staff-2", "workstation-1", "month"),
    ("zh", "desk"): ("staff", "center", "quarter"),
    ("en", "phone"): ("staff-2", "workstation-1", "quarter"),
}
"""A return is locked once: another point or period a walk."""
TOLD = {
    "zh": ("专利年费可以减缴吗？", "告知减缴条件和备案入口。", "上月来电：商标续展期限", "本月咨询以年费为主。"),
    "en": ("Can the annual fee be reduced?", "Named the conditions.", "Asked last month about a term", "Mostly fees."),
}


def _filled(clerk: Person, asked: str, answer: str, day: str) -> Page:
    page = clerk.opens("desk/log/")
    page.locator("#id_asked").fill(asked)
    page.locator("#id_answer").fill(answer)
    page.locator("#id_channel").select_option("phone")
    page.locator("#id_minutes").fill("7")
    if day:
        page.locator("#id_day").fill(day)
    return page


def _logs(clerk: Person, asked: str, answer: str, *, day: str = "") -> Page:
    page = _filled(clerk, asked, answer, day)
    clerk.sends(page.locator("main form:has(#id_asked) button.p"))
    expect(page.locator(".tl li").filter(has_text=asked).first).to_be_visible()
    return page


def _is_refused(clerk: Person, asked: str, answer: str, *, day: str) -> None:
    """A contact of a day so far back is refused in words, and what was typed stays."""
    page = _filled(clerk, asked, answer, day)
    page.locator("main form:has(#id_asked) button.p").click()
    expect(page.locator(".say.no[role=status], .errorlist").first).to_contain_text(str(LATEST_ENTRY_DAYS))
    expect(page.locator("#id_asked")).to_have_value(asked)


def _steps(person: Person, step: str, note: str = "") -> Page:
    page = person.page
    if note:
        page.locator("#id_note").fill(note)
    return person.sends(page.locator(f"main button[name=step][value={step}]"))


def _last_day(kind: str) -> date:
    """The last day of the last month or quarter that is over."""
    today = timezone.localdate()
    month = today.month if kind == "month" else (today.month - 1) // 3 * 3 + 1
    return today.replace(month=month, day=1) - timedelta(days=1)


def _opens_the_return(clerk: Person, kind: str, point: int) -> str:
    """Open the return of the last period that is over, begun where nobody has; answer its address."""
    last = _last_day(kind)
    code = f"{last:%Y-%m}" if kind == "month" else f"{last.year}-Q{(last.month - 1) // 3 + 1}"
    page = clerk.opens("desk/returns/")
    begun = page.locator("main table a").filter(has_text=code)
    if begun.count():
        clerk.sends(begun.first)
        return page.url
    form = page.locator("main form:has(#id_kind)")
    form.locator("#id_point").select_option(str(point))
    form.locator("#id_kind").select_option(kind)
    form.locator("#id_day").fill(last.isoformat())
    clerk.sends(form.locator("button"))
    return page.url


def _explains_what_is_open(clerk: Person, reason: str) -> None:
    """Give the reason of every figure that asks for one, as where a contact was entered since it was explained."""
    page = clerk.page
    while (open_ := page.locator("main table tbody tr:has(.tag.no)")).count():
        told = open_.first.locator("td").first.inner_text()
        form = page.locator("main form:has(#id_code)")
        names = form.locator("#id_code option").all_inner_texts()
        form.locator("#id_code").select_option(label=max((one for one in names if told.startswith(one)), key=len))
        form.locator("#id_reason").fill(reason)
        clerk.sends(form.locator("button"))


@both_ways
def test_a_day_at_the_desk_ends_in_a_return_that_the_district_locks(walk: Walk) -> None:
    account, point, kind = PLACES[walk.lang, walk.size]
    asked, answer, late, remark = TOLD[walk.lang]
    clerk, head, officer = walk.person(account), walk.person("head"), walk.person("officer")
    last_month, last = _last_day("month").isoformat(), _last_day(kind)

    page = clerk.opens("workspace/")
    clerk.sends(page.locator("main a[href*='/desk/requests/']").first)
    for view in ("mine", "unassigned", "overdue", "ended"):
        clerk.opens(f"desk/requests/?view={view}")
    _logs(clerk, asked, answer)
    _logs(clerk, late, answer, day=last_month)
    expect(page.locator(".tl li", has_text=late).first.locator(".tag.wait")).to_be_visible()

    address = _opens_the_return(clerk, kind, walk.stage.points[point])
    counted = page.locator("main a[href*='/rows/']")
    if counted.count():
        clerk.sends(counted.first)
        clerk.opens(address)
    _explains_what_is_open(clerk, remark)
    _steps(clerk, "check", remark)
    expect(page.locator("main")).to_contain_text(remark)

    head.opens(address)
    _steps(head, "submit")
    shown = officer.opens("desk/returns/")
    officer.sends(shown.locator(f"main a[href='{address.removeprefix(walk.stage.site)}']").first)
    expect(shown.locator("main")).to_contain_text(remark)
    _steps(officer, "lock")
    expect(shown.locator("button[name=step]")).to_have_count(0)

    if (timezone.localdate() - last).days > LATEST_ENTRY_DAYS:
        _is_refused(clerk, late, answer, day=last.isoformat())
        return
    page = _logs(clerk, f"{late} 2", answer, day=last.isoformat())
    clerk.opens(address.removeprefix(f"{walk.stage.site}/{walk.lang}/"))
    expect(page.locator(".say.wait").first).to_be_visible()
