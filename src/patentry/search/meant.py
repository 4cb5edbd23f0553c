"""What a question means, beside the vectors of an index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from patentry.search.asking import Meant
from patentry.search.index import Index
from patentry.search.index.opening import Scores
from patentry.search.index.vectors import MOST_CHARACTERS, IndexVectors, open_vectors
from patentry.search.meaning import Embedder, embedder_named
from patentry.search.texts import is_chinese
from patentry.wording import Refusal


@dataclass
class Meaning:
    """The vectors of an index, and the embedder that made them where this machine has it."""

    index: Index
    vectors: IndexVectors
    embedder: Embedder | None

    def of_document(self, doc: int, text: str) -> Scores | None:
        """Answer the meaning of a document of the index."""
        if self.vectors.known[doc]:
            return self.vectors.of(doc)
        return self.of_text(text)

    def of_text(self, text: str) -> Scores | None:
        """Answer the meaning of a text; None where the embedder is not on this machine."""
        if self.embedder is None or not text.strip():
            return None
        vector = self.embedder.question(text[:MOST_CHARACTERS])
        return self.vectors.centred(vector, "zh" if is_chinese(text) else "en")

    @cached_property
    def coverage(self) -> tuple[int, int]:
        """How many of the documents that hold have a vector, and how many hold."""
        alive = self.index.alive
        return int((self.vectors.known & alive).sum()), int(alive.sum())


def open_meaning(index: Index) -> Meaning | None:
    """Answer the meaning of an index's documents; None where no embedder was chosen or no vector is made yet."""
    vectors = open_vectors(index)
    if vectors is None:
        return None
    try:
        return Meaning(index, vectors, embedder_named(vectors.model))
    except Refusal:
        return Meaning(index, vectors, None)


def used(meaning: Meaning | None, vector: Scores | None) -> Meant | None:
    """Answer what an answer tells of it."""
    if meaning is None:
        return None
    known, documents = meaning.coverage
    return Meant(
        embedder=meaning.vectors.model,
        used=vector is not None,
        known=known,
        documents=documents,
        is_missing=meaning.embedder is None,
    )
