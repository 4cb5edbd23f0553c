"""Reports of the service: each number is what the records say, opens its list, and goes into files as it stands."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date

import people as crowd
import pytest
import window_cast as scene
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from window_cast import Cast, moment

from district.accounts.models import OrganisationSize
from district.directory.models import ServicePoint
from district.window import actions as window
from district.window.desklist import queries as desklist
from district.window.desklist.filters import filter_of_query
from district.window.desklog import actions as desklog
from district.window.desklog.actions import Told
from district.window.desklog.models import Channel
from district.window.models import Request
from district.window.reports.asking import BY, Asked, asked_for
from district.window.reports.rows import report
from district.window.reports.tallies import rank

TODAY = date(2026, 4, 15)
MARCH = Asked(since=date(2026, 3, 1), until=date(2026, 3, 31))


@pytest.fixture
def people() -> Cast:
    return scene.cast()


@pytest.fixture
def march(people: Cast) -> Cast:
    """One request answered in time and rated badly, one answered late and rated well, one filed elsewhere; one call."""
    people.firm.size = OrganisationSize.SMALL
    people.firm.save()
    quick = window.resolve(request=scene.in_progress(people), answer="好", by=people.clerk, at=moment(4))
    window.rate(request=quick, level=2, line="慢", by=people.applicant, at=moment(5))
    slow = window.resolve(request=scene.in_progress(people), answer="好", by=people.clerk, at=moment(24))
    window.rate(request=slow, level=5, line="", by=people.applicant, at=moment(25))
    scene.filed(people, preferred_point=people.branch, organisation=None)
    told = Told(asked="年费", channel=Channel.PHONE, minutes=6, topic="咨询")
    desklog.log(told=told, point=people.center, day=date(2026, 3, 9), by=people.clerk, at=moment(9))
    return people


def test_the_numbers_of_a_month_are_those_of_its_records(march: Cast) -> None:
    row = report(march.officer, MARCH, on=TODAY).rows[0]
    tally = row.tally
    assert (row.name, tally.filed, tally.accepted, tally.answered) == ("2026-03", 3, 2, 2)
    assert (row.accept_median, row.answer_median, row.answer_most) == (1, 2, 16)
    assert (tally.kept, tally.broken, tally.kept_share) == (1, 1, 0.5)
    assert (tally.rated, tally.good, tally.bad, tally.average) == (2, 1, 1, 3.5)
    assert (tally.contacts, tally.minutes) == (1, 6)


@pytest.mark.parametrize("by", BY)
def test_every_breakdown_adds_up_to_the_same_total(march: Cast, by: str) -> None:
    found = report(march.officer, Asked(since=MARCH.since, until=MARCH.until, by=by), on=TODAY)
    total = found.total.tally
    assert (total.filed, total.accepted, total.answered, total.rated, total.contacts) == (3, 2, 2, 2, 1)
    for name in ("filed", "accepted", "answered", "kept", "broken", "rated", "contacts"):
        assert sum(getattr(row.tally, name) for row in found.rows) == getattr(total, name), name


@pytest.mark.parametrize("by", BY)
def test_every_number_opens_a_list_of_just_as_many(march: Cast, by: str) -> None:
    found = report(march.officer, Asked(since=MARCH.since, until=MARCH.until, by=by), on=TODAY)
    opened = 0
    for row in (*found.rows, found.total):
        for name in ("filed", "accepted", "answered", "kept", "broken", "rated", "good", "bad"):
            chosen = filter_of_query(row.links[name].partition("?")[2])
            listed = desklist.listed(march.officer, chosen, on=TODAY).count()
            number = getattr(row.tally, name)
            # A row of contacts' channels has no requests, and its numbers no link.
            assert listed == number or (number == 0 and row.tally.contacts), (row.name, name)
            opened += number
    assert opened


def test_the_breakdowns_name_points_topics_sizes_and_channels(march: Cast) -> None:
    def rows(by: str) -> dict[str, int]:
        found = report(march.officer, Asked(since=MARCH.since, until=MARCH.until, by=by), on=TODAY)
        return {row.name: row.tally.filed for row in found.rows}

    assert list(rows("point").values()) == [2, 1]
    assert list(rows("size").values()) == [2, 1]
    assert list(rows("topic").values()) == [3]
    assert list(rows("way").values()) == [3, 0], "a call is a channel of its own"
    assert list(rows("month")) == ["2026-03"]


def test_a_report_is_narrowed_to_a_point_a_topic_a_size(march: Cast) -> None:
    def filed(**more: str) -> int:
        return report(march.officer, Asked(since=MARCH.since, until=MARCH.until, **more), on=TODAY).total.tally.filed

    assert filed(point="center") == filed(size="small") == 2
    assert filed(topic="咨询") == 3
    assert filed(size="unknown", point="branch") == 1
    assert filed(topic="none") == filed(point="none") == 0
    narrowed = Asked(since=MARCH.since, until=MARCH.until, size="small")
    assert report(march.officer, narrowed, on=TODAY).total.tally.contacts == 0, "of a contact no size is known"


def test_a_desk_counts_its_own_point_and_the_district_all(march: Cast) -> None:
    def filed(user) -> int:
        return report(user, MARCH, on=TODAY).total.tally.filed

    assert (filed(march.clerk), filed(march.other_clerk), filed(march.officer), filed(march.stranger)) == (2, 1, 3, 0)
    asked = Asked(since=MARCH.since, until=MARCH.until, point="center")
    assert report(march.other_clerk, asked, on=TODAY).total.tally.filed == 0


def test_days_outside_the_span_count_nothing(march: Cast) -> None:
    asked = Asked(since=date(2026, 3, 3), until=date(2026, 3, 23))
    total = report(march.officer, asked, on=TODAY).total.tally
    assert (total.filed, total.accepted, total.answered, total.rated) == (0, 2, 1, 1)


def test_a_report_takes_the_same_few_queries_however_many_requests_there_are(march: Cast) -> None:
    def taken() -> int:
        with CaptureQueriesContext(connection) as asked:
            report(march.officer, Asked(since=MARCH.since, until=MARCH.until, by="point"), on=TODAY)
        return len(asked)

    few = taken()
    point, at = ServicePoint.objects.get(code="branch"), moment(3)
    Request.objects.bulk_create(
        Request(
            number=f"SQ-{n}", title="x", point=point, state="accepted", created_at=at, submitted_at=at, state_since=at
        )
        for n in range(50)
    )
    assert taken() == few <= 15


@pytest.mark.parametrize(
    ("days", "percent", "found"),
    [
        ({}, 50, None),
        ({None: 3}, 50, None),
        ({4: 1}, 90, 4),
        ({1: 5, 2: 4, 30: 1}, 50, 1),
        ({1: 5, 2: 4, 30: 1}, 90, 2),
        ({1: 5, 2: 4, 30: 1, None: 9}, 91, 30),
    ],
)
def test_a_percentile_is_the_nearest_rank_of_what_is_known(days, percent, found) -> None:
    assert rank(Counter(days), percent) == found


def test_a_report_without_days_is_of_the_last_twelve_months_and_nonsense_is_left_out() -> None:
    asked = asked_for({}, today=TODAY)
    assert (asked.since, asked.until, len(asked.months)) == (date(2025, 5, 1), TODAY, 12)
    odd = asked_for({"since": "x", "until": "2999-01-01", "by": "person", "size": "huge"}, today=TODAY)
    assert odd == asked
    assert asked_for({"since": "1900-01-01"}, today=TODAY).since.year == 2021


def test_files_hold_the_table_and_no_text_of_theirs_is_a_formula(march: Cast) -> None:
    Request.objects.update(topic="=HYPERLINK(1)")
    client = crowd.signed_in_as(march.officer)
    query = "?by=topic&since=2026-03-01&until=2026-03-31"
    answer = client.get(f"/zh/desk/reports/as/csv/{query}")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Disposition"].endswith('2026-03-31.csv"')
    assert rows[1][:3] == ["'=HYPERLINK(1)", "3", "2"]
    assert rows[-1][0] == "合计"
    sheet = load_workbook(io.BytesIO(client.get(f"/en/desk/reports/as/xlsx/{query}").content)).active
    assert [sheet.cell(2, 1).value, sheet.cell(2, 2).value] == ["'=HYPERLINK(1)", 3]
    assert sheet.cell(2, 1).data_type == "s"
    assert client.get(f"/en/desk/reports/as/pdf/{query}").status_code == 404


@pytest.mark.parametrize(("lang", "said"), [("zh", "服务统计报表"), ("en", "Service reports")])
def test_the_page_leads_from_a_number_to_its_requests_and_from_contacts_to_theirs(
    march: Cast, lang: str, said: str
) -> None:
    client = crowd.signed_in_as(march.clerk)
    page = client.get(f"/{lang}/desk/reports/?by=point&since=2026-03-01&until=2026-03-31").content.decode()
    assert said in page
    link = re.search(r'href="([^"]*kept=no[^"]*)"', page)
    assert link
    listed = client.get(link[1].replace("&amp;", "&")).content.decode()
    slow = Request.objects.get(promise_kept=False)
    assert slow.number in listed
    assert Request.objects.get(promise_kept=True).number not in listed
    calls = f"/{lang}/desk/reports/contacts/?since=2026-03-01&until=2026-03-31&by=way&channel="
    assert "年费" in client.get(calls + "phone").content.decode()
    assert "年费" not in client.get(calls + "chat").content.decode()
    elsewhere = crowd.signed_in_as(march.other_clerk)
    assert "年费" not in elsewhere.get(calls + "phone").content.decode()
