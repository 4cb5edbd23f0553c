"""A request from need to closed: who may do what, when the clock runs, and what is left behind."""

from __future__ import annotations

from datetime import date

import pytest
import window_cast as scene
from window_cast import Cast, moment

from district.accounts.models import Proxy
from district.audit.models import Entry
from district.casework import CaseRefusal, wording
from district.notices.kinds import kinds
from district.window import actions, overdue, policies, queries
from district.window.actions.drafting import Need
from district.window.models import Request, Step
from district.window.states import REQUEST


@pytest.fixture
def people() -> Cast:
    return scene.cast()


def refused(code: str):
    return pytest.raises(CaseRefusal, match=code)


def test_a_need_goes_from_draft_to_closed_and_every_step_is_in_the_log(people: Cast) -> None:
    request = scene.in_progress(people)
    request = actions.resolve(request=request, answer="建议先做检索。", by=people.clerk, at=moment(4))
    request = actions.confirm(request=request, by=people.applicant, at=moment(5))
    assert (request.state, request.ended_at, request.due_on) == ("closed", moment(5), None)
    assert [step.action for step in request.steps.all()] == ["submit", "accept", "assign", "resolve", "confirm"]
    logged = Entry.objects.filter(subject=request.matter).values_list("action", flat=True)
    assert list(logged) == [f"request.{name}" for name in ("draft", "submit", "accept", "assign", "resolve", "confirm")]


def test_it_is_filed_at_the_preferred_point_with_a_number_and_a_promise(people: Cast) -> None:
    request = scene.filed(people)
    assert request.number == f"SQ2026-{request.pk:06d}"
    assert request.point == people.center
    assert (request.promise_days, request.clock_started_on) == (5, date(2026, 3, 2))
    assert request.due_on == date(2026, 3, 9)
    assert request.state_due_on == date(2026, 3, 4)


def test_an_unconfirmed_number_never_reaches_the_desk(people: Cast) -> None:
    request = scene.drafted(people, contact_mobile="+8613900000000")
    with refused("request.contact_not_confirmed"):
        actions.submit(request=request, by=people.applicant, at=moment(2))
    assert Request.objects.get(pk=request.pk).state == "draft"
    assert not queries.visible_to(people.clerk, on=date(2026, 3, 2)).exists()


def test_the_clock_stands_while_a_supplement_is_awaited(people: Cast) -> None:
    request = actions.ask_for_supplement(request=scene.filed(people), missing="营业执照", by=people.clerk, at=moment(3))
    assert request.due_on is None
    assert queries.running(request, on=date(2026, 3, 6)).used == 1
    assert queries.running(request, on=date(2026, 3, 6)).is_paused
    request = actions.supplement(request=request, what="已附", by=people.applicant, at=moment(10))
    assert request.due_on == date(2026, 3, 16), "five days less the one used, after the 10th"
    now = queries.running(request, on=date(2026, 3, 11))
    assert (now.used, now.left, now.is_late) == (2, 3, False)
    assert queries.running(request, on=date(2026, 3, 17)).is_late


def test_a_supplement_that_never_comes_lets_the_request_lapse_once(people: Cast) -> None:
    request = actions.ask_for_supplement(request=scene.filed(people), missing="附图", by=people.clerk, at=moment(3))
    assert request.state_due_on == date(2026, 3, 17)
    assert overdue.overdue(at=moment(17)) == 0
    assert overdue.overdue(at=moment(18)) == 1
    assert overdue.overdue(at=moment(18)) == 0
    assert Request.objects.get(pk=request.pk).state == "lapsed"
    assert Step.objects.filter(request=request, action="lapse", by=None).count() == 1


def test_silence_after_the_answer_closes_it(people: Cast) -> None:
    request = actions.resolve(request=scene.in_progress(people), answer="见附件", by=people.clerk, at=moment(4))
    assert overdue.overdue(at=moment(19)) == 0
    assert overdue.overdue(at=moment(20)) == 1
    assert Request.objects.get(pk=request.pk).state == "closed"


def test_reopening_starts_a_new_promise(people: Cast) -> None:
    request = actions.resolve(request=scene.in_progress(people), answer="见附件", by=people.clerk, at=moment(4))
    with refused("request.reason_missing"):
        actions.reopen(request=request, reason=" ", by=people.applicant, at=moment(5))
    request = actions.reopen(request=request, reason="问题未解决", by=people.applicant, at=moment(5))
    assert (request.state, request.clock_started_on, request.due_on) == (
        "in_progress",
        date(2026, 3, 5),
        date(2026, 3, 12),
    )


def test_another_point_sees_nothing_until_it_is_referred_there(people: Cast) -> None:
    on, request = date(2026, 3, 4), scene.in_progress(people)
    assert request not in queries.visible_to(people.other_clerk, on=on)
    with refused("step.not_your_role"):
        actions.resolve(request=request, answer="x", by=people.other_clerk, at=moment(4))
    request = actions.refer(request=request, to=people.branch, note="离企业近", by=people.clerk, at=moment(4))
    assert request in queries.visible_to(people.other_clerk, on=on)
    assert request not in queries.visible_to(people.clerk, on=on)
    request = actions.take_over(request=request, by=people.other_clerk, at=moment(5))
    assert request.handler == people.other_clerk


def test_it_is_referred_only_to_a_point_that_offers_the_item(people: Cast) -> None:
    far = scene.point("far", "远站")
    with refused("request.point_without_item"):
        actions.refer(request=scene.in_progress(people), to=far, note="", by=people.clerk, at=moment(4))


def test_a_handler_of_the_applicants_own_firm_is_in_conflict(people: Cast) -> None:
    scene.Membership.objects.create(
        user=people.clerk, organisation=people.firm, role=scene.Role.ENTERPRISE_USER, valid_from=scene.START
    )
    request = actions.accept(request=scene.filed(people), by=people.head, at=moment(3))
    with refused("request.handler_in_conflict"):
        actions.assign(request=request, handler=people.clerk, by=people.head, at=moment(3))


def test_turning_down_names_the_right_door(people: Cast) -> None:
    request = scene.filed(people)
    with refused("request.right_door_missing"):
        actions.reject(request=request, right_door="", by=people.clerk, at=moment(3))
    request = actions.reject(request=request, right_door="请向市局提出", by=people.clerk, at=moment(3))
    assert request.steps.last().note == "请向市局提出"


def test_a_withdrawn_request_cannot_be_accepted(people: Cast) -> None:
    request = actions.withdraw(request=scene.filed(people), reason="", by=people.applicant, at=moment(3))
    with refused("step.not_from_here"):
        actions.accept(request=request, by=people.clerk, at=moment(3))


def test_duplicates_are_merged_only_within_one_applicant(people: Cast) -> None:
    first, second = scene.filed(people), scene.filed(people)
    other = scene.filed(people, organisation=None)
    Request.objects.filter(pk=other.pk).update(applicant=people.stranger, contact_mobile="")
    with refused("request.merge_other_applicant"):
        actions.merge(request=first, into=Request.objects.get(pk=other.pk), by=people.clerk, at=moment(3))
    merged = actions.merge(request=first, into=second, by=people.clerk, at=moment(3))
    assert (merged.state, merged.merged_into) == ("merged", second)


def test_a_firm_sees_its_requests_but_nobody_elses_draft(people: Cast) -> None:
    on = date(2026, 3, 2)
    draft, request = scene.drafted(people), scene.filed(people)
    assert list(queries.visible_to(people.colleague, on=on)) == [request]
    assert set(queries.visible_to(people.applicant, on=on)) == {draft, request}
    assert not queries.visible_to(people.stranger, on=on).exists()
    assert list(queries.visible_to(people.officer, on=on)) == [request]


def test_an_agency_acts_only_while_its_proxy_holds(people: Cast) -> None:
    agency = scene.Organisation.objects.create(name_zh="某代理（演示）", standing=scene.Standing.VERIFIED)
    agent = scene.person("u-agent", "代理人")
    scene.Membership.objects.create(
        user=agent, organisation=agency, role=scene.Role.SERVICE_INSTITUTION, valid_from=scene.START
    )
    Proxy.objects.create(principal=people.firm, agency=agency, valid_from=scene.START, valid_until=date(2026, 3, 5))
    request = scene.filed(people)
    with refused("step.not_your_role"):
        actions.withdraw(request=request, reason="", by=agent, at=moment(5))
    assert actions.withdraw(request=request, reason="", by=agent, at=moment(4)).state == "withdrawn"


def test_nobody_files_for_a_firm_that_is_not_theirs(people: Cast) -> None:
    with refused("request.not_your_organisation"):
        actions.draft(need=Need(title="t", need="n", organisation=people.firm), by=people.stranger, at=moment(2))


def test_the_desk_files_on_behalf_with_a_note_and_the_log_says_for_whom(people: Cast) -> None:
    need = Need(title="来电", need="问年费", topic="咨询", item=people.item, contact_name="来电人")
    with refused("request.reason_missing"):
        actions.file_on_behalf(need=need, point=people.center, note="", by=people.clerk, at=moment(2))
    request = actions.file_on_behalf(need=need, point=people.center, note="电话核对号码", by=people.clerk, at=moment(2))
    entry = Entry.objects.get(subject=request.matter, action="request.submit")
    assert (entry.by, entry.on_behalf_of) == (people.clerk, f"request:{request.pk}")
    with refused("request.at_another_point"):
        actions.file_on_behalf(need=need, point=people.branch, note="x", by=people.clerk, at=moment(2))


def test_a_bad_rating_opens_a_call_back_with_a_day(people: Cast) -> None:
    request = actions.resolve(request=scene.in_progress(people), answer="见附件", by=people.clerk, at=moment(4))
    rating = actions.rate(request=request, level=1, line="没有解决", by=people.applicant, at=moment(4))
    assert rating.call_back_by == date(2026, 3, 9)
    with refused("request.rated_already"):
        actions.rate(request=request, level=5, line="", by=people.applicant, at=moment(4))
    with refused("request.outcome_missing"):
        actions.call_back(request=request, outcome="", by=people.head, at=moment(5))
    done = actions.call_back(request=request, outcome="已补充说明", by=people.head, at=moment(5))
    assert done.called_back_by == people.head
    with refused("request.no_call_back"):
        actions.call_back(request=request, outcome="again", by=people.head, at=moment(5))


def test_the_desks_notes_stay_at_the_desk(people: Cast) -> None:
    request = scene.in_progress(people)
    actions.say(request=request, text="内部", by=people.clerk, at=moment(4), internal=True)
    actions.say(request=request, text="请稍候", by=people.clerk, at=moment(4))
    theirs = actions.say(request=request, text="好的", by=people.applicant, at=moment(4), internal=True)
    assert not theirs.is_internal
    assert [m.text for m in queries.messages_for(request, desk=False)] == ["请稍候", "好的"]
    assert queries.messages_for(request, desk=True).count() == 3
    with refused("step.not_your_role"):
        actions.say(request=request, text="x", by=people.stranger, at=moment(4))


def test_a_refused_step_leaves_nothing_behind(people: Cast) -> None:
    request = scene.filed(people)
    before = (Entry.objects.count(), Step.objects.count())
    with refused("request.supplement_of_what"):
        actions.ask_for_supplement(request=request, missing="", by=people.clerk, at=moment(3))
    assert (Entry.objects.count(), Step.objects.count()) == before
    assert Request.objects.get(pk=request.pk).state == "submitted"
    assert not request.pauses.exists()


def test_the_buttons_are_the_steps_the_actions_allow(people: Cast) -> None:
    request, on = scene.filed(people), date(2026, 3, 3)
    assert {t.name for t in policies.steps_open_to(request, user=people.clerk, on=on)} == {
        "accept",
        "ask_for_supplement",
        "reject",
        "merge",
        "withdraw",
    }
    assert {t.name for t in policies.steps_open_to(request, user=people.applicant, on=on)} == {"withdraw"}
    assert policies.steps_open_to(request, user=people.stranger, on=on) == ()


def test_the_lists_of_the_desk(people: Cast) -> None:
    first, second = scene.filed(people), scene.in_progress(people)

    def listed(view: str, day: int) -> set[Request]:
        return set(queries.desk(people.clerk, view=view, on=date(2026, 3, day)))

    assert listed("mine", 3) == {second}
    assert listed("point", 3) == {first, second}
    assert listed("unassigned", 3) == {first}
    assert listed("overdue", 4) == set()
    assert listed("overdue", 5) == {first}
    assert listed("overdue", 10) == {first, second}
    assert listed("ended", 3) == set()


def test_every_refusal_of_the_table_and_the_guards_has_words_in_both_languages(people: Cast) -> None:
    import ast
    from pathlib import Path

    import district.casework
    import district.window

    rooms = {"step", "clock", "calendar", "request"}
    raised = {
        node.value
        for room in (district.casework, district.window)
        for path in Path(room.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value
    }
    raised = {code for code in raised if code.split(".")[0] in rooms}
    raised = {code for code in raised if code.count(".") == 1 and not code.endswith(".")}
    kept_for_the_log = {"request.draft", "request.redraft", "request.route", "request.say", "request.rate"}
    kept_for_the_log |= {"request.call_back", "request.discard", *kinds()}
    assert raised - kept_for_the_log == {
        code for code in wording.codes() if code.split(".")[0] in {"step", "clock", "calendar", "request"}
    }


def test_every_state_of_the_table_can_be_kept() -> None:
    assert {name for name, _ in Request._meta.get_field("state").choices} == {s.name for s in REQUEST.states}
