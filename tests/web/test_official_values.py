"""Official values beside computed ones: entered with a source, gap and contradictions shown, withdrawn not erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import people as accounts
import pytest
from django.test import Client

from district.accounts.roles import Role
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.demonstration.official import ensure_official
from district.demonstration.people import ensure_people
from district.openstats import provider
from district.openstats.official import actions, queries, reference
from district.openstats.official.models import OfficialValue
from patentry.statistics.official import reference_values

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOLD = actions.Told(
    figure="inventions_per_10k",
    region="core",
    on=date(2023, 11, 30),
    value=840,
    title="统计公报",
    issuer="云州市统计局",
)
PAGE = "/zh/statistics/inventions_per_10k/?region=core&on=2023-11-30"


@pytest.fixture
def officer():
    return accounts.person(Role.DISTRICT_OFFICER)


def test_page_shows_published_and_computed_with_the_gap_and_why(officer, client: Client) -> None:
    actions.enter(told=TOLD, by=officer, at=AT)
    page = client.get(PAGE).content.decode()
    section = page.split('id="official"')[1].split("</section>")[0]
    for word in ("公布值", "计算值", "云州市统计局：统计公报", "840.0", "850.0", "−10.0", "人口"):
        assert word in section
    assert "per cent" not in section


def test_sources_that_contradict_each_other_are_flagged_on_the_page_and_at_the_desk(officer, client: Client) -> None:
    actions.enter(told=TOLD, by=officer, at=AT)
    actions.enter(told=replace(TOLD, value=262.9, title="一篇文章", issuer="某报"), by=officer, at=AT)
    actions.enter(told=replace(TOLD, value=262.9, on=date(2022, 11, 30), title="上年公报"), by=officer, at=AT)
    [one] = [c for c in queries.conflicts(provider.opened()) if c.date == TOLD.on]
    assert {row.value for row in one.rows} >= {840, 262.9}
    assert one.meant == date(2022, 11, 30)
    assert "来源矛盾" in client.get(PAGE).content.decode()
    desk = accounts.signed_in_as(officer).get("/zh/desk/official/").content.decode()
    assert "来源矛盾" in desk
    assert "疑为年份写错" in desk


def test_value_is_entered_at_the_desk_and_stands_in_the_log(officer) -> None:
    given = {
        "figure": "inventions_per_10k", "region": "core", "on": "2023-11-30", "value": "840", "scope": "mainland",
        "title": "统计公报", "issuer": "云州市统计局", "published_on": "2024-01-11", "note": "",
    }  # fmt: skip
    desk = accounts.signed_in_as(officer)
    assert desk.post("/zh/desk/official/", given).status_code == 302
    row = OfficialValue.objects.get()
    assert Entry.objects.get(action="official.enter").subject == row.matter
    again = desk.post("/zh/desk/official/", given)
    assert (again.status_code, OfficialValue.objects.count()) == (200, 1)
    assert "已经录入" in again.content.decode()


def test_withdrawn_value_leaves_the_figures_page_and_stays_in_the_table(officer, client: Client) -> None:
    row = actions.enter(told=replace(TOLD, value=777), by=officer, at=AT)
    with pytest.raises(CaseRefusal):
        actions.withdraw(value=row, why=" ", by=officer, at=AT)
    actions.withdraw(value=row, why="录错年份", by=officer, at=AT)
    assert "777.0" not in client.get(PAGE).content.decode()
    assert "录错年份" in accounts.signed_in_as(officer).get("/zh/desk/official/").content.decode()
    with pytest.raises(CaseRefusal):
        actions.withdraw(value=row, why="再撤", by=officer, at=AT)
    assert actions.enter(told=replace(TOLD, value=778), by=officer, at=AT).pk != row.pk


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("262.9", "拒绝相除", "疑为年份写错", "推算", "19,100 ÷ 850", "136.95")),
        ("en", ("262.9", "not divided", "probably wrong", "derived", "E-Town")),
    ],
)
def test_reference_page_shows_the_series_and_its_checks(client: Client, lang: str, words: tuple[str, ...]) -> None:
    page = client.get(f"/{lang}/statistics/reference/").content.decode()
    for word in words:
        assert word in page
    assert "✕" not in page


def test_demonstration_enters_its_values_once(db) -> None:
    assert not ensure_official(at=AT)
    ensure_people()
    assert ensure_official(at=AT)
    assert OfficialValue.objects.count() == 3
    assert not ensure_official(at=AT)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_reference_series_are_loaded_at_the_desk_once_with_their_sources(officer, settings, lang: str) -> None:
    settings.PATENTRY_DEMONSTRATION = False
    desk = accounts.signed_in_as(officer)
    given = {"cn": "", "cn-bj": "city", "cn-bj-etown": "", "cn-bj-etown-core": "core"}
    assert f"/{lang}/desk/official/reference/" in desk.get(f"/{lang}/desk/official/").content.decode()
    for _ in range(2):
        page = desk.post(f"/{lang}/desk/official/reference/", given, follow=True).content.decode()
        assert OfficialValue.objects.count() == len(reference_values())
    assert {"zh": "录入 0 个数值", "en": "Entered: 0 values"}[lang] in page
    assert {"zh": "北京市知识产权局", "en": "Beijing Municipal IP Office"}[lang] in page
    row = OfficialValue.objects.get(figure="inventions_per_10k", region="city", on=date(2022, 12, 31))
    assert (row.value, row.scope) == (218.3, "mainland")
    assert row.title
    assert {"cn", "city", "cn-bj-etown", "core"} == set(OfficialValue.objects.values_list("region", flat=True))
    loads = Entry.objects.filter(action="official.load_reference").order_by("pk")
    assert [one.detail["entered"] for one in loads] == [len(reference_values()), 0]
    assert Entry.objects.filter(action="official.enter").count() == len(reference_values())


def test_a_reference_value_an_officer_withdrew_is_not_brought_back(officer, settings) -> None:
    settings.PATENTRY_DEMONSTRATION = False
    reference.load(called={}, by=officer, at=AT)
    row = OfficialValue.objects.filter(region="cn-bj").first()
    actions.withdraw(value=row, why="来源有误", by=officer, at=AT)
    assert reference.load(called={}, by=officer, at=AT).entered == 0
    assert OfficialValue.objects.filter(withdrawn_at__isnull=True).count() == len(reference_values()) - 1


def test_reference_series_never_enter_a_demonstration(officer) -> None:
    desk = accounts.signed_in_as(officer)
    page = desk.get("/zh/desk/official/").content.decode()
    assert "演示系统中不能载入" in page
    assert "虚构数据混在一起" in desk.post("/zh/desk/official/reference/", {}, follow=True).content.decode()
    assert not OfficialValue.objects.exists()


def test_reference_series_are_loaded_by_officers_only() -> None:
    for role in (Role.POINT_STAFF, Role.AUDITOR):
        answer = accounts.signed_in_as(accounts.person(role)).post("/zh/desk/official/reference/", {})
        assert answer.status_code in (302, 403, 404)
    assert not OfficialValue.objects.exists()
