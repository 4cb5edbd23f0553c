"""What a question finds, what it leaves out, and what the answer says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from patentry.search.asking import Answer, Ask
from patentry.search.searching import Searcher
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")


def numbers(answer: Answer) -> list[str]:
    return [hit.publication_number for hit in answer.hits]


def test_an_idea_finds_the_documents_that_speak_of_it(searcher: Searcher) -> None:
    answer = searcher.search(Ask(text="a ceramic separator for lithium ion batteries"))
    assert numbers(answer)[0] == "US9100004B2"
    assert answer.snapshot == answer.current == 1


def test_a_chinese_idea_finds_chinese_documents(searcher: Searcher) -> None:
    assert numbers(searcher.search(Ask(text="可折叠的柔性显示面板")))[0] == "CN104000001B"


def test_a_family_is_answered_once(searcher: Searcher) -> None:
    answer = searcher.search(Ask(text="hinge for a folding screen"))
    families = [hit.family_id for hit in answer.hits]
    assert len(families) == len(set(families))
    assert len({"US9100003B2", "US20150000003A1"} & set(numbers(answer))) == 1


def test_a_patent_never_finds_itself_nor_its_family(searcher: Searcher) -> None:
    found = numbers(searcher.search(Ask(like="US 9,100,003 B2")))
    assert found
    assert not {"US9100003B2", "US20150000003A1"} & set(found)


def test_a_patents_own_citations_are_not_used(searcher: Searcher) -> None:
    """The one document that tells who cites what is the subject itself: nothing may be known of its citations."""
    hits = searcher.search(Ask(like="US9100005B2")).hits
    battery = next(hit for hit in hits if hit.publication_number == "US9100004B2")
    told = {part.feature: part.points for part in battery.why.parts}
    assert not {"US9100005B2"} & set(battery.why.neighbours)
    assert all(told.get(name, 0.0) <= 0 for name in ("cited_by_near", "cocited"))


def test_prior_admits_only_what_was_published_before_the_patent(searcher: Searcher) -> None:
    hits = searcher.search(Ask(like="US9100002B2", is_prior=True)).hits
    assert hits
    assert all(hit.published is not None and hit.published < date(2013, 5, 7) for hit in hits)


def test_prior_takes_no_evidence_from_later_documents(searcher: Searcher) -> None:
    """US9100002B2 and the family of the hinge cite the panel, and were published after the day."""
    free = searcher.search(Ask(text="flexible display", before=date(2013, 1, 1)))
    prior = searcher.search(Ask(text="flexible display", before=date(2013, 1, 1), is_prior=True))
    assert any(hit.why.neighbours for hit in free.hits)
    assert not any(hit.why.neighbours for hit in prior.hits)


def test_documents_of_an_unknown_day_are_counted_where_a_day_decides(searcher: Searcher) -> None:
    answer = searcher.search(Ask(text="folding display panel", before=date(2020, 1, 1)))
    assert "US9100007B2" not in numbers(answer)
    assert answer.unknown_excluded == 1
    assert searcher.search(Ask(text="folding display panel")).unknown_excluded == 0


def test_a_hit_says_why_it_was_found(searcher: Searcher) -> None:
    hit = searcher.search(Ask(text="hinge of a display panel, folded")).hits[0]
    assert {"hinge", "panel", "display"} <= set(hit.why.terms)
    assert hit.passage
    assert sum(part.share for part in hit.why.parts) == pytest.approx(1, abs=0.01)


def test_the_passage_is_where_the_words_stand(searcher: Searcher) -> None:
    hits = searcher.search(Ask(text="panel folded along an axis")).hits
    hit = next(hit for hit in hits if hit.publication_number == "US9100001B2")
    assert (hit.section, hit.passage) == ("claims", "A display panel folded along a hinge axis.")


@pytest.mark.parametrize("text", ["", "   ", "the of and said", "…", "的"])
def test_a_text_that_says_nothing_is_refused_with_what_to_do(searcher: Searcher, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        searcher.search(Ask(text=text))
    assert refused.value.code == "search.nothing_to_search"


def test_words_nobody_uses_find_nothing(searcher: Searcher) -> None:
    assert searcher.search(Ask(text="zyxwvut qqq")).hits == ()


def test_a_very_long_text_is_searched_by_its_commonest_words(searcher: Searcher) -> None:
    text = "lithium ion battery separator " * 8_000
    assert numbers(searcher.search(Ask(text=text)))[0] == "US9100004B2"


def test_full_width_letters_and_mixed_scripts_are_read(searcher: Searcher) -> None:
    assert "US9100004B2" in numbers(searcher.search(Ask(text="ＬＩＴＨＩＵＭ separator 锂离子电池隔膜")))[:2]


@pytest.mark.parametrize(
    ("number", "code"),
    [("US7777777B2", "search.number_missing"), ("??", "problem.number_unreadable")],
)
def test_a_number_that_is_not_there_is_refused(searcher: Searcher, number: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        searcher.search(Ask(like=number))
    assert refused.value.code == code


def test_prior_without_any_day_is_refused(searcher: Searcher) -> None:
    with pytest.raises(Refusal) as refused:
        searcher.search(Ask(text="display", is_prior=True))
    assert refused.value.code == "search.prior_needs_day"
    with pytest.raises(Refusal) as refused:
        searcher.search(Ask(like="US9100007B2", is_prior=True))
    assert refused.value.code == "search.subject_undated"
