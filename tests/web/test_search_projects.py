"""Search projects: who sees them, log and steps, collection, report; and the index built by a worker."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime

import people
import pytest
from django.test import Client
from test_collection import work
from tests.unit.search.small_corpus import DOCUMENTS, document, put_in

from district.accounts.models import Organisation, OrganisationKind, Proxy, Standing, User
from district.accounts.roles import Role
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.workbench import actions, library
from district.workbench.asking import Told
from district.workbench.models import IndexBuild, Kept, Project, Search, Watch
from patentry.corpus import latest
from patentry.search.index import update_index
from patentry.search.index.manifest import writing

AT = datetime(2024, 1, 9, 3, tzinfo=UTC)


@pytest.fixture
def firm() -> Organisation:
    return Organisation.objects.create(name_zh="虚构显示公司", standing=Standing.VERIFIED)


@pytest.fixture
def user(firm: Organisation) -> User:
    return people.person(Role.ENTERPRISE_USER, organisation=firm)


@pytest.fixture
def client(user: User) -> Client:
    return people.signed_in_as(user)


@pytest.fixture
def project(firm: Organisation, user: User) -> Project:
    return actions.start_project(title="Folding displays", organisation=firm, by=user, at=AT)


def _search(
    project: Project, text: str, by: User, *, before: date | None = None, statuses: tuple[str, ...] = ()
) -> Search:
    return actions.search(told=Told(text=text, before=before, statuses=statuses), project=project, by=by, at=AT)


def _page(project: Project, client: Client, path: str = "") -> str:
    answer = client.get(f"/en/workbench/projects/{project.pk}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_members_of_the_firm_and_its_agency_see_a_project_and_nobody_else(indexed, project, firm):
    agency = Organisation.objects.create(
        name_zh="虚构代理", standing=Standing.VERIFIED, kind=OrganisationKind.SERVICE_INSTITUTION
    )
    Proxy.objects.create(principal=firm, agency=agency, valid_from=date(2020, 1, 1), valid_until=date(2099, 1, 1))
    colleague = people.person(Role.ENTERPRISE_ADMIN, organisation=firm)
    agent = people.person(Role.SERVICE_INSTITUTION, organisation=agency)
    for one in (colleague, agent):
        assert "Folding displays" in _page(project, people.signed_in_as(one))
    read = Entry.objects.filter(action="read", subject=project.matter)
    assert [entry.by for entry in read] == [agent]
    for role in Role:
        other = people.signed_in_as(people.person(role))
        base = f"/en/workbench/projects/{project.pk}/"
        assert [other.get(base + path).status_code for path in ("", "report/", "report.pdf", "collection.csv")] == [
            404
        ] * 4
        assert other.post(base + "change/", {"step": "end"}).status_code == 404


def test_a_project_is_started_for_a_verified_firm_of_one_s_own_alone(client, user, firm):
    other = Organisation.objects.create(name_zh="别家", standing=Standing.VERIFIED)
    with pytest.raises(CaseRefusal, match="not_your_firm"):
        actions.start_project(title="x", organisation=other, by=user, at=AT)
    answer = client.post("/en/workbench/", {"title": "Hinges", "organisation": firm.pk})
    assert answer.status_code == 302
    assert Project.objects.get().organisation == firm
    assert "Hinges" in client.get("/en/workbench/").content.decode()


def test_steps_are_numbered_and_combined_with_their_own_days_and_statuses(indexed, project, user):
    first = _search(project, "TIAB=(display OR screen)", user, before=date(2014, 1, 1))
    second = _search(project, "IPC=G09F", user)
    both = _search(project, "S1 AND S2", user)
    wide = _search(project, "TIAB=(display OR screen) AND IPC=G09F", user)
    assert [one.step for one in (first, second, both)] == [1, 2, 3]
    # What S1 found is bounded by its day, and so is what it lends.
    assert both.found < wide.found
    assert _search(project, "S3 OR S2", user).found >= second.found


def test_a_text_lends_its_nearest_documents_to_later_steps(indexed, project, user, client):
    text = _search(project, "a folding display with a hinge", user)
    assert len(text.nearest) > 1
    assert _search(project, "S1 AND TI=hinge", user).found == 1
    answer = client.post("/en/workbench/search/", {"text": "S9", "project": project.pk, "search": "1"})
    assert "the search log has no step S9" in answer.content.decode()


def test_synonyms_of_the_project_widen_queries_and_texts_and_the_log_says_so(
    indexed,
    project,
    user,
    client,
):
    alone = _search(project, "TI=screen", user)
    client.post(
        f"/en/workbench/projects/{project.pk}/change/", {"step": "add_synonyms", "words": "screen; display, 显示面板"}
    )
    wide = _search(project, "TI=screen", user)
    assert wide.found > alone.found
    assert wide.widened_by == ["screen → display, 显示面板"]
    assert "显示面板" in _search(project, "a folding screen", user).widened_by[0]
    page = _page(project, client)
    assert "Looked for, too:" in page
    client.post(
        f"/en/workbench/projects/{project.pk}/change/",
        {"step": "remove_synonyms", "synonyms": project.synonyms.get().pk},
    )
    assert not project.synonyms.exists()
    with pytest.raises(CaseRefusal, match="too_few_synonyms"):
        actions.add_synonyms(project=project, words="screen", by=user, at=AT)


def test_hits_are_collected_judged_and_taken_out(indexed, project, user, client):
    search = _search(project, "TI=(hinge OR panel)", user)
    chosen = {"do": "keep", "n": ["US9100003B2", "US9100001B2", "US0000000B1"]}
    client.post(f"/en/workbench/search/{search.key}/chosen/", chosen)
    client.post(f"/en/workbench/search/{search.key}/chosen/", chosen)
    assert list(project.kept.values_list("number", flat=True)) == ["US9100003B2", "US9100001B2"]
    one = project.kept.get(number="US9100003B2")
    address = f"/en/workbench/projects/{project.pk}/documents/{one.pk}/"
    client.post(address, {"category": "X", "comment": "=HYPERLINK(the hinge)"})
    assert "found by S1" in _page(project, client)
    told = client.get(f"/en/workbench/projects/{project.pk}/collection.csv").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(told)))
    assert (row["Category"], row["Found by"], row["Comment"]) == ("X", "S1", "'=HYPERLINK(the hinge)")
    assert client.get(f"/en/workbench/projects/{project.pk}/collection.xlsx").content[:2] == b"PK"
    assert "N1  - X " in client.get(f"/en/workbench/projects/{project.pk}/collection.ris").content.decode()
    client.post(address, {"let_go": "1"})
    assert project.kept.count() == 1
    assert not Entry.objects.filter(detail__icontains="HYPERLINK").exists()


def test_the_report_has_log_settings_hits_with_reasons_collection_snapshot_and_day(
    indexed,
    project,
    user,
    client,
):
    first = _search(project, "a folding display with a hinge", user)
    _search(project, "IPC=G09F", user, statuses=("in_force", "pending"))
    actions.save_search(search=first, name="the idea", by=user, at=AT)
    actions.keep(project=project, documents=library.documents(["US9100003B2"]), found_by=first, by=user, at=AT)
    kept = Kept.objects.get()
    actions.rate(kept=kept, category="Y", comment="with the battery", by=user, at=AT)
    page = _page(project, client, "report/")
    for said in ("S1", "S2", "IPC=G09F", "In force, Pending", "the idea", "snapshot 1", "US9100003B2", "words "):
        assert said in page, said
    assert "Y: particularly relevant in combination" in page
    assert "with the battery" in page
    assert "It does not judge novelty" in page


def test_an_ended_project_is_read_and_nothing_is_added(indexed, project, user, client):
    search = _search(project, "TI=hinge", user)
    client.post(f"/en/workbench/projects/{project.pk}/change/", {"step": "end"})
    project.refresh_from_db()
    assert "it can be read" in _page(project, client)
    for act in (
        lambda: _search(project, "TI=panel", user),
        lambda: actions.keep(
            project=project, documents=library.documents(["US9100001B2"]), found_by=search, by=user, at=AT
        ),
        lambda: actions.add_synonyms(project=project, words="a; b", by=user, at=AT),
    ):
        with pytest.raises(CaseRefusal, match="project_ended"):
            act()
    client.post(f"/en/workbench/projects/{project.pk}/change/", {"step": "take_up"})
    project.refresh_from_db()
    assert _search(project, "TI=panel", user).step == 2


def test_an_officer_has_the_index_built_by_a_worker(settings, tmp_path):
    settings.PATENTRY_HOME = put_in(tmp_path, DOCUMENTS).path
    officer = people.signed_in_as(people.person(Role.DISTRICT_OFFICER))
    assert "There is no index" in officer.get("/en/desk/index/").content.decode()
    officer.post("/en/desk/index/", {"build": "1"})
    assert "being built" in officer.get("/en/desk/index/").content.decode()
    assert officer.get("/en/workbench/index/progress/").status_code == 200
    officer.post("/en/desk/index/", {"build": "1"})
    assert IndexBuild.objects.count() == 1
    work()
    build = IndexBuild.objects.get()
    assert (build.snapshot, build.documents, build.refused) == (1, len(DOCUMENTS), "")
    assert officer.get("/en/workbench/index/progress/").status_code == 204
    assert officer.get("/en/workbench/search/").status_code == 200


def test_a_build_that_is_refused_says_why(settings, tmp_path):
    home = put_in(tmp_path, DOCUMENTS[:1])
    settings.PATENTRY_HOME = home.path
    officer = people.person(Role.DISTRICT_OFFICER)
    actions.start_build(by=officer, at=AT)
    with writing(home.index):
        work()
    assert IndexBuild.objects.get().refused == "search.index_busy"
    page = people.signed_in_as(officer).get("/en/desk/index/").content.decode()
    assert "refused" in page


def test_a_watched_search_tells_new_hits_and_which_field_of_which_file_changed(
    settings, tmp_path, project, user, client
):
    home = put_in(tmp_path, DOCUMENTS)
    settings.PATENTRY_HOME = home.path
    update_index(latest(home))
    search = _search(project, "TI=(separator OR hinge)", user)
    address = f"/en/workbench/search/{search.key}/news/"
    client.post(address, {"step": "watch"})
    assert re.search(r"Unchanged documents: [1-9]", client.get(address).content.decode())
    newer = document("US9100004B2", "Battery separator", "A ceramic coated separator.", ipc=["H01M50/446"])
    fresh = document("US9100099B2", "Hinge of a screen", "A hinge.", ipc=["G09F9/30"])
    put_in(tmp_path, [newer, fresh], name="june.jsonl")
    update_index(latest(home))
    assert "the index has moved on" in client.get("/en/workbench/").content.decode()
    page = client.get(address).content.decode()
    assert "US9100099B2" in page
    assert "new in the corpus" in page
    assert "june.jsonl" in page
    assert '<td title="abstract">Abstract</td>' in page
    assert "> 0<" not in page
    client.post(address, {"step": "seen"})
    assert "US9100099B2" not in client.get(address).content.decode().split("asked")[1].split("</main>")[0]
    client.post(address, {"step": "stop"})
    assert not Watch.objects.exists()
    steps = _search(project, "S1 AND TI=hinge", user)
    told = client.post(f"/en/workbench/search/{steps.key}/news/", {"step": "watch"}, follow=True).content.decode()
    assert "say no" in told
