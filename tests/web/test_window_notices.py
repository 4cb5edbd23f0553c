"""Who is told what of a request: one case a kind of the table, and nobody of their own act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
import window_cast as scene
from django.db import transaction
from window_cast import Cast, moment

from district.accounts.models import User
from district.accounts.privacy import notice
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.jobs import loop
from district.notices.kinds import kinds
from district.notices.models import Notice
from district.window import actions, overdue
from district.window.actions.drafting import Need
from district.window.models import Request

KINDS = [name for name in kinds() if name.startswith("request.")]
Act = Callable[[Cast], tuple[User | None, set[User]]]
"""Makes the act and answers who made it (None: the system) and who should be told of the kind."""
CASES: dict[str, Act] = {}


@pytest.fixture
def people() -> Cast:
    return scene.cast()


def case(act: Act) -> Act:
    CASES[f"request.{act.__name__}"] = act
    return act


def _resolved(people: Cast) -> Request:
    return actions.resolve(request=scene.in_progress(people), answer="见附件", by=people.clerk, at=moment(4))


@case
def submitted(people: Cast):
    scene.filed(people)
    return people.applicant, {people.clerk, people.head}


@case
def filed_for_you(people: Cast):
    need = Need(title="来电", need="问年费", item=people.item, organisation=people.firm)
    actions.file_on_behalf(need=need, point=people.center, note="电话核对", by=people.clerk, at=moment(2))
    return people.clerk, {people.applicant, people.colleague}


@case
def accepted(people: Cast):
    actions.accept(request=scene.filed(people), by=people.clerk, at=moment(3))
    return people.clerk, {people.applicant}


@case
def supplement_asked(people: Cast):
    actions.ask_for_supplement(request=scene.filed(people), missing="附图", by=people.clerk, at=moment(3))
    return people.clerk, {people.applicant}


@case
def supplemented(people: Cast):
    asked = actions.ask_for_supplement(request=scene.filed(people), missing="附图", by=people.clerk, at=moment(3))
    actions.supplement(request=asked, what="已附", by=people.applicant, at=moment(4))
    return people.applicant, {people.clerk, people.head}


@case
def rejected(people: Cast):
    actions.reject(request=scene.filed(people), right_door="请向市局提出", by=people.clerk, at=moment(3))
    return people.clerk, {people.applicant}


@case
def merged(people: Cast):
    actions.merge(request=scene.filed(people), into=scene.filed(people), by=people.clerk, at=moment(3))
    return people.clerk, {people.applicant}


@case
def assigned(people: Cast):
    request = actions.accept(request=scene.filed(people), by=people.head, at=moment(3))
    actions.assign(request=request, handler=people.clerk, by=people.head, at=moment(3))
    return people.head, {people.clerk}


@case
def moved_on(people: Cast):
    actions.refer(request=scene.in_progress(people), to=people.branch, note="", by=people.clerk, at=moment(4))
    return people.clerk, {people.applicant}


@case
def referred(people: Cast):
    actions.refer(request=scene.in_progress(people), to=people.branch, note="", by=people.clerk, at=moment(4))
    return people.clerk, {people.other_clerk}


@case
def transferred(people: Cast):
    actions.transfer(request=scene.in_progress(people), right_door="市局", by=people.head, at=moment(4))
    return people.head, {people.applicant}


@case
def suspended(people: Cast):
    actions.suspend(request=scene.in_progress(people), reason="等待鉴定", by=people.clerk, at=moment(4))
    return people.clerk, {people.applicant}


@case
def resumed(people: Cast):
    held = actions.suspend(request=scene.in_progress(people), reason="等待鉴定", by=people.clerk, at=moment(4))
    actions.resume(request=held, by=people.clerk, at=moment(5))
    return people.clerk, {people.applicant}


@case
def resolved(people: Cast):
    _resolved(people)
    return people.clerk, {people.applicant}


@case
def closed(people: Cast):
    actions.confirm(request=_resolved(people), by=people.applicant, at=moment(5))
    return people.applicant, {people.clerk}


@case
def reopened(people: Cast):
    actions.reopen(request=_resolved(people), reason="未解决", by=people.applicant, at=moment(5))
    return people.applicant, {people.clerk}


@case
def withdrawn(people: Cast):
    actions.withdraw(request=scene.in_progress(people), reason="", by=people.colleague, at=moment(4))
    return people.colleague, {people.applicant, people.clerk}


@case
def lapsed(people: Cast):
    actions.ask_for_supplement(request=scene.filed(people), missing="附图", by=people.clerk, at=moment(3))
    overdue.overdue(at=moment(18))
    return None, {people.applicant}


@case
def message_from_desk(people: Cast):
    request = scene.in_progress(people)
    actions.say(request=request, text="请补充", by=people.clerk, at=moment(4))
    actions.say(request=request, text="内部", by=people.clerk, at=moment(4), internal=True)
    return people.clerk, {people.applicant}


@case
def message_from_applicant(people: Cast):
    actions.say(request=scene.in_progress(people), text="好的", by=people.applicant, at=moment(4))
    return people.applicant, {people.clerk}


@case
def promise_near(people: Cast):
    scene.in_progress(people)
    for hour in (10, 11):
        loop.make_round(at=moment(5, hour))
    return None, {people.clerk, people.head}


@case
def promise_over(people: Cast):
    scene.in_progress(people)
    for hour in (10, 11):
        loop.make_round(at=moment(10, hour))
    return None, {people.clerk, people.head}


@case
def rated_badly(people: Cast):
    actions.rate(request=_resolved(people), level=1, line="没有解决", by=people.applicant, at=moment(5))
    return people.applicant, {people.head}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_reaches_whom_it_concerns_once_and_never_who_did_it(people: Cast, kind: str) -> None:
    by, told = CASES[kind](people)
    notices = Notice.objects.filter(kind=kind)
    assert sorted(one.to_id for one in notices) == sorted(user.pk for user in told)
    assert by not in told
    for one in notices:
        assert one.matter == f"request:{Request.objects.get(number=one.values['number']).pk}"
        for lang in ("zh", "en"):
            said = kinds()[kind].text(lang, one.values)
            assert "…" not in said
            assert one.values["number"] in said
        assert set(one.values) <= {"number", "until", "into"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_act_undone_tells_nobody(people: Cast, kind: str) -> None:
    with transaction.atomic():
        CASES[kind](people)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_a_refused_step_tells_nobody(people: Cast) -> None:
    request = scene.filed(people)
    Notice.objects.all().delete()
    with pytest.raises(CaseRefusal):
        actions.resolve(request=request, answer="x", by=people.clerk, at=moment(3))
    assert not Notice.objects.exists()


def test_a_failed_notice_takes_its_act_back(people: Cast, monkeypatch) -> None:
    request, entries = scene.filed(people), Entry.objects.count()
    monkeypatch.setattr("district.window.telling.announce", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.accept(request=request, by=people.clerk, at=moment(3))
    assert Request.objects.get(pk=request.pk).state == "submitted"
    assert Entry.objects.count() == entries


def test_a_promise_that_moved_is_announced_for_its_new_day(people: Cast) -> None:
    request = scene.in_progress(people)
    loop.make_round(at=moment(6))
    held = actions.suspend(request=request, reason="等待鉴定", by=people.clerk, at=moment(6, 11))
    loop.make_round(at=moment(9))
    actions.resume(request=held, by=people.clerk, at=moment(11))
    loop.make_round(at=moment(12))
    days = Notice.objects.filter(kind="request.promise_near", to=people.clerk).values_list("values__until", flat=True)
    assert sorted(days) == ["2026-03-09", "2026-03-12"]


def test_a_promise_long_past_is_not_announced_any_more(people: Cast) -> None:
    scene.in_progress(people)
    loop.make_round(at=datetime(2026, 5, 20, 10, tzinfo=scene.SHANGHAI))
    assert not Notice.objects.filter(kind__startswith="request.promise").exists()


def test_somebody_without_an_account_is_told_by_the_desk(people: Cast) -> None:
    need = Need(title="来电", need="问年费", item=people.item, contact_name="来电人")
    request = actions.file_on_behalf(need=need, point=people.center, note="电话", by=people.clerk, at=moment(2))
    actions.accept(request=request, by=people.clerk, at=moment(3))
    assert set(Notice.objects.values_list("to", flat=True)) == {people.head.pk}


def test_the_notice_speaks_the_applicants_language(people: Cast) -> None:
    from district.notices.outbox import message_of

    assert notice.has_accepted(people.applicant)
    User.objects.filter(pk=people.applicant.pk).update(language="en", email="zhou@example.cn")
    accepted(people)
    told = Notice.objects.get(kind="request.accepted", to=people.applicant)
    delivery = told.deliveries.model(notice=told, channel="email")

    class Mail:
        is_group = False

        def address_of(self, person: User) -> str:
            return person.email

    message = message_of(delivery, Mail())
    assert message is not None
    assert message.title == "Your request is accepted"
    assert people.applicant.name not in message.title + message.text
