"""Figures over service records: what is told, what is hidden, and that nothing public tells more."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, date, datetime, timedelta

import addresses
import people
import pytest
from consultation_district import DAY, build
from django.apps import apps
from django.test import Client
from django.utils import timezone

from district.accounts.doors import Audience
from district.accounts.models import User
from district.accounts.roles import Role
from district.demonstration.network import ensure_network
from district.directory.models import ServicePoint
from district.openstats.disclosure import TOTAL, Confidential
from district.openstats.models import ReleasedSpan
from district.openstats.services import kept, registry
from district.openstats.spans import finished
from district.window.desklog.models import Contact

TODAY = date(2026, 11, 26)
MARKS_OF_A_VISIT = re.compile(rb'nonce="[^"]*"|nonce-[^\' ;"]*|name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(autouse=True)
def _today(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def clerk(db) -> User:
    ensure_network()
    return people.person(Role.POINT_STAFF, place="center")


def log(clerk: User, **counts: int) -> None:
    """Contacts of the first half of 2026, so many a channel; one point, no topic."""
    center, day = ServicePoint.objects.get(code="center"), date(2026, 3, 2)
    Contact.objects.bulk_create(
        Contact(point=center, on=day, entered_at=datetime(2026, 3, 2, tzinfo=UTC), by=clerk, channel=channel, asked="—")
        for channel, count in counts.items()
        for _ in range(count)
    )


def forget() -> None:
    Contact.objects.all().delete()
    ReleasedSpan.objects.all().delete()


def channels(client: Client) -> dict[str, float | None]:
    answer = client.get("/api/v1/services/desk_contacts").json()
    (found,) = [one for one in answer["breakdowns"] if one["by"] == "channel"]
    return {line["key"]: line["value"] for line in found["lines"]}


def test_a_small_count_is_hidden_with_another_and_the_total_is_told(client, clerk) -> None:
    log(clerk, phone=12, walk_in=3, chat=8)
    assert client.get("/api/v1/services/desk_contacts").json()["latest"]["value"] == 23
    told = channels(client)
    assert (told["phone"], told["walk_in"], told["chat"], told["email"]) == (12, None, None, 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_says_what_it_hides_and_by_which_rule(client, clerk, lang) -> None:
    log(clerk, phone=12, walk_in=3, chat=8)
    page = client.get(f"/{lang}/statistics/services/desk_contacts/").content.decode()
    assert {"zh": "不公布", "en": "not shown"}[lang] in page
    assert {"zh": "小于 5", "en": "below 5"}[lang] in page
    listed = client.get(f"/{lang}/statistics/").content.decode()
    assert {"zh": "窗口咨询", "en": "Contacts at the desks"}[lang] in listed


def test_files_hold_what_the_page_tells(client, clerk) -> None:
    log(clerk, phone=12, walk_in=3, chat=8)
    text = client.get("/en/statistics/services/desk_contacts.csv").content.decode("utf-8-sig")
    assert ",channel,Call,12.0," in text
    assert ",channel,Walk-in,,hidden," in text
    for kind in ("xlsx", "json", "svg"):
        assert client.get(f"/en/statistics/services/desk_contacts.{kind}").status_code == 200


def public_answers(client: Client) -> dict[str, bytes]:
    """Everything a stranger can open: every address of the site, every service figure as page, file, chart and API."""
    known = {"service", "service_download", "healthz"}
    """Opened with names of figures below; the last tells of the machine's memory and clock."""
    told = [one for one in addresses.every() if one.door and one.door.audience is Audience.EVERYONE]
    paths = {one.path(lang) for one in told if one.pattern.name not in known for lang in ("zh", "en")}
    paths |= {f"/api/v1/services/{one.id}" for one in registry.figures()} | {"/api/v1/services", "/api/v1/openapi.json"}
    for figure in registry.figures():
        ends = ("/", "/?span=2026-H1", ".csv", ".xlsx", ".json", ".svg", ".csv?span=2026-H1")
        paths |= {f"/{lang}/statistics/services/{figure.id}{end}" for end in ends for lang in ("zh", "en")}
    answers = {path: client.get(path) for path in sorted(paths)}
    return {
        path: MARKS_OF_A_VISIT.sub(b"", b"".join(answer.streaming_content) if answer.streaming else answer.content)
        for path, answer in answers.items()
    }


def test_two_districts_that_differ_in_hidden_counts_look_the_same_to_the_public(clerk) -> None:
    log(clerk, phone=12, walk_in=3, chat=8)
    one = public_answers(Client())
    forget()
    log(clerk, phone=12, walk_in=4, chat=7)
    other = public_answers(Client())
    assert len(one) > 150
    assert [path for path in one if one[path] != other[path]] == []
    forget()
    log(clerk, phone=13, walk_in=3, chat=7)
    third = public_answers(Client())
    changed = {path for path in one if one[path] != third[path]}
    assert {"/zh/statistics/services/desk_contacts/", "/api/v1/services/desk_contacts"} <= changed, "a told count shows"


def test_a_later_entry_and_a_removed_one_change_nothing_that_was_told(client, clerk) -> None:
    log(clerk, phone=12)
    before = client.get("/api/v1/services/desk_contacts").json()
    log(clerk, phone=1)
    assert client.get("/api/v1/services/desk_contacts").json() == before
    Contact.objects.all().delete()
    assert client.get("/api/v1/services/desk_contacts").json() == before


def test_what_was_hidden_stays_hidden_when_the_threshold_falls_and_not_when_it_rises(client, clerk, settings) -> None:
    log(clerk, phone=12, walk_in=3, chat=8)
    assert channels(client)["chat"] is None
    settings.PATENTRY_DISCLOSURE_SMALLEST = 2
    assert channels(client)["walk_in"] is None
    settings.PATENTRY_DISCLOSURE_SMALLEST = 13
    settings.PATENTRY_DISCLOSURE_SPREAD = 13
    assert channels(client)["phone"] is None


def test_nothing_is_told_of_a_span_that_is_not_over(client, clerk) -> None:
    log(clerk, phone=9)
    Contact.objects.update(on=TODAY)
    answer = client.get("/api/v1/services/desk_contacts").json()
    assert answer["series"] == []
    assert answer["latest"] is None
    assert client.get("/zh/statistics/services/desk_contacts/?span=2026-H2").status_code == 400


def test_spans_are_whole_parts_of_a_year_that_never_overlap() -> None:
    spans = finished(on=date(2026, 7, 14), months=6, lag=15, back=2)
    assert [one.code for one in spans] == ["2025-H1", "2025-H2"], "15 days after the half-year it is told, not before"
    for months in (3, 6, 12):
        every = finished(on=TODAY, months=months, lag=15, back=9)
        for earlier, later in itertools.pairwise(every):
            assert later.start - earlier.end == timedelta(days=1)


def test_the_loop_keeps_every_span_before_its_records_go(clerk) -> None:
    log(clerk, phone=12)
    kept.keep_all(at=datetime(2026, 11, 26, 2, tzinfo=UTC))
    assert set(ReleasedSpan.objects.values_list("figure", flat=True)) == {one.id for one in registry.figures()}


def test_nothing_but_the_exit_is_kept(clerk) -> None:
    log(clerk, phone=12, walk_in=3, chat=8)
    kept.keep_all(at=datetime(2026, 11, 26, 2, tzinfo=UTC))
    row = ReleasedSpan.objects.get(figure="desk_contacts", start=date(2026, 1, 1))
    assert '"walk_in","value":null' in row.content
    assert apps.get_app_config("openstats").get_model("ReleasedSpan").Privacy.kind == "none"


@pytest.mark.django_db
def test_every_breakdown_of_every_figure_adds_up_to_its_total() -> None:
    district = build(capacity=2)
    district.book(1)
    log(district.clerk, phone=12, walk_in=3)
    Contact.objects.filter(channel="walk_in").update(topic="这一类已从目录中删去")
    for figure in registry.figures():
        provider = registry.provider_of(figure)
        for by in (None, *(one for one in figure.by if one != kept.QUARTER)):
            span = {"start": date(2026, 1, 1), "end": DAY + timedelta(days=30)}
            sealed = provider.values(figure=figure.id, region="zone", by=by, **span)
            assert isinstance(sealed, Confidential), "a provider answers nothing that is not sealed"
    kept.keep_all(at=datetime(2026, 11, 26, 2, tzinfo=UTC))


def test_a_region_the_network_does_not_serve_is_refused(clerk) -> None:
    figure = registry.figure_named("desk_contacts")
    assert figure is not None
    with pytest.raises(LookupError):
        registry.provider_of(figure).values(figure=figure.id, region="core", start=TODAY, end=TODAY, by=None)


def test_no_room_lends_a_figure_another_one_has() -> None:
    ids = [one.id for one in registry.figures()]
    assert len(ids) == len(set(ids))
    assert TOTAL not in ids
