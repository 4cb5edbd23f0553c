"""The auditor reads the log by criteria and checks it; nobody else does, and the reading is written down."""

from __future__ import annotations

from datetime import UTC, datetime

import people as crowd
import pytest
from django.db import connection, transaction

from district.accounts.roles import Role
from district.audit.actions import record
from district.audit.models import Entry

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.fixture
def auditor(db: None):
    """An auditor, and a log with a few entries of a clerk and of the system."""
    clerk = crowd.person(Role.POINT_STAFF, username="clerk")
    with transaction.atomic():
        for number in range(1, 61):
            record(action="request.accept", subject=f"request:{number}", by=clerk, at=NOW, detail={"days": number})
        record(action="request.lapse", subject="request:7", by=None, at=NOW)
    return crowd.person(Role.AUDITOR)


def _page(person, query: str = "", lang: str = "en"):
    return crowd.signed_in_as(person).get(f"/{lang}/audit/{query}")


def test_the_log_is_read_newest_first_and_further_back(auditor) -> None:
    body = _page(auditor).content.decode()
    assert "request.lapse" in body
    assert "request:60" in body
    assert "request:5<" not in body
    further = body.split('class="b" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "request:5<" in _page(auditor, further).content.decode()


def test_entries_are_found_by_matter_person_and_act(auditor) -> None:
    body = _page(auditor, "?subject=request:7").content.decode()
    assert ("request.lapse" in body, "days: 7" in body, "request:8" in body) == (True, True, False)
    assert "request.lapse" not in _page(auditor, "?by=clerk").content.decode()
    assert "days: " not in _page(auditor, "?action=request.lapse").content.decode()
    assert "request.accept" not in _page(auditor, "?first=2026-11-28").content.decode()


def test_a_day_that_is_none_is_refused_in_words(auditor) -> None:
    answer = _page(auditor, "?first=soon")
    assert answer.status_code == 400


def test_the_whole_chain_is_checked_and_a_touched_entry_told(auditor) -> None:
    assert "all whole" in _page(auditor, "?check=1").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET action = 'request.reject' WHERE place = 3")
    assert "#3: 记录被改动" in _page(auditor, "?check=1", lang="zh").content.decode()


def test_reading_the_log_is_written_down(auditor) -> None:
    _page(auditor)
    last = Entry.objects.order_by("-place").first()
    assert (last.action, last.subject, last.by) == ("read", "audit:log", auditor)


def test_the_workspace_leads_only_the_auditor_there(auditor) -> None:
    assert "/en/audit/" in crowd.signed_in_as(auditor).get("/en/workspace/").content.decode()
    officer = crowd.person(Role.DISTRICT_OFFICER)
    assert "/en/audit/" not in crowd.signed_in_as(officer).get("/en/workspace/").content.decode()
    assert _page(officer).status_code == 403
