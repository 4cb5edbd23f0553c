"""Checklists: what must be there before a request is accepted and answered, and who saw that it is."""

from __future__ import annotations

from datetime import date

import people as crowd
import pytest
import window_cast as scene
from window_cast import Cast, moment

from district.audit.models import Entry
from district.casework import CaseRefusal, wording
from district.window import actions as window
from district.window import policies
from district.window.checklists import actions, queries
from district.window.checklists.models import Before, Check, Tick
from district.window.models import Request

DAY = date(2026, 3, 4)


@pytest.fixture
def people() -> Cast:
    return scene.cast()


def line(people: Cast, before: Before, text: str = "附图齐全", *, obligatory: bool = True) -> Check:
    told = actions.Told(text_zh=text, text_en="drawings", before=before, is_obligatory=obligatory, place=1)
    return actions.write(item=people.item, told=told, by=people.head, at=moment(1))


def steps(request: Request, people: Cast) -> set[str]:
    return {step.name for step in policies.steps_open_to(request, user=people.clerk, on=DAY)}


@pytest.mark.parametrize("before", [Before.ACCEPT, Before.RESOLVE])
def test_a_step_waits_for_its_obligatory_line_and_its_button_with_it(people: Cast, before: Before) -> None:
    request = scene.in_progress(people) if before is Before.RESOLVE else scene.filed(people)
    check = line(people, before)
    line(people, before, "可选", obligatory=False)

    def act() -> Request:
        more = {"answer": "好"} if before is Before.RESOLVE else {}
        return getattr(window, before.value)(request=request, by=people.clerk, at=moment(4), **more)

    assert before.value not in steps(request, people)
    with pytest.raises(CaseRefusal, match=f"open_before_{before.value}.*附图齐全"):
        act()
    with pytest.raises(CaseRefusal) as refused:
        act()
    assert "附图齐全" in wording.said(refused.value, lang="zh")
    assert "drawings" in wording.said(refused.value, lang="en")
    actions.mark(request=request, ticked={check.pk}, by=people.clerk, at=moment(4))
    assert before.value in steps(request, people)
    assert act().state == {"accept": "accepted", "resolve": "resolved"}[before.value]


def test_where_the_setting_says_so_checklists_only_remind(people: Cast, settings) -> None:
    request = scene.filed(people)
    line(people, Before.ACCEPT)
    settings.PATENTRY_CHECKLISTS_OBLIGE = False
    assert window.accept(request=request, by=people.clerk, at=moment(3)).state == "accepted"


def test_an_item_s_checklist_asks_nothing_of_other_items(people: Cast) -> None:
    line(people, Before.ACCEPT)
    request = scene.filed(people, item=scene.item("other", "另一事项", people.center))
    assert queries.of_request(request) == ()
    assert window.accept(request=request, by=people.clerk, at=moment(3)).state == "accepted"


def test_a_tick_keeps_who_and_when_until_it_is_taken_back(people: Cast) -> None:
    request, first, second = scene.filed(people), line(people, Before.ACCEPT), line(people, Before.ACCEPT, "二")
    assert actions.mark(request=request, ticked={first.pk}, by=people.clerk, at=moment(3)) == 1
    assert actions.mark(request=request, ticked={first.pk, second.pk}, by=people.head, at=moment(4)) == 1
    kept = Tick.objects.get(point=first)
    assert (kept.by, kept.at) == (people.clerk, moment(3))
    assert actions.mark(request=request, ticked=set(), by=people.head, at=moment(5)) == 2
    assert not Tick.objects.exists()
    logged = Entry.objects.filter(subject=request.matter, action__endswith="tick").values_list("action", flat=True)
    assert list(logged) == ["checklist.tick", "checklist.tick", "checklist.untick", "checklist.untick"]


def test_only_the_request_s_desk_ticks_and_only_while_it_is_open(people: Cast) -> None:
    request, check = scene.filed(people), line(people, Before.ACCEPT)
    for by in (people.applicant, people.other_clerk, people.officer):
        with pytest.raises(CaseRefusal, match="not_your_role"):
            actions.mark(request=request, ticked={check.pk}, by=by, at=moment(3))
    ended = window.withdraw(request=request, reason="", by=people.applicant, at=moment(3))
    with pytest.raises(CaseRefusal, match=r"checklist\.ended"):
        actions.mark(request=ended, ticked={check.pk}, by=people.clerk, at=moment(4))


def test_heads_of_points_that_offer_the_item_and_the_district_write_its_checklist(people: Cast) -> None:
    told = actions.Told(text_zh="营业执照", text_en="", before=Before.ACCEPT, is_obligatory=True, place=1)
    assert actions.write(item=people.item, told=told, by=people.officer, at=moment(1)).pk
    assert actions.write(item=people.item, told=told, by=people.head, at=moment(1)).pk
    elsewhere = scene.item("elsewhere", "别处事项", people.branch)
    for item, by in ((people.item, people.clerk), (elsewhere, people.head)):
        with pytest.raises(CaseRefusal, match="not_your_item"):
            actions.write(item=item, told=told, by=by, at=moment(1))


def test_a_retired_line_is_asked_for_no_longer_and_stays_where_it_was_ticked(people: Cast) -> None:
    ticked, open_one, check = scene.filed(people), scene.filed(people), line(people, Before.ACCEPT)
    actions.mark(request=ticked, ticked={check.pk}, by=people.clerk, at=moment(3))
    actions.retire(check=check, by=people.head, at=moment(3))
    assert queries.of_request(open_one) == ()
    assert window.accept(request=open_one, by=people.clerk, at=moment(3)).state == "accepted"
    assert [part.lines[0].check for part in queries.of_request(ticked)] == [check]


@pytest.mark.parametrize(("lang", "said"), [("zh", "还有 1 项必核"), ("en", "1 obligatory point open")])
def test_the_checklist_is_written_and_ticked_on_the_pages(people: Cast, lang: str, said: str) -> None:
    head, clerk = crowd.signed_in_as(people.head), crowd.signed_in_as(people.clerk)
    address = f"/{lang}/desk/checklists/{people.item.code}/"
    told = {"text_zh": "附图", "text_en": "Drawings", "before": "accept", "place": "1", "is_obligatory": "on"}
    head.post(address, told)
    check = Check.objects.get()
    head.post(address, told | {"check": check.pk, "text_zh": "附图齐全"})
    assert Check.objects.get().text_zh == "附图齐全"
    assert people.item.code in head.get(f"/{lang}/desk/checklists/").content.decode()
    request = scene.filed(people)
    page = f"/{lang}/requests/{request.pk}/"
    assert said in clerk.get(page).content.decode()
    assert said not in crowd.signed_in_as(people.applicant).get(page).content.decode()
    shown = clerk.post(f"/{lang}/requests/{request.pk}/checklist/", {"check": [check.pk]}, follow=True)
    assert people.clerk.name in shown.content.decode()
    assert Tick.objects.get().by == people.clerk
    head.post(address, {"check": check.pk, "retire": "1"})
    assert Check.objects.get().retired_at
