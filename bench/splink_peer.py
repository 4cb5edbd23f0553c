"""Splink on the gold names, for `bench.names`: run by a Python that has it; prints its best pairwise score.

Set up as its guide for names of firms suggests: Jaro-Winkler levels on the cleaned name, tokens in common, blocking by
the first word, the first letters and the rarest word. The threshold is the one with the best F1 at a precision of .95
on the develop half (the best F1 where none reaches it); the score is that of the other half.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from bench.names_gold import DEVELOP, REPORT, Known, Score, gold, pairwise

THRESHOLDS = (*(n / 100 for n in (*range(5, 100, 5), 97, 98, 99)), 0.995, 0.999, 0.9999)
LEAST_PRECISION = 0.95


def main() -> None:
    """Choose the threshold on one half, print the score of the other."""
    chosen = max(_scores(gold(half=DEVELOP)).items(), key=lambda item: (_worth(item[1]), item[0]))[0]
    print(f"{_scores(gold(half=REPORT))[chosen]} at {chosen}")


def _worth(score: Score) -> tuple[bool, float]:
    return score.precision >= LEAST_PRECISION, score.f1


def _scores(known: Sequence[Known]) -> dict[float, Score]:
    import pandas
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    words = [re.sub(r"[^a-z0-9]+", " ", row.name.casefold()).split() or ["-"] for row in known]
    rarity = Counter(word for row in words for word in set(row))
    frame = pandas.DataFrame(
        {
            "unique_id": range(len(known)),
            "name": [" ".join(row) for row in words],
            "words": [sorted(set(row)) for row in words],
            "first_word": [row[0] for row in words],
            "first_letters": ["".join(row)[:5] for row in words],
            "rarest": [min(row, key=lambda word: (rarity[word], word)) for row in words],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.9, 0.85, 0.8]),
            cl.ArrayIntersectAtSizes("words", [3, 2, 1]),
            cl.ExactMatch("first_word").configure(term_frequency_adjustments=True),
            cl.ExactMatch("rarest").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("first_word"),
            block_on("first_letters"),
            block_on("rarest"),
        ],
    )
    linker = Linker(DuckDBAPI().register(frame), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.1)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("first_word"), block_on("rarest"), block_on("first_letters")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS)).as_pandas_dataframe()
    pairs = list(zip(predicted["match_probability"], predicted["unique_id_l"], predicted["unique_id_r"], strict=True))
    return {t: pairwise(known, _clusters(len(known), pairs, t), weighted=False) for t in THRESHOLDS}


def _clusters(count: int, pairs: list[Any], threshold: float) -> list[list[int]]:
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for probability, one, two in pairs:
        if probability >= threshold:
            parent[root(int(one))] = root(int(two))
    found: dict[int, list[int]] = defaultdict(list)
    for node in range(count):
        found[root(node)].append(node)
    return list(found.values())


if __name__ == "__main__":
    main()
