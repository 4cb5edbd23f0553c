"""What the nearest documents foretell: by their own likeness, by whom they cite, by the references they share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.search.small_corpus import document, put_in

from patentry.corpus import latest
from patentry.search.asking import Ask
from patentry.search.index import update_index
from patentry.search.ranking.foretelling import foretold
from patentry.search.ranking.pool import Pool
from patentry.search.searching import Searcher, open_searcher

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

CITED, COUPLED, ALONE = "US9200001B2", "US9200002B2", "US9200003B2"
OUTSIDE = [f"US810000{n}B2" for n in range(4)]
NEAR = [
    document(
        f"US920001{n}B2",
        "Hydrogen valve",
        f"A valve for hydrogen with a seal of kind {n}.",
        ipc=["F16K1/00"],
        cites=[CITED, *OUTSIDE],
    )
    for n in range(3)
]
FAR = [
    document(CITED, "Bellows", "A bellows of steel."),
    document(COUPLED, "Gasket", "A gasket of rubber.", cites=OUTSIDE),
    document(ALONE, "Spring", "A spring of bronze.", cites=["US8200009B2"]),
    *(document(f"US920002{n}B2", "Loom", f"A loom with shuttle {n}.", ipc=["D03D1/00"]) for n in range(4)),
]


def build(folder: Path, documents: list[dict[str, Any]]) -> Searcher:
    home = put_in(folder, documents)
    update_index(latest(home))
    return open_searcher(home)


@pytest.fixture(scope="module")
def valves(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return build(tmp_path_factory.mktemp("valves"), [*NEAR, *FAR])


def told(searcher: Searcher, text: str) -> dict[str, float]:
    question, _ = searcher.question(Ask(text=text), None)
    pool = Pool(searcher.index, searcher.scorer, question)
    numbers = [row["number"] for row in searcher.index.rows([int(doc) for doc in pool.docs], ["number"])]
    return dict(zip(numbers, foretold(pool), strict=True))


def test_what_the_nearest_cite_or_are_coupled_with_is_foretold_without_a_word_in_common(valves: Searcher) -> None:
    values = told(valves, "a valve for hydrogen")
    assert values[CITED] > values[ALONE]
    assert values[COUPLED] > values[ALONE]
    assert min(values[doc["publication_number"]] for doc in NEAR) > values["US9200020B2"]


def test_a_question_nothing_is_near_to_foretells_nothing(valves: Searcher) -> None:
    assert np.allclose(list(told(valves, "zyxwvut").values()), 0)


def test_alike_documents_share_their_say(valves: Searcher, tmp_path: Path) -> None:
    """Three alike that cite a document do not foretell it three times as much as one would."""
    one = build(tmp_path, [NEAR[0], *FAR])
    assert told(valves, "a valve for hydrogen")[CITED] < 2.5 * told(one, "a valve for hydrogen")[CITED]


def test_a_run_gives_each_publication_its_place_where_a_list_has_one_a_family(searcher: Searcher) -> None:
    ask = Ask(text="hinge for a folding screen")
    run = [number for number, _ in searcher.ranked(ask)]
    assert {"US9100003B2", "US20150000003A1"} <= set(run)
    assert len(run) > len(searcher.search(ask).hits)
