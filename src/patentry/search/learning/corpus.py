"""Learning from the corpus a searcher is open on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from patentry.search.asking import Ask
from patentry.search.index.reading import Numbers
from patentry.search.learning.cases import Case, case_of, measures
from patentry.search.learning.fitting import SHARES, fit
from patentry.search.learning.questions import FEWEST, HELD_OUT, questions_of
from patentry.search.ranking.curves import Weights
from patentry.search.ranking.features import FEATURES
from patentry.search.ranking.fusing import shipped_weights
from patentry.search.ranking.learnt import Learnt
from patentry.search.searching import Searcher

Progress = Callable[[int, int], None]
Question = tuple[int, Numbers]


def learn(searcher: Searcher, *, progress: Progress | None = None) -> Learnt | None:
    """Answer weights learnt on the corpus's own citations; None where too few documents cite others of it."""
    asked = questions_of(searcher.index)
    if len(asked) < FEWEST:
        return None
    cases = cases_of(searcher, asked, progress=progress)
    held_out = cases[::HELD_OUT]
    taught = [case for at, case in enumerate(cases) if at % HELD_OUT]
    weights = fit(taught, shipped_weights())
    return _judged(searcher, weights, taught, held_out)


def cases_of(
    searcher: Searcher,
    asked: Sequence[Question],
    *,
    progress: Progress | None = None,
    names: Collection[str] = FEATURES,
) -> list[Case]:
    """Answer the case of each document that asks, with these features."""
    found = []
    for done, (doc, wanted) in enumerate(asked, start=1):
        number = searcher.index.rows([doc], ["number"])[0]["number"]
        question, _ = searcher.question(Ask(like=number, is_prior=True), doc)
        found.append(case_of(searcher.pool(question), wanted[question.admitted[wanted]], names=names))
        if progress:
            progress(done, len(asked))
    return [case for case in found if case.count]


def _judged(searcher: Searcher, weights: Weights, taught: Sequence[Case], held_out: Sequence[Case]) -> Learnt:
    ours, shipped = measures(held_out, weights), measures(held_out, shipped_weights())
    return Learnt(
        weights=weights,
        snapshot=searcher.index.manifest.snapshot,
        questions=len(taught),
        held_out=len(held_out),
        learnt=ours,
        shipped=shipped,
        are_used=float(SHARES @ ours) > float(SHARES @ shipped),
        embedder=searcher.meaning.vectors.model if searcher.meaning else None,
    )
