"""Who watches a search is told when the index has moved on and something is new in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import people
import pytest
from django.test import Client
from test_collection import work
from tests.unit.search.small_corpus import DOCUMENTS, document, put_in

from district.accounts.models import Membership, Organisation, Standing, User
from district.accounts.roles import Role
from district.audit.models import Entry
from district.notices.kinds import kinds
from district.notices.models import Notice
from district.workbench import actions, tasks, telling
from district.workbench.asking import Told
from district.workbench.models import Search, Watch
from patentry.corpus import Home, latest
from patentry.search.index import update_index

AT = datetime(2024, 1, 9, 3, tzinfo=UTC)
LATER = datetime(2024, 2, 9, 3, tzinfo=UTC)
QUERY = "TI=(separator OR hinge)"


@pytest.fixture
def home(settings, tmp_path) -> Home:
    made = put_in(tmp_path, DOCUMENTS)
    settings.PATENTRY_HOME = made.path
    update_index(latest(made))
    return made


@pytest.fixture
def firm() -> Organisation:
    return Organisation.objects.create(name_zh="虚构显示公司", standing=Standing.VERIFIED)


@pytest.fixture
def user(firm: Organisation) -> User:
    return people.person(Role.ENTERPRISE_USER, organisation=firm)


@pytest.fixture
def client(user: User) -> Client:
    return people.signed_in_as(user)


def _watched(user: User, firm: Organisation | None = None) -> Search:
    project = actions.start_project(title="Hinges", organisation=firm, by=user, at=AT) if firm else None
    search = actions.search(told=Told(text=QUERY), project=project, by=user, at=AT)
    actions.save_search(search=search, name="our secret hinge", by=user, at=AT)
    actions.watch(search=search, by=user, at=AT)
    return search


def _move_on(home: Home, number: str, title: str = "Hinge of a screen") -> None:
    """A new document comes in, and the index with it; the command does so, without the site."""
    put_in(home.path.parent, [document(number, title, "A hinge.", ipc=["G09F9/30"])], name=f"{number}.jsonl")
    update_index(latest(home))


def _news() -> list[Notice]:
    return list(Notice.objects.filter(kind=telling.KIND).order_by("pk"))


def test_the_watcher_is_told_once_an_index_with_numbers_and_no_words(home, user, client):
    search = _watched(user)
    assert telling.look(at=LATER) == 0
    _move_on(home, "US9100099B2")
    assert [telling.look(at=LATER), telling.look(at=LATER)] == [1, 0]
    (notice,) = _news()
    assert (notice.to, notice.values["new"], notice.values["changed"]) == (user, 1, 0)
    assert "hinge" not in str(notice.values) + notice.matter
    entry = Entry.objects.get(action="workbench.tell_news")
    assert (entry.by, entry.detail) == (None, {"snapshot": 2, "new": 1, "changed": 0})
    page = client.get(kinds()[notice.kind].where("en", notice.matter)).content.decode()
    assert "US9100099B2" in page
    assert search.watch.told_of == ""
    listed = client.get("/en/notices/").content.decode()
    assert "finds, on the new index (snapshot 2): 1 new, 0 changed" in listed


def test_an_index_that_adds_nothing_to_what_was_told_is_no_notice(home, user):
    _watched(user)
    _move_on(home, "US9100099B2")
    telling.look(at=LATER)
    _move_on(home, "US9100098B2", title="A pump")
    assert telling.look(at=LATER) == 0
    _move_on(home, "US9100097B2")
    assert telling.look(at=LATER) == 1
    assert [one.values["new"] for one in _news()] == [1, 2]


def test_what_was_seen_is_not_told_again(home, user):
    search = _watched(user)
    _move_on(home, "US9100099B2")
    actions.take_note_of_news(search=search, by=user, at=LATER)
    assert telling.look(at=LATER) == 0


def test_notices_are_switched_off_and_on_for_a_search(home, user, client):
    search = _watched(user)
    address = f"/en/workbench/search/{search.key}/news/"
    assert "Send me the notices" in client.post(address, {"step": "tell_not"}, follow=True).content.decode()
    _move_on(home, "US9100099B2")
    assert telling.look(at=LATER) == 0
    assert "No notices of this search" in client.post(address, {"step": "tell"}, follow=True).content.decode()
    assert telling.look(at=LATER) == 1
    chosen = Entry.objects.filter(action="workbench.choose_notices").order_by("pk")
    assert [entry.detail for entry in chosen] == [{"is_told": False}, {"is_told": True}]


def test_a_colleague_who_looks_takes_no_notices_over_unless_asking(home, user, firm):
    search = _watched(user, firm)
    colleague = people.person(Role.ENTERPRISE_USER, organisation=firm)
    address = f"/en/workbench/search/{search.key}/news/"
    theirs = people.signed_in_as(colleague)
    assert "A colleague who watches it" in theirs.post(address, {"step": "seen"}, follow=True).content.decode()
    assert Watch.objects.get().by == user
    theirs.post(address, {"step": "tell"})
    _move_on(home, "US9100099B2")
    telling.look(at=LATER)
    assert [one.to for one in _news()] == [colleague]


@pytest.mark.parametrize("why", ["left the firm", "project ended", "account closed"])
def test_who_may_not_see_it_any_more_is_told_nothing(home, user, firm, why):
    search = _watched(user, firm)
    if why == "left the firm":
        Membership.objects.filter(user=user).update(valid_until=date(2024, 1, 20))
    elif why == "project ended":
        actions.end_project(project=search.project, by=user, at=AT)
    else:
        User.objects.filter(pk=user.pk).update(is_active=False)
    _move_on(home, "US9100099B2")
    assert telling.look(at=LATER) == 0
    assert not _news()


def test_a_notice_that_cannot_be_logged_is_not_sent(home, user, monkeypatch):
    _watched(user)
    _move_on(home, "US9100099B2")

    def fails(**_: object) -> None:
        raise RuntimeError("no log")

    with monkeypatch.context() as broken:
        broken.setattr(telling.audit, "record", fails)
        with pytest.raises(RuntimeError):
            telling.look(at=LATER)
    assert not _news()
    assert telling.look(at=LATER) == 1


def test_the_worker_that_builds_the_index_tells_and_the_loop_finds_what_the_command_built(home, user):
    _watched(user)
    put_in(home.path.parent, [document("US9100099B2", "A hinge", "A hinge.", ipc=["G09F9/30"])], name="june.jsonl")
    actions.start_build(by=None, at=LATER)
    work()
    assert len(_news()) == 1
    _move_on(home, "US9100098B2")
    tasks.look_for_news(at=LATER)
    work()
    assert len(_news()) == 2
