"""The search pages: what is asked, what is answered and why, and what is kept of it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import people
import pytest
from django.test import Client
from django.utils import translation
from tests.unit.search.small_corpus import DOCUMENTS, put_in

from district.accounts.roles import Role
from district.workbench import builder, field_names, library
from district.workbench.models import Search
from patentry.ingestion.sources.folding import FIELDS
from patentry.search.ranking.curves import Curve
from patentry.search.ranking.features import FEATURES
from patentry.search.ranking.learnt import Learnt, write_learnt

NOW = datetime(2024, 1, 9, 3, tzinfo=UTC)
BOX = "/en/workbench/search/"
IDEA = "a folding display panel with a hinge that leaves no crease"


@pytest.fixture
def member() -> Client:
    return people.signed_in_as(people.person(Role.ENTERPRISE_USER))


def _ask(client: Client, text: str, **more: object) -> Search:
    """Ask, and answer the search that was kept."""
    answer = client.post(BOX, {"text": text, "search": "1", **more})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return Search.objects.get(key=answer.url.rstrip("/").rpartition("/")[2])


def _said(client: Client, text: str, **more: object) -> str:
    """Ask what has no answer; answer the page."""
    answer = client.post(BOX, {"text": text, "search": "1", **more})
    assert answer.status_code == 400
    assert not Search.objects.exists()
    return answer.content.decode()


def _hits(client: Client, search: Search, query: str = "", lang: str = "en") -> str:
    answer = client.get(f"/{lang}/workbench/search/{search.key}/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def _numbers(page: str) -> list[str]:
    """The hits of a page, in their order."""
    return re.findall(r'name="n" value="([^"]+)"', page)


def test_an_idea_finds_documents_with_passage_status_and_reasons(indexed, member):
    search = _ask(member, IDEA)
    assert (search.kind, search.snapshot, search.step) == ("text", 1, None)
    page = _hits(member, search)
    assert _numbers(page)[0] == "US9100001B2"
    assert "<mark>hinge</mark>" in page
    assert "<mark>crease</mark>" in page
    assert 'class="t-a">words <b>' in page
    assert "Classes shared" in page
    assert "From snapshot 1" in page
    assert "共有分类号" in _hits(member, search, lang="zh")


def test_one_family_stands_for_its_members(indexed, member):
    page = _hits(member, _ask(member, IDEA))
    assert "US20150000003A1" in _numbers(page)
    assert "US9100003B2" not in _numbers(page)


@pytest.mark.parametrize("number", ["US9100003B2", "US 9,100,003 B2"])
def test_a_number_alone_asks_for_documents_like_it(indexed, member, number):
    search = _ask(member, number)
    assert search.kind == "like"
    page = _hits(member, search)
    assert "US9100001B2" in page
    assert 'value="US9100003B2"' not in page


def test_the_page_of_a_patent_leads_to_a_search_like_it(indexed, member):
    page = member.get(f"{BOX}?like=US9100003B2").content.decode()
    assert ">US9100003B2</textarea>" in re.sub(r">\s+", ">", page)
    assert '<option value="like" selected>' in page


def test_a_fielded_query_finds_exactly_what_it_says(indexed, member):
    search = _ask(member, "TIAB=(battery OR electrolyte) AND IPC=H01M")
    assert (search.kind, search.found) == ("query", 2)
    assert "2 families" in _hits(member, search)


def test_a_mistake_in_a_query_is_marked_in_its_column(indexed, member):
    page = _said(member, "TI=display AND PI=G09G")
    assert "Column 16" in page or "Column 15" in page or "<mark>PI</mark>" in page
    assert "TI=display AND <mark>PI</mark>=G09G" in page
    assert "there is no field PI" in page


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("   ", "", "Write something first"),
        ("the of and said", "text", "There is nothing to search for"),
        ("US9999999B2", "", "US9999999B2 is not in the index"),
        ("S1 AND S2", "", "Choose the project first"),
        ("IPC=(", "query", "expected"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_to_do(indexed, member, text, kind, told):
    assert told in _said(member, text, kind=kind)


def test_a_page_of_text_as_long_as_a_disclosure_is_searched_and_a_longer_one_refused(indexed, member):
    long = "a hinge of a folding display panel. " * 5_000
    assert _ask(member, long).kind == "text"
    answer = member.post(BOX, {"text": long * 2, "search": "1"})
    assert answer.status_code == 400


def test_full_width_signs_and_digits_are_read(indexed, member):
    assert _ask(member, "（TIAB＝显示面板）　AND　PD＝［２０１５　TO　２０１７］").found == 1


def test_what_an_unknown_day_leaves_out_is_counted_and_can_be_shown(indexed, member):
    search = _ask(member, IDEA, before="2017-01-01")
    assert search.unknown_excluded == 1
    page = _hits(member, search)
    assert "1 document is left out only because" in page
    assert "US9100007B2" not in page
    assert "US9100007B2" in _hits(member, search, "unknown=1")


def test_facets_narrow_and_keep_the_rank_of_the_whole_answer(indexed, member):
    search = _ask(member, IDEA)
    page = _hits(member, search)
    assert "?year=2012" in page
    narrowed = _hits(member, search, "year=2012")
    assert _numbers(narrowed) == ["US9100001B2"]
    later = _hits(member, search, "year=2015")
    assert _numbers(later)[0] == "US20150000003A1"
    assert f'value="{_numbers(page).index("US20150000003A1") + 1}"' in later
    assert 'aria-current="true"' in narrowed
    assert "Nothing is found" in _hits(member, search, "year=1900")


def test_one_hit_has_its_own_page_with_texts_and_reasons(indexed, member):
    search = _ask(member, IDEA)
    page = member.get(f"/en/workbench/search/{search.key}/hits/US9100001B2/").content.decode()
    assert "Why it is found" in page
    assert "<mark>folded</mark> along" in page
    assert "Share of what speaks for it" in page
    answer = member.get(f"/en/workbench/search/{search.key}/hits/US9999999B2/")
    assert answer.status_code == 409
    assert "not among the hits" in answer.content.decode()


def test_a_hit_and_the_hits_together_say_what_they_cover_of_the_text(indexed, member):
    search = _ask(member, "A display panel with a hinge. A ceramic coated separator of a battery cell.")
    page = member.get(f"/en/workbench/search/{search.key}/hits/US9100001B2/").content.decode()
    assert "What it covers of your text" in page
    assert "missing:" in page
    together = member.get(f"/en/workbench/search/{search.key}/evidence/").content.decode()
    assert re.search(r"everything</span> <a[^>]+>US910000\dB2</a> \+ <a", together)
    assert "Suggested classes" in together
    query = _ask(member, "TI=hinge")
    assert "Coverage needs a text" in member.get(f"/en/workbench/search/{query.key}/evidence/").content.decode()


def test_every_field_that_may_change_has_a_name_in_both_languages():
    assert set(field_names.NAMES) == {*FIELDS, "family"}
    for lang in ("zh", "en"):
        with translation.override(lang):
            assert all(field_names.named(name) != name for name in FIELDS)
    with translation.override("zh"):
        assert field_names.named("vendor_status") == "数据商所称状态"


def test_on_a_phone_each_share_of_a_part_says_whose_it_is(indexed, member):
    search = _ask(member, "A display panel with a hinge. A ceramic coated separator of a battery cell.")
    page = member.get(f"/en/workbench/search/{search.key}/evidence/").content.decode()
    assert re.search(r'<td class="mid"><a class="num whose" href="[^"]+/hits/US9100001B2/">US9100001B2</a>', page)


def test_a_slip_of_spelling_and_a_part_that_finds_nothing_are_told(indexed, member):
    assert "did you mean hinge" in _hits(member, _ask(member, "a hinje for a folding display"))
    page = _hits(member, _ask(member, "TI=hinge AND TI=electrolyte"))
    assert "<code>TI=hinge</code> finds" in page


def test_an_index_in_another_layout_counts_as_none(corpus, member, settings, tmp_path):
    home = Path(shutil.copytree(corpus.path, tmp_path / "older"))
    manifest = home / "index" / "index.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"rules": "0-older"}))
    settings.PATENTRY_HOME = home
    assert "There is no index" in member.get(BOX).content.decode()


def test_hits_stand_side_by_side_with_what_they_share(indexed, member):
    search = _ask(member, IDEA)
    chosen = member.post(
        f"/en/workbench/search/{search.key}/chosen/", {"do": "compare", "n": ["US9100001B2", "US9100002B2"]}
    )
    page = member.get(chosen.url).content.decode()
    assert "H01L27/32" in page
    assert "A display panel folded along a hinge axis." in page
    alone = member.get(f"/en/workbench/search/{search.key}/compare/?n=US9100001B2", follow=True).content.decode()
    assert "A comparison takes 2 to 4 documents; 1 were chosen." in alone


def test_without_an_index_the_page_says_how_it_is_made(member, settings, tmp_path):
    settings.PATENTRY_HOME = put_in(tmp_path, DOCUMENTS[:1]).path
    page = member.get(BOX).content.decode()
    assert "patentry index" in page
    assert "Ask a district officer" in page
    officer = people.signed_in_as(people.person(Role.DISTRICT_OFFICER))
    assert "/en/desk/index/" in officer.get(BOX).content.decode()


def test_an_index_whose_snapshot_is_gone_still_answers_and_says_what_it_cannot_tell(corpus, member, settings, tmp_path):
    home = Path(shutil.copytree(corpus.path, tmp_path / "gone"))
    manifest = home / "index" / "index.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"snapshot": 99}))
    settings.PATENTRY_HOME = home
    search = _ask(member, IDEA)
    page = _hits(member, search)
    assert "Snapshot 99, of which the index was made, is no longer there" in page
    assert "US9100003B2" in page
    assert "not told" in page
    Search.objects.all().delete()
    assert "Run patentry index --rebuild" in _said(member, IDEA, statuses=["in_force"])


def test_the_builder_works_without_script(indexed, member):
    rows = {"join": ["AND", "AND", "NOT"], "field": ["TIAB", "IPC", "TI"], "words": ["battery cell", "H01M", "paste"]}
    page = member.post(BOX, {"text": "", "build": "1", **rows}).content.decode()
    assert "(TIAB=(battery cell) AND IPC=H01M) AND NOT TI=paste" in page
    assert page.count('name="words"') == builder.FEWEST_ROWS
    more = member.post(BOX, {"text": "", "more": "1", **rows}).content.decode()
    assert more.count('name="words"') == builder.FEWEST_ROWS + 1


@pytest.mark.parametrize(
    ("rows", "query"),
    [
        ([("AND", "TI", "a"), ("OR", "AB", "b"), ("AND", "IPC", "G09G")], "(TI=a OR AB=b) AND IPC=G09G"),
        ([("AND", "TI", "a"), ("AND", "AB", "b"), ("OR", "CL", "c")], "(TI=a AND AB=b) OR CL=c"),
        ([("NOT", "TI", "display")], "NOT TI=display"),
        ([("AND", "PA", "Bright Lantern Co., Ltd.")], 'PA="Bright Lantern Co., Ltd."'),
        ([("AND", "AD", ">=2018"), ("AND", "PD", "[2019 TO *]")], "AD>=2018 AND PD=[2019 TO *]"),
        ([("AND", "TI", ""), ("OR", "TI", "hinge")], "TI=hinge"),
    ],
)
def test_rows_of_the_builder_make_a_query_that_can_be_read(rows, query):
    made = builder.composed([builder.Row(*row) for row in rows])
    assert made == query
    assert library.steps_named(made) == frozenset()


def test_hits_are_taken_away_as_files_no_spreadsheet_runs(indexed, member):
    search = _ask(member, IDEA)
    address = f"/en/workbench/search/{search.key}"
    told = member.get(f"{address}.csv").content
    assert told.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(told.decode("utf-8-sig"))))
    assert rows[0]["Publication number"] == "US9100001B2"
    assert "words" in rows[0]["Share of the score"]
    assert member.get(f"{address}.xlsx").content == member.get(f"{address}.xlsx").content
    ris = member.get(f"{address}.ris").content.decode()
    assert "TY  - PAT\r\n" in ris
    assert "IS  - US20150000003A1\r\n" in ris
    narrowed = member.get(f"{address}.csv?year=2012").content.decode()
    assert "US20150000003A1" not in narrowed


def test_a_search_is_saved_under_a_name_and_forgotten(indexed, member):
    search = _ask(member, IDEA)
    member.post(f"/en/workbench/search/{search.key}/save/", {"name": "hinges"})
    assert "hinges" in member.get("/en/workbench/").content.decode()
    member.post(f"/en/workbench/search/{search.key}/save/", {"forget": "1"})
    assert not Search.objects.exists()


def test_a_search_without_a_project_is_nobody_else_s(indexed, member):
    search = _ask(member, IDEA)
    for role in (Role.ENTERPRISE_USER, Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR):
        other = people.signed_in_as(people.person(role))
        for path in ("", "compare/?n=US9100001B2&n=US9100002B2", "hits/US9100001B2/"):
            assert other.get(f"/en/workbench/search/{search.key}/{path}").status_code == 404
        assert other.get(f"/en/workbench/search/{search.key}.csv").status_code == 404
        assert other.post(f"/en/workbench/search/{search.key}/save/", {"name": "x"}).status_code == 404


def test_what_was_asked_stands_in_no_address_and_not_in_the_log_of_acts(indexed, member):
    from district.audit.models import Entry

    answer = member.post(BOX, {"text": IDEA, "search": "1"})
    assert "hinge" not in answer.url
    entry = Entry.objects.get(action="workbench.search")
    assert "hinge" not in json.dumps(entry.detail)


@pytest.mark.parametrize(
    ("are_used", "told"), [(True, "The weights of the ranking were learnt"), (False, "did no better")]
)
def test_whose_weights_ranked_the_hits_is_said(corpus, settings, tmp_path, member, are_used, told):
    shutil.copytree(corpus.path, tmp_path / "home")
    settings.PATENTRY_HOME = tmp_path / "home"
    learnt = Learnt(dict.fromkeys(FEATURES, Curve(1.0)), 1, 80, 40, (0.6, 0.9, 0.4), (0.5, 0.8, 0.3), are_used, None)
    write_learnt(tmp_path / "home" / "index", learnt)
    page = _hits(member, _ask(member, IDEA))
    assert told in page
    assert "0.600 / 0.900 / 0.400" in page
