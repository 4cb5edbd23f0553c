"""From ranked documents to hits with their reasons."""

from __future__ import annotations

import numpy as np

from patentry.search.asking import Hit, Part, Why
from patentry.search.index.segments import levels_of, mark_of
from patentry.search.passages import best_passage
from patentry.search.ranking.fusing import Ranked
from patentry.search.ranking.pool import Pool

MOST_NAMED = 8
SHOWN = ["number", "family", "published", "title", "abstract", "claims", "description", "ipc", "cpc"]


def explained(pool: Pool, ranked: Ranked) -> tuple[Hit, ...]:
    """Answer the hits. Shares are of what speaks for a document: its parts above the least any document has."""
    rows = pool.index.rows([int(doc) for doc in ranked.docs], SHOWN)
    wanted = {term: weight * pool.scorer.idf(pool.scorer.found(term)) for term, weight in pool.question.terms.items()}
    kin = _neighbours(pool, ranked)
    shared = pool.classes
    hits = []
    for place, row in enumerate(rows):
        passage = best_passage(row, wanted)
        symbols = dict.fromkeys([*row["ipc"], *row["cpc"]])
        near = [s for s in symbols if shared.of(np.array([mark_of(level) for level in levels_of(s)[:2]])).any()]
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
                    classes=tuple(near[:MOST_NAMED]),
                    neighbours=kin[place],
                    parts=_parts(ranked, place),
                ),
            )
        )
    return tuple(hits)


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
