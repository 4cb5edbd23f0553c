"""The desk's lists: quick however long, narrowed, saved, and given away many at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import people as crowd
import pytest
import window_cast as scene
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from window_cast import Cast, moment

from district.accounts.models import OrganisationSize
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.window import actions as window
from district.window import queries as window_queries
from district.window.desklist import actions, queries
from district.window.desklist.filters import Filter, filter_of, filter_of_query
from district.window.desklist.models import SavedFilter
from district.window.desklist.paging import page_of
from district.window.models import Request

DAY = date(2026, 3, 4)


@pytest.fixture
def people() -> Cast:
    return scene.cast()


def many(people: Cast, count: int, **more: object) -> list[Request]:
    at = moment(2)
    given = {"state": "accepted", "point": people.center, "item": people.item, "organisation": people.firm, **more}
    rows = [
        Request(number=f"SQ-{n:04}", title=f"第 {n} 件", created_at=at, submitted_at=at, state_since=at, **given)
        for n in range(count)
    ]
    return Request.objects.bulk_create(rows)


def found(people: Cast, **chosen: object) -> set[Request]:
    return set(queries.listed(people.clerk, Filter(**{"view": "all", **chosen}), on=DAY))


def test_a_page_takes_the_same_number_of_queries_however_many_requests_there_are(people: Cast) -> None:
    client = crowd.signed_in_as(people.clerk)

    def taken() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/zh/desk/requests/").status_code == 200
        return len(asked)

    many(people, 1)
    client.get("/zh/desk/requests/")
    one = taken()
    Request.objects.all().delete()
    many(people, 60)
    assert taken() == one <= 30


def test_a_list_is_counted_to_ninety_nine_and_no_further(people: Cast) -> None:
    many(people, 99)
    rows = window_queries.desk(people.clerk, view="point", on=DAY)
    assert window_queries.counted(rows) == "99"
    Request.objects.create(
        number="SQ-X", state="accepted", point=people.center, title="x", created_at=moment(2), state_since=moment(2)
    )
    with CaptureQueriesContext(connection) as asked:
        assert window_queries.counted(rows) == "99+"
    assert "LIMIT 100" in asked[0]["sql"]


def test_pages_lead_to_older_ones_and_back_and_show_every_request_once(people: Cast) -> None:
    many(people, 7)
    rows, told, seen = window_queries.desk(people.clerk, view="point", on=DAY), {}, []
    while True:
        page = page_of(rows, told=told, size=3)
        seen += [row.number for row in page.rows]
        if page.before is None:
            break
        told = {"before": str(page.before)}
    assert seen == [f"SQ-{n:04}" for n in reversed(range(7))]
    back = page_of(rows, told={"after": str(page.after)}, size=3)
    assert [row.number for row in back.rows] == ["SQ-0003", "SQ-0002", "SQ-0001"]
    assert back.after is not None
    assert back.before is not None
    first = page_of(rows, told={"before": "nonsense"}, size=3)
    assert (first.after, first.rows[0].number) == (None, "SQ-0006")


def test_the_database_keeps_stage_and_first_day_with_the_state(people: Cast) -> None:
    def now(request: Request) -> tuple[str, date | None]:
        return Request.objects.values_list("stage", "first_due_on").get(pk=request.pk)

    request = scene.drafted(people)
    assert now(request) == ("draft", None)
    request = window.submit(request=request, by=people.applicant, at=moment(2))
    assert now(request) == ("open", min(request.state_due_on, request.due_on))
    request = window.accept(request=request, by=people.clerk, at=moment(3))
    request = window.assign(request=request, handler=people.clerk, by=people.head, at=moment(3))
    request = window.resolve(request=request, answer="见附件", by=people.clerk, at=moment(4))
    assert now(request) == ("answered", request.state_due_on)
    assert now(window.confirm(request=request, by=people.applicant, at=moment(5)))[0] == "ended"


def test_how_long_acceptance_and_answer_took_is_written_down_without_the_time_it_stood(people: Cast) -> None:
    request = window.ask_for_supplement(request=scene.filed(people), missing="附图", by=people.clerk, at=moment(3))
    request = window.supplement(request=request, what="已附", by=people.applicant, at=moment(9))
    request = window.accept(request=request, by=people.clerk, at=moment(10))
    assert (request.accepted_at, request.accept_days) == (moment(10), 2)
    request = window.assign(request=request, handler=people.clerk, by=people.head, at=moment(10))
    request = window.resolve(request=request, answer="见附件", by=people.clerk, at=moment(12))
    assert (request.answer_days, request.promise_kept) == (4, True)
    request = window.reopen(request=request, reason="还有疑问", by=people.applicant, at=moment(13))
    request = window.resolve(request=request, answer="补充说明", by=people.clerk, at=moment(24))
    assert (request.answer_days, request.promise_kept) == (11, False), "both answers' days; the second came late"


def test_a_request_without_a_point_stands_in_every_desk_s_list_of_what_nobody_handles(people: Cast) -> None:
    lost = many(people, 1, point=None)[0]
    for clerk in (people.clerk, people.other_clerk):
        assert lost in window_queries.desk(clerk, view="unassigned", on=DAY)
    assert not window_queries.desk(people.stranger, view="unassigned", on=DAY).exists()


def test_each_narrowing_leaves_what_it_says(people: Cast) -> None:
    people.firm.size = OrganisationSize.SMALL
    people.firm.save()
    mine = scene.in_progress(people)
    other = many(people, 1, item=None, topic="维权", organisation=None, state="suspended", way="phone")[0]
    assert found(people) == {mine, other}
    for chosen, only in (
        ({"state": "suspended"}, other),
        ({"topic": "咨询"}, mine),
        ({"item": people.item.code}, mine),
        ({"item": "none"}, other),
        ({"point": "center", "handler": str(people.clerk.pk)}, mine),
        ({"handler": "none"}, other),
        ({"size": "small"}, mine),
        ({"size": "unknown"}, other),
        ({"firm": "青禾"}, mine),
        ({"way": "phone"}, other),
        ({"words": "申请前"}, mine),
        ({"words": "SQ-0000"}, other),
        ({"day": "accepted", "since": date(2026, 3, 3), "until": date(2026, 3, 3)}, mine),
    ):
        assert found(people, **chosen) == {only}, chosen
    assert found(people, since=date(2026, 3, 3)) == set()
    assert found(people, point="branch") == set()
    assert found(people, late="1") == set()
    late = Filter(view="all", late="1")
    assert set(queries.listed(people.clerk, late, on=DAY + timedelta(days=30))) == {mine}


def test_promises_and_ratings_narrow_too(people: Cast) -> None:
    request = window.resolve(request=scene.in_progress(people), answer="好", by=people.clerk, at=moment(4))
    assert found(people, kept="yes") == {request}
    assert found(people, kept="no") == found(people, rated="any") == set()
    window.rate(request=request, level=2, line="慢", by=people.applicant, at=moment(5))
    assert found(people, rated="any") == found(people, rated="bad") == {request}
    assert found(people, rated="good") == set()


def test_a_filter_goes_through_its_query_string_unchanged_and_nonsense_is_left_out() -> None:
    chosen = Filter(view="all", topic="咨询", handler="7", since=date(2026, 3, 1), late="1", words="专利 & 商标")
    assert filter_of_query(chosen.query) == chosen
    odd = {"view": "x", "state": "y", "handler": "1 or 1", "since": "soon", "late": "2", "way": "", "words": " "}
    assert filter_of(odd) == Filter()


def test_the_district_s_lists_hold_every_point_and_a_desk_s_only_its_own(people: Cast) -> None:
    here, there = many(people, 1)[0], scene.filed(people, preferred_point=people.branch)
    chosen = Filter(view="all")
    assert set(queries.listed(people.officer, chosen, on=DAY)) == {here, there}
    assert set(queries.listed(people.other_clerk, chosen, on=DAY)) == {there}
    page = crowd.signed_in_as(people.officer).get("/en/desk/requests/?view=all").content.decode()
    assert here.number in page
    assert there.number in page
    assert 'name="pk"' not in page, "the district gives nothing away"


def test_a_filter_is_saved_shared_renamed_and_deleted_on_the_pages(people: Cast) -> None:
    clerk, head, other = (crowd.signed_in_as(one) for one in (people.clerk, people.head, people.other_clerk))
    clerk.post("/zh/desk/filters/save/", {"name": "小微企业", "query": "view=all&size=small"})
    saved = SavedFilter.objects.get()
    assert "小微企业" in clerk.get("/zh/desk/requests/").content.decode()
    assert "小微企业" not in head.get("/zh/desk/requests/").content.decode()
    change = f"/zh/desk/filters/{saved.pk}/"
    clerk.post(change, {"name": "小型企业", "point": people.center.pk})
    assert "小型企业" in head.get("/zh/desk/requests/").content.decode()
    assert "小型企业" in head.get("/zh/desk/filters/").content.decode()
    assert "小型企业" not in other.get("/zh/desk/requests/").content.decode()
    assert other.post(change, {"name": "别人的"}).status_code == 404
    assert "只有保存人" in head.post(change, {"name": "我的"}, follow=True).content.decode()
    clerk.post(change, {"delete": "1"})
    assert not SavedFilter.objects.exists()
    logged = Entry.objects.filter(action__startswith="desklist.").values_list("action", flat=True)
    assert list(logged) == [f"desklist.{act}_filter" for act in ("save", "rename", "share", "delete")]


def test_a_filter_has_a_name_of_its_own_and_is_shared_only_with_one_s_point(people: Cast) -> None:
    chosen, by = Filter(view="all", size="small"), {"by": people.clerk, "at": moment(3)}
    saved = actions.save_filter(name=" 小微 ", chosen=chosen, **by)
    again = actions.save_filter(name="小微", chosen=replace(chosen, size="micro"), **by)
    assert (again.pk, again.query) == (saved.pk, "view=all&size=micro")
    second = actions.save_filter(name="大型", chosen=chosen, **by)
    for code, act in (
        ("filter_without_name", lambda: actions.save_filter(name="  ", chosen=chosen, **by)),
        ("name_taken", lambda: actions.rename_filter(saved=second, name="小微", **by)),
        ("at_another_point", lambda: actions.share_filter(saved=saved, point=people.branch, **by)),
    ):
        with pytest.raises(CaseRefusal, match=code):
            act()


def test_many_are_given_at_once_each_with_its_own_step_and_entry(people: Cast) -> None:
    accepted, running = many(people, 3), scene.in_progress(people)
    submitted = scene.filed(people)
    elsewhere = scene.filed(people, preferred_point=people.branch)
    given = actions.give_many(
        requests=[*accepted, running, submitted, elsewhere], to=people.clerk, by=people.head, at=moment(4)
    )
    assert set(given.moved) == set(accepted)
    assert {(one.pk, refusal.code) for one, refusal in given.refused} == {
        (running.pk, "desklist.has_it_already"),
        (submitted.pk, "desklist.accept_it_first"),
    }
    for one in accepted:
        one.refresh_from_db()
        assert (one.state, one.handler) == ("in_progress", people.clerk)
        assert one.steps.get().action == "assign"
        assert Entry.objects.filter(subject=one.matter, action="request.assign", by=people.head).count() == 1
    elsewhere.refresh_from_db()
    assert elsewhere.state == "submitted"


def test_a_failure_in_the_middle_gives_nothing_away(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, real = many(people, 3), window.assign

    def failing(**told: object) -> Request:
        if told["request"] == rows[1]:
            raise RuntimeError
        return real(**told)

    monkeypatch.setattr(window, "assign", failing)
    with pytest.raises(RuntimeError):
        actions.give_many(requests=rows, to=people.clerk, by=people.head, at=moment(4))
    assert set(Request.objects.values_list("state", flat=True)) == {"accepted"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_ticked_requests_are_given_on_the_page_and_refusals_are_named(people: Cast, lang: str) -> None:
    rows, client = many(people, 3), crowd.signed_in_as(people.head)
    Request.objects.filter(pk=rows[2].pk).update(state="submitted")
    told = {"query": "view=point", "to": people.clerk.pk, "pk": [rows[0].pk, rows[2].pk]}
    page = client.post(f"/{lang}/desk/requests/give/", told, follow=True).content.decode()
    assert {"zh": "请先受理", "en": "Accept it first"}[lang] in page
    assert f"{rows[2].number}: " in page
    assert list(Request.objects.filter(handler=people.clerk)) == [rows[0]]
    client.post(f"/{lang}/desk/requests/give/", {"query": "view=all", "to": people.clerk.pk, "everything": "1"})
    assert set(Request.objects.filter(handler=people.clerk)) == {rows[0], rows[1]}
    nothing = client.post(f"/{lang}/desk/requests/give/", {"query": "", "to": people.clerk.pk}, follow=True)
    assert {"zh": "请先勾选", "en": "Tick the requests"}[lang] in nothing.content.decode()
    client.post(f"/{lang}/desk/requests/give/", {"query": "", "to": people.other_clerk.pk, "everything": "1"})
    assert not Request.objects.filter(handler=people.other_clerk).exists()


def test_more_than_the_bound_is_refused_whole(people: Cast) -> None:
    rows = many(people, actions.MOST_AT_ONCE + 1)
    with pytest.raises(CaseRefusal, match="too_many_at_once"):
        actions.give_many(requests=rows, to=people.clerk, by=people.head, at=timezone.now())
    assert not Request.objects.filter(handler__isnull=False).exists()
