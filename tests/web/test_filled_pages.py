"""The worker counts the pages of a new snapshot before the first visitor comes, and the desk tells how far it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import people as accounts
import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from test_collection import EVENT, HEADING, REGIONS, application, patent, work

from district.accounts.roles import Role
from district.collection import queries
from district.jobs import queue
from district.openstats import figure_page, filling, provider
from district.openstats.models import StoredResult
from district.openstats.views import figures as views
from patentry.corpus import Home, roll_back
from patentry.ingestion import ingest
from patentry.statistics import figures

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


FEW = ("effective_inventions", "inventions_per_10k", "grants", "grant_rate", "transfers", "cr4")


@pytest.fixture
def home(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A data folder with one patent, taken in from the command line, and a catalogue of a few figures."""
    few = tuple(definition for definition in figures() if definition.id in FEW)
    monkeypatch.setattr(provider.Opened, "figures", few)
    settings.PATENTRY_HOME = tmp_path / "home"
    settings.PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
    found = Home(settings.PATENTRY_HOME)
    found.create()
    take(found, tmp_path, "regions.csv", REGIONS)
    take(found, tmp_path, "one.csv", f"{HEADING}\n{patent(2)}\n")
    take(found, tmp_path, "events.csv", EVENT.format(number=application(2)))
    provider.forget()
    return found


def take(home: Home, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    ingest(home=home, paths=[folder / name], at=AT)


def test_every_figure_of_the_headline_regions_is_counted_in_both_languages(home: Home) -> None:
    filling.look(at=AT)
    assert queries.pages_of(3) == queue.State("running", "pages", 0, None)
    work()
    counted = StoredResult.objects.filter(snapshot=3)
    assert counted.count() == 3 * len(FEW) * 2
    first = counted.order_by("pk")[: 2 * len(FEW)]
    assert {("region=core" in row.parameters, "view=recorded" in row.parameters) for row in first} == {(True, True)}
    told = queries.pages_of(3)
    assert told is not None
    assert (told.stands, told.done) == ("done", counted.count())


def test_the_first_visitor_finds_the_page_counted(home: Home, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    filling.look(at=AT)
    work()
    monkeypatch.setattr(figure_page, "gather", lambda *_, **__: pytest.fail("counted at the visit"))
    for page in ("statistics/", "statistics/effective_inventions/", "statistics/grants/?region=zone"):
        for lang in ("zh", "en"):
            assert client.get(f"/{lang}/{page}").status_code == 200, (lang, page)


@pytest.mark.parametrize(("lang", "said"), [("zh", "正在计算"), ("en", "Being counted")])
def test_the_catalogue_waits_for_a_few_figures_only(
    home: Home, client: Client, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    monkeypatch.setattr(views, "COUNTED_AT_ONCE", 4)
    told = [client.get(f"/{lang}/statistics/").content.decode().count(said) for _ in range(3)]
    assert told == [len(FEW) - 4, 0, 0]


def test_a_snapshot_is_filled_once_and_the_next_one_again(home: Home) -> None:
    filling.look(at=AT)
    filling.look(at=AT)
    assert DBTaskResult.objects.count() == 1
    work()
    roll_back(home=home, number=2, at=AT)
    filling.look(at=AT)
    work()
    assert set(StoredResult.objects.values_list("snapshot", flat=True)) == {3, 4}


def test_a_task_for_a_snapshot_that_is_no_longer_current_does_nothing(home: Home) -> None:
    filling.look(at=AT)
    roll_back(home=home, number=2, at=AT)
    work()
    assert not StoredResult.objects.exists()


def test_without_data_nothing_is_queued(settings, tmp_path: Path) -> None:
    settings.PATENTRY_HOME = tmp_path / "nothing"
    filling.look(at=AT)
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("total", "done", "said"),
    [(None, 0, "等待计算"), (48, 12, "12 / 48"), (48, 48, "公开页面已算好")],
)
def test_the_desk_tells_how_many_pages_are_counted(home: Home, total: int | None, done: int, said: str) -> None:
    queue.tell("pages of snapshot 3", done=done, total=total, at=AT)
    officer = accounts.signed_in_as(accounts.person(Role.DISTRICT_OFFICER))
    assert said in officer.get("/zh/desk/data/snapshots/").content.decode()
