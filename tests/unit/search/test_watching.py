"""A kept search asked again: what is new, gone and changed, and which field of which file made the difference."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.search.small_corpus import DOCUMENTS, document, put_in
from tests.unit.search.test_search_command import run

from patentry.corpus import Home, latest
from patentry.search.asking import Ask
from patentry.search.index import update_index
from patentry.search.query import parse_query
from patentry.search.searching import Searcher, open_searcher
from patentry.search.synonyms import Synonyms
from patentry.search.watching import news_since, read_run, take_run, write_run
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

FIRST, LATER = datetime(2024, 1, 9, 8, tzinfo=UTC), datetime(2024, 6, 1, 8, tzinfo=UTC)
NEWER = [
    {**DOCUMENTS[0], "abstract": {"en": "A bistable panel without any joint."}, "ipc": ["G09F9/30"]},
    {**DOCUMENTS[4], "abstract": {"en": "A separator with a hinge."}},
    document("US9200001B2", "Rolling hinge", "A hinge with rollers.", published="2024-04-02"),
    {**DOCUMENTS[2], "applicants": [{"name": "Second Owner Inc.", "country": "US", "address": None}]},
]


@pytest.fixture(scope="module")
def advanced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, str, Searcher]:
    """A home in which a search for hinges was kept, and which has taken a newer file since."""
    folder = tmp_path_factory.mktemp("watched")
    home = put_in(folder, DOCUMENTS)
    update_index(latest(home))
    kept = write_run(take_run(open_searcher(home), Ask(query=parse_query("TIAB=hinge")), at=FIRST))
    put_in(folder, NEWER, name="june.jsonl")
    update_index(latest(home))
    return home, kept, open_searcher(home)


def test_news_name_the_field_and_the_file(advanced: tuple[Home, str, Searcher]) -> None:
    _, kept, searcher = advanced
    news = news_since(searcher, read_run(kept, name="k"), at=LATER)
    new = {item.publication_number: item for item in news.new}
    assert {number: item.because for number, item in new.items()} == {"US9200001B2": "added", "US9100004B2": "changed"}
    difference = new["US9100004B2"].differences
    assert difference is not None
    assert [(one.field, one.after, one.file) for one in difference] == [
        ("abstract", "A separator with a hinge.", "june.jsonl")
    ]
    gone = news.gone[0]
    assert (gone.publication_number, gone.because) == ("US9100001B2", "changed")
    assert {one.field for one in gone.differences or ()} == {"abstract", "ipc"}
    changed = news.changed[0]
    assert changed.publication_number == "US9100003B2"
    assert [(one.field, one.before, one.after) for one in changed.differences or ()] == [
        ("applicants", "Bright Lantern Co., Ltd.", "Second Owner Inc.")
    ]
    assert (news.since_snapshot, news.snapshot, news.unchanged, news.is_compared) == (1, 2, 1, True)


def test_the_run_of_the_news_has_no_news_itself(advanced: tuple[Home, str, Searcher]) -> None:
    _, kept, searcher = advanced
    now = news_since(searcher, read_run(kept, name="k"), at=LATER).now
    again = news_since(searcher, now, at=LATER)
    assert (again.new, again.gone, again.changed) == ((), (), ())
    assert again.unchanged == len(now.hits)


def test_where_the_runs_snapshot_is_gone_it_is_told_that_fields_are_not_compared(
    advanced: tuple[Home, str, Searcher],
) -> None:
    _, kept, searcher = advanced
    news = news_since(searcher, replace(read_run(kept, name="k"), snapshot=99), at=LATER)
    assert news.is_compared is False
    assert {item.publication_number for item in news.new} == {"US9200001B2", "US9100004B2"}
    assert all(item.differences is None for item in (*news.new, *news.gone, *news.changed))


def test_a_changed_status_is_news(advanced: tuple[Home, str, Searcher]) -> None:
    _, _, searcher = advanced
    now = take_run(searcher, Ask(query=parse_query("TI=bearing")), at=LATER)
    other = replace(now, hits=tuple(replace(hit, status="in_force") for hit in now.hits))
    item = news_since(searcher, other, at=LATER).changed[0]
    assert (item.because, item.status) == ("around", ("in_force", "unknown"))


def test_a_kept_run_reads_back_as_it_was(searcher: Searcher) -> None:
    for ask in (
        Ask(text="铰链", synonyms=Synonyms((("铰链", "hinge"),)), top=3),
        Ask(like="US9100003B2", is_prior=True, top=5),
        Ask(query=parse_query("TI=hinge OR PD>2015"), statuses=("unknown", "in_force")),
    ):
        kept = take_run(searcher, ask, at=FIRST)
        assert kept.hits
        assert read_run(write_run(kept), name="k") == kept


def test_what_cannot_be_kept_or_read_is_refused(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = Ask(query=parse_query("S1"), steps={1: parse_query("hinge")})
    for ask, code in ((steps, "search.watch_steps"), (Ask(query=parse_query("NOT TI=xyz")), "search.watch_too_many")):
        monkeypatch.setattr("patentry.search.watching.keeping.MOST_TOP", 3)
        with pytest.raises(Refusal) as refused:
            take_run(searcher, ask, at=FIRST)
        assert refused.value.code == code
    for text in ("", "{}", "[]", '{"layout": 1, "hits": 3}', "not json"):
        with pytest.raises(Refusal) as refused:
            read_run(text, name="k")
        assert refused.value.code == "search.watch_unreadable"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_read_the_news(advanced: tuple[Home, str, Searcher], tmp_path: Path, lang: str) -> None:
    home, kept, _ = advanced
    (tmp_path / "kept.json").write_text(kept, encoding="utf-8")
    code, out, _ = run(home, "search", "--since", tmp_path / "kept.json", "--save", tmp_path / "next.json", lang=lang)
    assert code == 0
    assert all(told in out for told in ("US9200001B2", "june.jsonl", "Second Owner Inc.", "next.json"))
    told = json.loads(run(home, "search", "--since", tmp_path / "next.json", as_json=True)[1])
    assert (told["new"], told["gone"], told["changed"]) == ([], [], [])


def test_a_kept_search_goes_round_on_the_command_line(indexed: Home, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    code, out, _ = run(indexed, "search", "--query", "TI=hinge", "--save", kept)
    assert (code, str(kept) in out) == (0, True)
    assert json.loads(run(indexed, "search", "--since", kept, as_json=True)[1])["unchanged"] == 2
    for arguments in (("hinge", "--since", kept), ("--since", tmp_path / "none.json")):
        assert run(indexed, "search", *arguments)[0] == 1
    kept.write_text("{}", encoding="utf-8")
    assert "kept.json is no kept search" in run(indexed, "search", "--since", kept)[2]
