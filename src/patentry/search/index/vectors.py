"""Vectors of the documents' texts, beside the index: by digest of text, so that an index made anew finds them again.

They are written a part at a time, each part whole or not there; a process that dies goes on from the last one. A
document without a vector is ranked without meaning, and the answer tells how many have one.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from patentry.search.index.manifest import LEARNT, writing
from patentry.search.index.opening import Index, Mask
from patentry.search.index.reading import Numbers
from patentry.search.index.segments import mark_of
from patentry.wording import Refusal

Matrix = NDArray[np.float32]
FOLDER = "vectors"
SETTING = "embedder.json"
COLUMNS = ["title", "abstract", "claims"]
MOST_CHARACTERS = 2_000
"""What stands beyond in a text says little more, and takes as long again."""
A_PART = 256
MOST_PARTS = 40
Progress = Callable[[int, int], None]


class Embeds(Protocol):
    """What makes vectors: an embedder, by the name stored beside them."""

    name: str

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Answer one vector a text."""
        ...


@dataclass(frozen=True, slots=True)
class Embedded:
    """What making vectors did: how many were made, and how many documents have one now."""

    embedder: str
    made: int
    documents: int
    known: int


def text_of(row: dict[str, Any]) -> str:
    """Answer the text of a document that is embedded: title and abstract, or its first claims where it has none."""
    return f"{row['title'] or ''}\n{row['abstract'] or row['claims'] or ''}"[:MOST_CHARACTERS].strip()


class VectorFolder:
    """The vectors of one model on disk."""

    def __init__(self, index_folder: Path, model: str) -> None:
        self._path = index_folder / LEARNT / FOLDER / model

    def parts(self) -> list[Path]:
        """Answer the files of digests, each beside one of vectors; the digests come last and make a part hold."""
        return sorted(self._path.glob("*.digests.npy"))

    def digests(self) -> Numbers:
        """Answer the digest of every text there is a vector of."""
        return np.concatenate([np.empty(0, np.int64), *(np.load(part) for part in self.parts())])

    def rows(self, wanted: Numbers) -> tuple[Matrix, Mask]:
        """Answer the vectors of texts by their digests, nought for those unknown, and which are known."""
        found: Matrix = np.zeros((len(wanted), 0), np.float32)
        known: Mask = np.zeros(len(wanted), bool)
        for part in self.parts():
            digests = np.load(part)
            vectors = np.load(_vectors_of(part), mmap_mode="r")
            if not found.shape[1]:
                found = np.zeros((len(wanted), vectors.shape[1]), np.float32)
            order = np.argsort(digests)
            at = np.minimum(np.searchsorted(digests[order], wanted), len(digests) - 1)
            here = np.flatnonzero(digests[order][at] == wanted)
            found[here] = vectors[order[at[here]]]
            known[here] = True
        return found, known

    def add(self, digests: Numbers, vectors: Matrix) -> None:
        """Write a part."""
        self._path.mkdir(parents=True, exist_ok=True)
        part = self._path / f"{uuid.uuid4().hex}.digests.npy"
        np.save(_vectors_of(part), vectors.astype(np.float16))
        fresh = part.with_suffix(".new")
        with fresh.open("wb") as stream:
            np.save(stream, digests.astype(np.int64))
        fresh.replace(part)

    def keep_only(self, digests: Numbers) -> None:
        """Write everything that is still needed as one part, and remove the others."""
        old = self.parts()
        vectors, known = self.rows(digests)
        if known.any():
            self.add(digests[known], vectors[known])
        for part in old:
            part.unlink()
            _vectors_of(part).unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove every vector."""
        shutil.rmtree(self._path, ignore_errors=True)


def _vectors_of(part: Path) -> Path:
    return part.with_name(part.name.replace(".digests.", ".vectors."))


def digests_of(index: Index) -> Numbers:
    """Answer the digest of every document's text; kept beside the index by segment, for a segment never changes."""
    found = []
    for entry, segment in zip(index.manifest.segments, index.segments, strict=True):
        kept = index.folder / LEARNT / FOLDER / f"{entry.folder}.npy"
        if kept.exists():
            found.append(np.load(kept))
            continue
        rows = segment.documents.select(COLUMNS).to_pylist()
        found.append(np.array([mark_of(text_of(row)) for row in rows], np.int64))
    return np.concatenate([np.empty(0, np.int64), *found])


def _keep_digests(index: Index, digests: Numbers) -> None:
    folder = index.folder / LEARNT / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    named = {f"{entry.folder}.npy" for entry in index.manifest.segments}
    for path in folder.glob("segment-*.npy"):
        if path.name not in named:
            path.unlink(missing_ok=True)
    for entry, start, end in zip(index.manifest.segments, index.starts, index.starts[1:], strict=False):
        fresh = folder / f"{entry.folder}.new"
        with fresh.open("wb") as stream:
            np.save(stream, digests[start:end])
        fresh.replace(folder / f"{entry.folder}.npy")


def chosen_embedder(index_folder: Path) -> str | None:
    """Answer the embedder the operator chose for a home; None for none."""
    try:
        told = json.loads((index_folder / LEARNT / SETTING).read_text(encoding="utf-8"))
        return str(told["embedder"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def choose_embedder(index_folder: Path, name: str | None) -> None:
    """Set the embedder of a home; None removes the vectors there are."""
    folder = index_folder / LEARNT
    folder.mkdir(parents=True, exist_ok=True)
    if name is None:
        (folder / SETTING).unlink(missing_ok=True)
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        return
    fresh = folder / f"{SETTING}.new"
    fresh.write_text(json.dumps({"embedder": name}), encoding="utf-8")
    os.replace(fresh, folder / SETTING)


def embed_index(index: Index, embedder: Embeds, *, progress: Progress | None = None) -> Embedded:
    """Make the vectors the living documents of an index lack. Raises `Refusal` where another process is at it."""
    with writing(index.folder / LEARNT):
        folder = VectorFolder(index.folder, embedder.name)
        digests = digests_of(index)
        _keep_digests(index, digests)
        wanted = np.unique(digests[index.alive])
        lacking = np.setdiff1d(wanted, folder.digests())
        made = 0
        for docs in _parts(index, digests, lacking):
            texts = [text_of(row) for row in index.rows(docs, COLUMNS)]
            folder.add(digests[docs], embedder.passages(texts))
            made += len(docs)
            if progress:
                progress(made, len(lacking))
        held = folder.digests()
        if len(folder.parts()) > MOST_PARTS or len(held) > 2 * len(wanted) + A_PART:
            folder.keep_only(wanted)
        known = int(np.isin(digests[index.alive], held).sum())
    return Embedded(embedder.name, made, int(index.alive.sum()), known)


def _parts(index: Index, digests: Numbers, lacking: Numbers) -> Iterator[list[int]]:
    """One living document a text that lacks a vector, so many at a time."""
    living = np.flatnonzero(index.alive & np.isin(digests, lacking))
    _, first = np.unique(digests[living], return_index=True)
    docs = living[np.sort(first)]
    for start in range(0, len(docs), A_PART):
        yield [int(doc) for doc in docs[start : start + A_PART]]


class IndexVectors:
    """The vectors of an index's documents, centred by language: what only tells the language of a text tells nothing.

    `known` says which documents have one.
    """

    def __init__(self, index: Index, model: str) -> None:
        self._index, self.model = index, model

    @cached_property
    def _loaded(self) -> tuple[Matrix, Mask, dict[int, Matrix], Matrix]:
        matrix, known = VectorFolder(self._index.folder, self.model).rows(digests_of(self._index))
        told = known & self._index.alive
        centre: Matrix = matrix[told].mean(axis=0) if told.any() else np.zeros(matrix.shape[1], np.float32)
        languages = self._index.languages
        centres: dict[int, Matrix] = {}
        for language in np.unique(languages[told]):
            here = languages == language
            centres[int(language)] = matrix[told & here].mean(axis=0)
            matrix[here & known] -= centres[int(language)]
        matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
        return matrix, known, centres, centre

    @property
    def known(self) -> Mask:
        """Which documents have a vector."""
        return self._loaded[1]

    def of(self, docs: Numbers | int) -> Matrix:
        """Answer the vectors of documents, nought where there is none."""
        return self._loaded[0][docs]

    def centred(self, vector: Matrix, language: str) -> Matrix:
        """Answer the vector of a question as those of the documents stand."""
        _, _, centres, centre = self._loaded
        moved = vector - centres.get(mark_of(language), centre)
        found: Matrix = (moved / max(float(np.linalg.norm(moved)), 1e-9)).astype(np.float32)
        return found


def open_vectors(index: Index) -> IndexVectors | None:
    """Answer the vectors of an index; None where the operator chose none, or none is made yet."""
    name = chosen_embedder(index.folder)
    if name is None:
        return None
    try:
        vectors = IndexVectors(index, name)
        return vectors if vectors.known.any() else None
    except FileNotFoundError:  # written together into one part meanwhile
        raise Refusal("search.index_busy", path=index.folder) from None
