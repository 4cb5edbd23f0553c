"""The table of terms, beside the index."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from patentry.search.index.manifest import LEARNT

NAME = "terms.json"
SHARE = 0.6
"""What a word of the other language counts for beside the word that was typed: it may be the wrong one."""
MOST_TRANSLATED = 60
"""Of a long text the weightiest words; each costs as much as three more words."""
MOST_SHOWN = 40
Translations = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class TermTable:
    """For a word, the words of the other language it may stand for, the likeliest first, each with its probability.

    `pairs`: how many texts in both languages it was learnt from; `documents`: how many the index had then.
    """

    terms: Mapping[str, Translations] = field(default_factory=dict)
    pairs: int = 0
    documents: int = 0

    def translated(self, terms: Mapping[str, float]) -> dict[str, float]:
        """Answer the words of the other language for weighed words, each with its share of their weight."""
        found: dict[str, float] = {}
        heaviest = sorted((term for term in terms if term in self.terms), key=lambda term: -terms[term])
        for term in heaviest[:MOST_TRANSLATED]:
            for other, chance in self.terms[term]:
                if other not in terms:
                    found[other] = found.get(other, 0.0) + SHARE * terms[term] * chance
        return found

    def shown(self, terms: Mapping[str, float]) -> dict[str, tuple[str, ...]]:
        """Answer what each word was taken for, the weightiest words only."""
        order = sorted((term for term in terms if term in self.terms), key=lambda term: -terms[term])
        return {term: tuple(other for other, _ in self.terms[term]) for term in order[:MOST_SHOWN]}


def write_table(index_folder: Path, table: TermTable) -> None:
    """Keep a table beside the index, in one step."""
    folder = index_folder / LEARNT
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{NAME}.new"
    told = {"pairs": table.pairs, "documents": table.documents, "terms": table.terms}
    fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    fresh.replace(folder / NAME)


def read_table(index_folder: Path) -> TermTable | None:
    """Answer the table beside an index; None where there is none that can be read."""
    try:
        told = json.loads((index_folder / LEARNT / NAME).read_text(encoding="utf-8"))
        terms = {term: tuple((str(o), float(p)) for o, p in others) for term, others in told["terms"].items()}
        return TermTable(terms, int(told["pairs"]), int(told["documents"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None
