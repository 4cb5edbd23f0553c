"""Facets count and narrow all that was found, however much it is."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.unit.search.small_corpus import document, put_in

from patentry.corpus import latest
from patentry.search.asking import Ask
from patentry.search.faceting import FACETS, MOST_VALUES, NOT_KNOWN, Facets, counted, narrowed_to
from patentry.search.index import open_index, update_index
from patentry.search.looking import look
from patentry.search.query import parse_query
from patentry.search.searching import open_searcher

DOCUMENTS = 4_500
"""More than the nearest that a text is compared with."""
CLASSES = [f"{one}1/0{leaf}" for one in ("B01C", "B09F", "G01C", "G09F", "H01C", "H09F") for leaf in (1, 2)]


def _drawn(at: int, drawn: random.Random) -> dict[str, Any]:
    return document(
        f"US{9200000 + at}B2",
        "A hinge",
        "A hinge.",
        published=f"{drawn.randrange(1990, 2020)}-01-06" if at % 17 else None,
        ipc=drawn.choices(CLASSES, k=drawn.randrange(4)),
        applicant=f"Firm {min(int(drawn.paretovariate(0.7)), 400)}",
        lang=drawn.choice(["en", "zh"]),
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    drawn = random.Random(3)
    made = put_in(tmp_path_factory.mktemp("facets"), [_drawn(at, drawn) for at in range(DOCUMENTS)])
    update_index(latest(made))
    return made


def _plainly(index: Any, docs: np.ndarray) -> list[dict[str, set[str]]]:
    rows = index.rows([int(doc) for doc in docs], ["published", "holders", "applicants", "ipc", "cpc", "language"])
    return [
        {
            "year": {str(row["published"].year) if row["published"] else NOT_KNOWN},
            "class": {symbol[:4] for symbol in (*row["ipc"], *row["cpc"])} or {NOT_KNOWN},
            "holder": set(row["holders"] or row["applicants"] or [NOT_KNOWN]),
            "language": {row["language"] or NOT_KNOWN},
        }
        for row in rows
    ]


@pytest.mark.parametrize(
    "narrowed",
    [
        {},
        {"class": ["G01C", "B09F"]},
        {"year": ["1999"], "language": ["zh", "en"]},
        {"holder": ["nobody"]},
    ],
)
def test_facets_count_what_reading_every_hit_counts(home, narrowed):
    index = open_index(home)
    docs = np.flatnonzero(index.alive)[::-1][: DOCUMENTS - 7]
    found = Facets(index).of(docs, np.ones(index.count, np.int64))
    told = _plainly(index, docs)

    def remain(row: dict[str, set[str]], but: str = "") -> bool:
        return all(set(values) & row[name] for name, values in narrowed.items() if name != but)

    kept = narrowed_to(found, narrowed, len(docs))
    assert kept.tolist() == [remain(row) for row in told]
    facets = counted(found, narrowed, len(docs))
    assert set(facets) == set(FACETS)
    assert facets["status"] == ((("in_force", int(kept.sum())),) if kept.any() else ())
    for name in ("year", "class", "holder", "language"):
        plain = Counter(value for row in told if remain(row, name) for value in row[name])
        best = sorted(plain.items(), key=lambda one: (-one[1], one[0]))[:MOST_VALUES]
        expected = best + [(one, plain[one]) for one in narrowed.get(name, ()) if one not in dict(best)]
        assert list(facets[name]) == (sorted(expected, reverse=True) if name == "year" else expected)


def test_a_query_counts_all_it_finds_and_a_text_says_it_counts_the_nearest(home):
    searcher = open_searcher(home)
    day = date(2024, 1, 9)
    asked = look(searcher, Ask(query=parse_query("TI=hinge")), on=day)
    assert asked.total == DOCUMENTS
    assert sum(count for _, count in asked.facets["language"]) == DOCUMENTS
    assert not asked.is_nearest
    (value, count), *_ = asked.facets["class"]
    assert look(searcher, Ask(query=parse_query("TI=hinge")), on=day, narrowed={"class": [value]}).narrowed == count
    text = look(searcher, Ask(text="a hinge"), on=day)
    assert text.is_nearest
    assert sum(count for _, count in text.facets["language"]) == text.total < DOCUMENTS
