"""`python -m bench.names_model SCRIPT`: learn the weights of a script's similarity model and write its table.

Latin: the develop half of the gold names. Chinese: the generator with the noise tagged `develop`. Logistic
regression with a ridge penalty, by Newton's method; a pair of normal forms counts as often as it has pairs of
spellings behind it.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.chinese_names import spellings
from bench.names_gold import DEVELOP, Known, gold
from patentry.parties.names.book import book_of, candidates_of
from patentry.parties.names.contradictions import contradiction
from patentry.parties.names.measures import measured
from patentry.parties.names.model import term_names, terms_of
from patentry.parties.names.normal_form import normal_form
from patentry.parties.names.parts import NormalName, Script

RIDGE = 100.0
SEED, SIZE = 20_200, 6_000
TABLE = Path(__file__).parent.parent / "src" / "patentry" / "parties" / "names"


def main(script: Script) -> None:
    """Learn and write."""
    rows, truth, weights = examples(gold(half=DEVELOP) if script is Script.LATIN else _chinese())
    terms = terms_of(rows)
    mean, spread = terms.mean(axis=0), terms.std(axis=0) + 1e-9
    learned = _ridge((terms - mean) / spread, truth, weights)
    slopes = learned[1:] / spread
    with (TABLE / f"weights_{script}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("term", "weight"))
        table.writerow(("constant", f"{learned[0] - mean @ slopes:.5g}"))
        table.writerows((name, f"{slope:.5g}") for name, slope in zip(term_names(), slopes, strict=True))
    print(f"{script}: {len(rows)} pairs, {int(truth.sum())} of one organisation")


def _chinese() -> list[Known]:
    return spellings(seed=SEED, size=SIZE, kinds=frozenset({"develop"}))


def examples(known: Sequence[Known]) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    """Answer the measures of the candidate pairs of known names, whether each is one organisation, and its weight."""
    forms: dict[str, NormalName] = {}
    owners: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    for row in known:
        form = normal_form(row.name)
        forms.setdefault(form.key, form)
        owners.setdefault(form.key, Counter())[row.organisation] += 1
        counts[form.key] += row.count
    keys = sorted(forms)
    owner = [owners[key].most_common(1)[0][0] for key in keys]
    book = book_of([forms[key] for key in keys], [counts[key] for key in keys])
    pairs = np.array(
        [(a, b) for a, b in candidates_of(book).tolist() if contradiction(forms[keys[a]], forms[keys[b]]) is None],
        np.int32,
    )
    truth = np.array([owner[a] == owner[b] for a, b in pairs.tolist()])
    weights = np.array([owners[keys[a]].total() * owners[keys[b]].total() for a, b in pairs.tolist()], np.float64)
    return measured(book, pairs).astype(np.float64), truth, weights / weights.mean()


def _ridge(terms: NDArray[np.float64], truth: NDArray[np.bool_], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = np.hstack([np.ones((len(terms), 1)), terms])
    penalty = np.eye(rows.shape[1]) * RIDGE
    penalty[0, 0] = 1e-6
    answer = np.zeros(rows.shape[1])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(rows @ answer, -30, 30)))
        slope = rows.T @ (weights * (chance - truth)) + penalty @ answer
        bend = (rows.T * (weights * chance * (1 - chance))) @ rows + penalty
        step = np.linalg.solve(bend, slope)
        answer -= step
        if np.abs(step).max() < 1e-6:
            break
    return answer


if __name__ == "__main__":
    main(Script(sys.argv[1]))
