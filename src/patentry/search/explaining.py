"""From ranked documents to hits with their reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from patentry.search.asking import Hit, Part, Why
from patentry.search.index.segments import levels_of, mark_of
from patentry.search.passages import Passages
from patentry.search.ranking.fusing import Ranked
from patentry.search.ranking.pool import Pool

MOST_NAMED = 8
SHOWN = ["number", "family", "published", "title", "abstract", "claims", "description", "ipc", "cpc"]


def explained(pool: Pool, ranked: Ranked) -> tuple[Hit, ...]:
    """Answer the hits. Shares are of what speaks for a document: its parts above the least any document has."""
    rows = pool.index.rows([int(doc) for doc in ranked.docs], SHOWN)
    wanted = {term: weight * pool.scorer.idf(pool.scorer.found(term)) for term, weight in pool.question.terms.items()}
    kin = _neighbours(pool, ranked)
    near = _near_classes(pool, rows)
    passages = Passages(wanted)
    hits = []
    for place, row in enumerate(rows):
        passage = passages.best(row)
        hits.append(
            Hit(
                rank=place + 1,
                publication_number=row["number"],
                family_id=row["family"],
                score=round(float(ranked.scores[place]), 4),
                title=(row["title"] or "").partition("\n")[0],
                passage=passage.text,
                section=passage.section,
                published=row["published"],
                why=Why(
                    terms=passage.terms[:MOST_NAMED],
                    classes=near[place],
                    neighbours=kin[place],
                    parts=_parts(ranked, place),
                ),
            )
        )
    return tuple(hits)


def _near_classes(pool: Pool, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Of each hit, its classes that the question has, or has the next above of."""
    symbols = [dict.fromkeys([*row["ipc"], *row["cpc"]]) for row in rows]
    marks = {symbol: [mark_of(level) for level in levels_of(symbol)[:2]] for one in symbols for symbol in one}
    levels = np.array(sorted({mark for one in marks.values() for mark in one}), np.int64)
    shared = set(levels[pool.classes.of(levels) != 0].tolist())
    return [tuple(s for s in one if not shared.isdisjoint(marks[s]))[:MOST_NAMED] for one in symbols]


def _parts(ranked: Ranked, place: int) -> tuple[Part, ...]:
    points = {name: float(values[place]) for name, values in ranked.parts.items()}
    speaking = {name: max(value, 0.0) for name, value in points.items()}
    whole = sum(speaking.values()) or 1.0
    parts = [
        Part(feature=name, points=round(value, 4), share=round(speaking[name] / whole, 4))
        for name, value in points.items()
        if value
    ]
    return tuple(sorted(parts, key=lambda part: -part.points))


def _neighbours(pool: Pool, ranked: Ranked) -> list[tuple[str, ...]]:
    """Of each hit, the nearest documents that cite it or that it cites."""
    found: list[list[int]] = [[] for _ in ranked.docs]
    nearest = pool.nearest
    for rows, docs in (pool.citing(ranked.docs), pool.cited(ranked.docs)):
        near = np.isin(docs, nearest)
        for row, doc in zip(rows[near], docs[near], strict=True):
            found[int(row)].append(int(doc))
    numbers = {doc: pool.index.rows([doc], ["number"])[0]["number"] for doc in {d for one in found for d in one}}
    return [tuple(numbers[doc] for doc in dict.fromkeys(one))[:MOST_NAMED] for one in found]
