"""What the rooms beside the window lend the catalogue: list check, evaluation, firms served, acceptance, attendance."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import people
import pytest
from consultation_district import District, build
from django.utils import timezone

from district.accounts.models import Organisation, OrganisationSize
from district.accounts.roles import Role
from district.consultation.models import Booking, ConsultationDay
from district.demonstration.network import ensure_network
from district.directory.models import ServicePoint
from district.window.evaluation.models import Evaluation
from district.window.listcheck.models import Batch, Filing
from district.window.models import Request

TODAY, DAY = date(2026, 11, 26), date(2026, 3, 2)
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


def told(client, figure: str) -> dict[str, object]:
    return client.get(f"/api/v1/services/{figure}?span=2026-H1").json()


def lines(client, figure: str, by: str) -> dict[str, float | None]:
    (found,) = [one for one in told(client, figure)["breakdowns"] if one["by"] == by]
    return {line["key"]: line["value"] for line in found["lines"]}


def filings(officer, **outcomes: int) -> None:
    batch = Batch.objects.create(code="2026-1", taken_at=AT, by=officer)
    center, number = ServicePoint.objects.get(code="center"), 0
    for outcome, count in outcomes.items():
        is_open = outcome == "open"
        for _ in range(count):
            number += 1
            Filing.objects.create(
                batch=batch, number=f"20241{number:07}.1", applicant="甲", notified_on=DAY, due_on=DAY, point=center,
                state="open" if is_open else "settled", outcome=outcome, evidence="" if is_open else "撤回通知书",
                settled_at=None if is_open else AT, by=None if is_open else officer,
            )  # fmt: skip


def test_a_list_check_is_told_by_outcome_and_small_counts_are_hidden(client, db) -> None:
    ensure_network()
    filings(people.person(Role.DISTRICT_OFFICER), withdrawn=8, reasons=6, no_contact=2, open=3)
    assert told(client, "filings_listed")["latest"]["value"] == 19
    assert told(client, "filings_settled")["latest"]["value"] == 16
    found = lines(client, "filings_settled", "outcome")
    assert "open" not in found
    assert found["no_contact"] is None
    assert sorted(value for value in found.values() if value) in ([6.0], [8.0]), "one more is hidden with the few"
    assert lines(client, "filings_listed", "point")["center"] == 19


def test_a_filing_that_was_reopened_is_not_settled(client, db) -> None:
    ensure_network()
    filings(people.person(Role.DISTRICT_OFFICER), withdrawn=9)
    Filing.objects.filter(pk=Filing.objects.first().pk).update(state="open")
    assert told(client, "filings_settled")["latest"]["value"] == 8


def test_points_that_passed_are_told_by_grade_however_few(client, db) -> None:
    ensure_network()
    points = list(ServicePoint.objects.all()[:4])
    for point, state, grade in zip(
        points, ("concluded", "concluded", "failed", "submitted"), ("excellent", "qualified", "unqualified", ""),
        strict=True,
    ):  # fmt: skip
        Evaluation.objects.create(point=point, year=2025, due_on=DAY, state=state, grade=grade, state_since=AT)
    assert told(client, "points_passed")["latest"]["value"] == 2
    found = lines(client, "points_passed", "grade")
    assert (found["excellent"], found["qualified"], found["unqualified"]) == (1, 1, 0)
    for lang, name in (("zh", "年度考核通过的服务点"), ("en", "passed their evaluation")):
        assert name in client.get(f"/{lang}/statistics/services/points_passed/").content.decode()


def requests(size: OrganisationSize, firms: int, each: int, days: int) -> None:
    for place in range(firms):
        firm = Organisation.objects.create(name_zh=f"{size}{place}号（演示）有限公司", size=size)
        for part in range(each):
            Request.objects.create(
                number=f"SQ2026{size}{place}-{part}", state="accepted", title="t", need="n", organisation=firm,
                created_at=AT, submitted_at=AT, accepted_at=AT + timedelta(days=days), accept_days=days, state_since=AT,
            )  # fmt: skip


def test_a_firm_with_many_requests_counts_once(client, db) -> None:
    ensure_network()
    requests(OrganisationSize.SMALL, firms=7, each=2, days=1)
    requests(OrganisationSize.LARGE, firms=6, each=1, days=3)
    assert told(client, "firms_served")["latest"]["value"] == 13
    found = lines(client, "firms_served", "size")
    assert (found["small"], found["large"]) == (7, 6)
    assert told(client, "request_accept_days")["latest"]["value"] == 1


@pytest.fixture
def district(db) -> District:
    return build(capacity=20)


def test_attendance_leaves_out_what_was_cancelled_beforehand(client, district: District) -> None:
    for number in range(1, 19):
        district.book(number)
    ConsultationDay.objects.update(day=DAY)
    held = list(Booking.objects.order_by("pk").values_list("pk", flat=True))
    Booking.objects.filter(pk__in=held[:12]).update(state="closed")
    Booking.objects.filter(pk__in=held[12:17]).update(state="no_show")
    Booking.objects.filter(pk__in=held[17:]).update(state="cancelled", seat=None)
    assert told(client, "consultation_attendance")["latest"]["value"] == pytest.approx(0.71)
    assert told(client, "firms_consulted")["latest"]["value"] == 12
