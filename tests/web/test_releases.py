"""Releases: values frozen with their definitions, published once, corrected by another release, never changed."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import people as accounts
import pytest

from district.accounts.roles import Role
from district.audit.models import Entry
from district.casework import CaseRefusal, wording
from district.openstats import provider
from district.openstats.releases import actions, queries, sentences
from district.openstats.releases.actions import Plan, Text
from district.openstats.releases.models import FrozenError, Release, ReleasedValue
from district.openstats.releases.states import RELEASE

AT = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def officer():
    return accounts.person(Role.DISTRICT_OFFICER)


def plan(code: str = "2022-year", on: date = date(2022, 12, 31), **changes: object) -> Plan:
    given = {
        "code": code,
        "title_zh": "2022 年末发明专利情况",
        "title_en": "Inventions at the end of 2022",
        "on": on,
        "figures": ["inventions_per_10k", "effective_inventions"],
        "regions": ["core"],
        "planned_on": date(2024, 3, 1),
    } | changes
    return Plan(**given)  # type: ignore[arg-type]


def published(officer, **changes: object) -> Release:
    row = actions.draft(plan=plan(**changes), by=officer, at=AT)  # type: ignore[arg-type]
    for step in ("check", "announce", "publish"):
        row = actions.move(release=row, action=step, by=officer, at=AT)
    return row


def refused(code: str, act, **terms: object) -> CaseRefusal:
    with pytest.raises(CaseRefusal) as refusal:
        act(at=AT, **terms)
    assert refusal.value.code == code
    assert wording.said(refusal.value, lang="zh") != wording.said(refusal.value, lang="en")
    return refusal.value


def test_the_check_freezes_values_with_definition_snapshot_and_a_text_to_start_from(officer) -> None:
    row = actions.draft(plan=plan(), by=officer, at=AT)
    assert queries.values_of(row) == []
    row = actions.move(release=row, action="check", by=officer, at=AT)
    density, stock = queries.values_of(row)
    assert (density.figure, density.region, density.unit_en) == (
        "inventions_per_10k",
        "core",
        "patents per 10,000 people",
    )
    assert density.value is not None
    assert density.definition["formula"].startswith("effective_inventions(R, t)")
    assert row.snapshot == provider.opened().snapshot
    assert sentences.amount(stock.value, "zh") in row.text_zh
    assert "核心区" in row.text_zh
    assert "2022" in row.text_en


def test_the_text_says_how_it_changed_from_the_release_before(officer) -> None:
    published(officer, code="2021-year", on=date(2021, 12, 31))
    row = actions.move(release=actions.draft(plan=plan(), by=officer, at=AT), action="check", by=officer, at=AT)
    assert "2021" in row.text_zh
    assert "2021" in row.text_en


def test_an_officers_words_are_kept_by_the_check(officer) -> None:
    row = actions.draft(plan=plan(), by=officer, at=AT)
    text = Text(zh="自己写的", en="Own words")
    actions.write(release=row, text=text, planned_on=row.planned_on, by=officer, at=AT)
    assert actions.move(release=row, action="check", by=officer, at=AT).text_zh == "自己写的"


def test_taking_back_drops_the_values_so_that_the_next_check_takes_fresh_ones(officer) -> None:
    row = actions.move(release=actions.draft(plan=plan(), by=officer, at=AT), action="check", by=officer, at=AT)
    row = actions.move(release=row, action="take_back", by=officer, at=AT)
    assert (row.state, row.snapshot, ReleasedValue.objects.count()) == ("draft", None, 0)
    assert actions.move(release=row, action="check", by=officer, at=AT).snapshot


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"figures": []}, "release.nothing_chosen"),
        ({"regions": []}, "release.nothing_chosen"),
    ],
)
def test_a_release_of_nothing_is_refused(officer, changes: dict[str, object], code: str) -> None:
    refused(code, actions.draft, plan=plan(**changes), by=officer)  # type: ignore[arg-type]


def test_a_code_is_given_once(officer) -> None:
    actions.draft(plan=plan(), by=officer, at=AT)
    assert "2022-year" in str(refused("release.code_taken", actions.draft, plan=plan(), by=officer).values)


def test_a_day_beyond_the_data_is_refused(officer) -> None:
    row = actions.draft(plan=plan(on=date(2031, 1, 1)), by=officer, at=AT)
    refused("release.outside_data", actions.move, release=row, action="check", by=officer)


def test_a_day_that_has_not_come_is_too_early_to_publish(officer) -> None:
    row = actions.draft(plan=plan(planned_on=date(2024, 3, 2)), by=officer, at=AT)
    for step in ("check", "announce"):
        row = actions.move(release=row, action=step, by=officer, at=AT)
    assert list(queries.calendar()) == [row]
    refused("release.too_early", actions.move, release=row, action="publish", by=officer)


def test_publishing_twice_is_refused_and_leaves_one_entry_in_the_log(officer) -> None:
    row = published(officer)
    with pytest.raises(CaseRefusal) as refusal:
        actions.move(release=row, action="publish", by=officer, at=AT)
    assert refusal.value.code == "step.not_from_here"
    assert Entry.objects.filter(subject=row.matter, action="release.publish").count() == 1


def test_nothing_changes_what_is_published(officer) -> None:
    row = published(officer)
    value = queries.values_of(row)[0]
    value.value = 1.0
    for act in (
        value.save,
        value.delete,
        row.delete,
        lambda: Release.objects.all().update(text_zh="x"),
        lambda: ReleasedValue.objects.all().update(value=1.0),
        lambda: ReleasedValue.objects.all().delete(),
    ):
        with pytest.raises(FrozenError):
            act()
    row.text_zh = "x"
    with pytest.raises(FrozenError):
        row.save()
    refused("release.not_a_draft", actions.write, release=row, text=Text(zh="x", en="x"), planned_on=row.on, by=officer)
    assert queries.values_of(row)[0].value != 1.0


def test_a_correction_is_another_release_that_says_why_and_the_first_stays(officer) -> None:
    first = published(officer)
    before = [one.value for one in queries.values_of(first)]
    refused("release.says_why", actions.correct, release=first, zh=" ", en="x", by=officer)
    second = actions.correct(release=first, zh="更正地址归属", en="An address was placed wrongly", by=officer, at=AT)
    assert (second.code, second.figures) == ("2022-year-c1", first.figures)
    for step in ("check", "announce", "publish"):
        second = actions.move(release=second, action=step, by=officer, at=AT)
    first.refresh_from_db()
    assert (first.state, second.state) == ("corrected", "published")
    assert [one.value for one in queries.values_of(first)] == before
    assert [one.code for one in queries.vintages(second)] == ["2022-year", "2022-year-c1"]
    assert list(queries.in_force()) == [second]


def test_a_corrected_release_is_corrected_by_correcting_its_correction(officer) -> None:
    first = published(officer)
    second = actions.correct(release=first, zh="一", en="one", by=officer, at=AT)
    told = refused("release.cannot_be_corrected", actions.correct, release=first, zh="二", en="two", by=officer)
    assert "2022-year-c1" in wording.said(told, lang="en")
    refused("release.not_published", actions.correct, release=second, zh="二", en="two", by=officer)
    for step in ("check", "announce", "publish"):
        second = actions.move(release=second, action=step, by=officer, at=AT)
    third = actions.correct(release=second, zh="二", en="two", by=officer, at=AT)
    assert third.code == "2022-year-c2"


def test_provisional_values_need_a_written_reason(officer, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    plain = provider.Opened.figure

    def provisional(self, *args, **terms):
        found = plain(self, *args, **terms)
        return replace(found, rows=tuple(replace(row, provisional=True) for row in found.rows))

    monkeypatch.setattr(provider.Opened, "figure", provisional)
    row = actions.draft(plan=plan(), by=officer, at=AT)
    refused("release.provisional", actions.move, release=row, action="check", by=officer)
    text = Text(zh="", en="", provisional_reason="年度会议需要")
    actions.write(release=row, text=text, planned_on=row.planned_on, by=officer, at=AT)
    row = actions.move(release=row, action="check", by=officer, at=AT)
    assert all(one.is_provisional for one in queries.values_of(row))


def test_a_value_that_cannot_be_stated_names_figure_and_region(officer, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    plain = provider.Opened.figure

    def missing(self, *args, **terms):
        found = plain(self, *args, **terms)
        return replace(found, rows=tuple(replace(row, value=None) for row in found.rows))

    monkeypatch.setattr(provider.Opened, "figure", missing)
    row = actions.draft(plan=plan(), by=officer, at=AT)
    told = refused("release.value_missing", actions.move, release=row, action="check", by=officer)
    assert "核心区" in wording.said(told, lang="zh")
    assert "Core area" in wording.said(told, lang="en")


def test_a_later_ingest_never_changes_a_released_value(officer, settings, tmp_path: Path) -> None:
    from test_collection import HEADING, REGIONS, patent

    from patentry.corpus import Home
    from patentry.ingestion import ingest

    settings.PATENTRY_HOME = tmp_path / "home"
    settings.PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
    settings.PATENTRY_REOPEN_SECONDS = 0.0
    provider.forget()
    home = Home(tmp_path / "home")
    home.create()

    def bring(name: str, text: str) -> None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        ingest(home=home, paths=[path], at=AT)

    bring("regions.csv", REGIONS)
    bring("one.csv", f"{HEADING}\n{patent(2)}\n")
    given = {"figures": ["effective_inventions"], "on": date(2017, 5, 3)}
    row = actions.draft(plan=plan(**given), by=officer, at=AT)  # type: ignore[arg-type]
    actions.write(
        release=row, text=Text(zh="", en="", provisional_reason="试"), planned_on=row.planned_on, by=officer, at=AT
    )
    for step in ("check", "announce", "publish"):
        row = actions.move(release=row, action=step, by=officer, at=AT)
    assert [one.value for one in queries.values_of(row)] == [1]
    bring("two.csv", f"{HEADING}\n{patent(3)}\n{patent(4)}\n")
    assert provider.opened().snapshot > (row.snapshot or 0)
    assert [one.value for one in queries.values_of(row)] == [1]
    correction = actions.correct(release=row, zh="补充", en="Completed", by=officer, at=AT)
    correction = actions.move(release=correction, action="check", by=officer, at=AT)
    (pair,) = queries.compared(row, correction)
    assert (pair.was.value, pair.now.value, pair.difference) == (1, 3, 2)  # type: ignore[union-attr]


def test_values_defined_anew_have_no_difference(officer) -> None:
    first = published(officer)
    second = published(officer, code="other")
    value = queries.values_of(second)[0]
    value.definition = {"version": "x"}
    pair = queries.Pair(was=queries.values_of(first)[0], now=value)
    assert (pair.is_redefined, pair.difference) == (True, None)


def test_every_role_but_the_officer_has_no_step() -> None:
    assert {role for _, _, role, may in RELEASE.matrix() if may} == {"district_officer", "system"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_public_sees_what_is_published_and_only_the_day_of_what_is_announced(client, officer, lang: str) -> None:
    row = published(officer)
    waiting = actions.draft(
        plan=plan(code="2023-11", planned_on=date(2030, 1, 1), title_zh="待发布", title_en="To come"), by=officer, at=AT
    )
    assert client.get(f"/{lang}/releases/{waiting.code}/").status_code == 404
    for step in ("check", "announce"):
        waiting = actions.move(release=waiting, action=step, by=officer, at=AT)
    listed = client.get(f"/{lang}/releases/").content.decode()
    assert row.code in listed
    assert {"zh": "待发布", "en": "To come"}[lang] in listed
    assert client.get(f"/{lang}/releases/{waiting.code}/").status_code == 404
    assert client.get(f"/{lang}/releases/{waiting.code}.json").status_code == 404
    page = client.get(f"/{lang}/releases/{row.code}/").content.decode()
    assert sentences.amount(queries.values_of(row)[0].value, "zh").split(".")[0] in page
    assert {"zh": "引用格式", "en": "Cite as"}[lang] in page


def test_the_files_hold_values_definitions_and_licence(client, officer) -> None:
    row = published(officer)
    told = json.loads(client.get(f"/en/releases/{row.code}.json").content)
    assert (told["release"], told["licence"], len(told["values"])) == (row.code, "CC BY 4.0", 2)
    assert told["values"][0]["definition"]["formula"]
    table = client.get(f"/zh/releases/{row.code}.csv").content
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table[3:].decode())))
    assert rows[0][0] == "指标"
    assert float(rows[1][3]) == queries.values_of(row)[0].value
    assert client.get(f"/zh/releases/{row.code}.csv").content == table


def test_the_feed_lists_releases_under_addresses_that_never_change(client, officer) -> None:
    row = published(officer)
    feed = ElementTree.fromstring(client.get("/zh/releases/feed.atom").content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"http://testserver/zh/releases/{row.code}/"
    assert entry.findtext(f"{ATOM}title") == row.title_zh


def test_two_releases_are_compared_side_by_side(client, officer) -> None:
    assert client.get("/zh/releases/compared/").status_code == 200
    published(officer, code="2021-year", on=date(2021, 12, 31))
    published(officer)
    page = client.get("/en/releases/compared/?was=2021-year&now=2022-year").content.decode()
    assert "In-force inventions" in page
    assert client.get("/en/releases/compared/?was=nonsense").status_code == 200


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_officer_goes_from_draft_to_published_and_begins_a_correction(officer, lang: str) -> None:
    client = accounts.signed_in_as(officer)
    given = {
        "code": "2022-year", "title_zh": "甲", "title_en": "A", "on": "2022-12-31", "planned_on": "2024-01-01",
        "figures": ["effective_inventions"], "regions": ["core"],
    }  # fmt: skip
    client.post(f"/{lang}/desk/releases/", given)
    row = Release.objects.get()
    address = f"/{lang}/desk/releases/{row.pk}/"
    for step in ("check", "announce", "publish"):
        answer = client.post(f"{address}step/", {"step": step}, follow=True)
    assert {"zh": "已发布", "en": "Published"}[lang] in answer.content.decode()
    client.post(f"{address}step/", {"step": "begin_correction", "correction_zh": "改", "correction_en": "changed"})
    assert Release.objects.get(code="2022-year-c1").corrects == row
    assert "2022-year-c1" in client.get(f"/{lang}/desk/releases/").content.decode()
    told = client.post(f"{address}step/", {"step": "publish"}, follow=True).content.decode()
    assert 'class="say no"' in told


def test_the_way_forward_is_the_button_that_stands_out(officer) -> None:
    row = actions.move(release=actions.draft(plan=plan(), by=officer, at=AT), action="check", by=officer, at=AT)
    page = accounts.signed_in_as(officer).get(f"/zh/desk/releases/{row.pk}/").content.decode()
    assert page.index('value="announce"') < page.index('value="take_back"')
