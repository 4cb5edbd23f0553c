"""Judging the search by judgements: our ranking beside plain BM25, and how long an answer takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from patentry.search.asking import Ask
from patentry.search.evaluation import Difference, Quality, differences, qualities
from patentry.search.ranking.fusing import WORDS_ALONE
from patentry.search.ranking.words import PLAIN
from patentry.search.runs import Asked, canonical
from patentry.search.searching import Searcher
from patentry.wording import Refusal

DEPTH = 1_000
Judgements = Mapping[str, Mapping[str, int]]
Told = Callable[[Asked, Refusal], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """Both rankings by the same judgements: measures with their intervals, differences with how likely chance is.

    Milliseconds are those of our ranking, of half and of nineteen in twenty of the questions.
    """

    queries: int
    ours: tuple[Quality, ...]
    plain: tuple[Quality, ...]
    above: tuple[Difference, ...]
    median_ms: float
    p95_ms: float


def ask_of(one: Asked, *, is_prior: bool, top: int) -> Ask:
    """Answer the question a line of a file asks."""
    return Ask(text=one.text, like=one.like, before=one.before, is_prior=is_prior, top=top)


def judge(
    searcher: Searcher, asked: Sequence[Asked], judgements: Judgements, *, is_prior: bool, refused: Told
) -> Judged:
    """Answer how good the ranking is. Questions without a judgement are left out, and told of those refused.

    With `is_prior`, documents published no earlier than the question's day are not relevant: they could not be found.
    """
    told = {query: {canonical(doc): grade for doc, grade in docs.items()} for query, docs in judgements.items()}
    plain = replace_searcher(searcher)
    ours: dict[str, list[str]] = {}
    theirs: dict[str, list[str]] = {}
    kept: dict[str, dict[str, int]] = {}
    took: list[float] = []
    for one in asked:
        ask = ask_of(one, is_prior=is_prior, top=DEPTH)
        try:
            relevant = _earlier(searcher, ask, told.get(one.query, {}))
            if not any(grade > 0 for grade in relevant.values()):
                continue
            began = perf_counter()
            ours[one.query] = [number for number, _ in searcher.ranked(ask)]
            took.append((perf_counter() - began) * 1000)
            theirs[one.query] = [number for number, _ in plain.ranked(ask)]
            kept[one.query] = relevant
        except Refusal as refusal:
            refused(one, refusal)
    if not kept:
        raise Refusal("search.nothing_judged")
    return Judged(
        queries=len(kept),
        ours=qualities(kept, ours),
        plain=qualities(kept, theirs),
        above=differences(kept, ours, theirs),
        median_ms=round(float(np.median(took)), 1),
        p95_ms=round(float(np.quantile(took, 0.95)), 1),
    )


def replace_searcher(searcher: Searcher) -> Searcher:
    """Answer the same index searched by plain BM25."""
    return replace(searcher, weights=WORDS_ALONE, measure=PLAIN, meaning=None, terms=None)


def _earlier(searcher: Searcher, ask: Ask, judged: Mapping[str, int]) -> dict[str, int]:
    if not ask.is_prior:
        return dict(judged)
    question, _ = searcher.question(ask, searcher.subject_of(ask))
    return {number: grade for number, grade in judged.items() if searcher.may_be_found(number, question)}
