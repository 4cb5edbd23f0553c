"""The words of a document as any engine can hold them: our own stems, written so that no tokenizer parts them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from patentry.search.index.segments import levels_of, mark_of
from patentry.search.texts import stems_in

TITLE_COUNTS = 3
"""One column has one length: what BM25F does by a weight is done by saying the title three times."""
MOST_TERMS = 100
"""Terms of a question an engine is asked for, those it has most often."""


@lru_cache(maxsize=200_000)
def written(term: str) -> str:
    """Answer a term as letters and digits alone: as it is where it is so, else by its digest.

    Engines cut Chinese by dictionaries of their own, or not at all; a digest is one word to all of them.
    """
    return term if term.isascii() and term.isalnum() else f"z{mark_of(term) & 0xFFFFFFFFFFFFFFFF:016x}"


def tokens_of(row: Mapping[str, Any], *, most: int | None = None) -> str:
    """Answer the words of a document with blanks between; what is beyond `most` characters is left out."""
    texts = [*([row["title"]] * TITLE_COUNTS), row["abstract"], row["claims"], row["description"]]
    told = " ".join(written(term) for text in texts if text for term in stems_in(text))
    return told if most is None or len(told) <= most else told[:most].rpartition(" ")[0]


def levels_in(row: Mapping[str, Any]) -> list[str]:
    """Answer the classes of a document at every level, each once."""
    return sorted({level for symbol in (*row["ipc"], *row["cpc"]) for level in levels_of(symbol)})


def asked(terms: Mapping[str, float]) -> dict[str, float]:
    """Answer the terms an engine is asked for, written, with their weights."""
    chosen = sorted(terms.items(), key=lambda item: -item[1])[:MOST_TERMS]
    return {written(term): weight for term, weight in chosen}
