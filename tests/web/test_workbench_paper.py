"""The report of a project as PDF: the log with counts and days, the collection, hits with their reasons."""

from __future__ import annotations

from datetime import UTC, datetime

import people
import pytest
from django.test import Client
from django.utils import translation

from district.accounts.models import User
from district.accounts.roles import Role
from district.workbench import actions, library, paper, reporting
from district.workbench.asking import Told
from district.workbench.models import Project

AT = datetime(2024, 1, 9, 3, tzinfo=UTC)
PRINTED = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def user() -> User:
    return people.person(Role.ENTERPRISE_USER)


@pytest.fixture
def client(user: User) -> Client:
    return people.signed_in_as(user)


@pytest.fixture
def project(indexed, user: User) -> Project:
    made = actions.start_project(title="折叠显示 folding", about="A hinge.", by=user, at=AT)
    told = Told(text="a folding display panel with a hinge")
    row = actions.search(told=told, project=made, by=user, at=AT)
    actions.save_search(search=row, name="hinges", by=user, at=AT)
    actions.search(told=Told(text="TI=separator"), project=made, by=user, at=AT)
    actions.keep(project=made, documents=library.documents(["US9100001B2"]), found_by=row, by=user, at=AT)
    actions.rate(kept=made.kept.get(), category="X", comment="its hinge", by=user, at=AT)
    return made


def test_the_pages_bear_log_collection_and_reasons_under_project_snapshot_and_day(project, user):
    with translation.override("en"):
        told = paper.dossier_of(reporting.report_of(project), project=project, by=user, at=PRINTED)
    assert told.running == "折叠显示 folding · snapshot 1 · 2024-03-01"
    log, collection = told.listings
    assert [row[0] for row in log.rows] == ["S1", "S2"]
    assert log.rows[1][1] == "TI=separator\nFielded query"
    assert log.rows[1][2:] == ("1", "2024-01-09 11:00", "1")
    assert collection.rows[0][1].startswith("US9100001B2\n")
    assert collection.rows[0][2:] == ("its hinge", "S1")
    (findings,) = told.findings
    assert findings.heading == "S1 · hinges"
    assert "US9100001B2" in findings.found[0].facts
    assert "words" in findings.found[0].reasons


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_is_taken_away_as_pdf(project, client, lang):
    address = f"/{lang}/workbench/projects/{project.pk}/report"
    assert f"{address}.pdf" in client.get(f"{address}/").content.decode()
    answer = client.get(f"{address}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_letter_the_font_lacks_is_said_and_the_page_is_there_to_print(project, user, client):
    actions.rate(kept=project.kept.get(), category="X", comment="seen \U0001f600", by=user, at=AT)
    page = client.get(f"/en/workbench/projects/{project.pk}/report.pdf", follow=True).content.decode()
    assert "The PDF cannot be set" in page
    assert "Print this page instead" in page
