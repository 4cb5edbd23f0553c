"""Everything the search keeps beside the snapshots, brought up to date in one go: the index first, for it serves by
itself; then what is learnt from its documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from patentry.corpus import Home, Snapshot
from patentry.search.index import Index, Update, open_index, update_index
from patentry.search.index.vectors import Embedded, choose_embedder, chosen_embedder, embed_index
from patentry.search.learning import learn
from patentry.search.learning.questions import FEWEST
from patentry.search.meaning import Embedder, embedder_named
from patentry.search.ranking.learnt import Learnt, remove_learnt, write_learnt
from patentry.search.searching import open_searcher
from patentry.search.translating import TermTable, mine, parallel_texts, read_table, write_table
from patentry.wording import Refusal

OFF = "off"
GROWN = 0.1
"""The table of terms is mined again when the index has grown or shrunk by more."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What was done. `terms` is the table of terms that stands now; `embedded` and `learnt` are None where nobody asked
    for them."""

    update: Update
    terms: TermTable
    embedded: Embedded | None
    learnt: Learnt | None


def build(
    snapshot: Snapshot,
    *,
    rebuild: bool = False,
    processes: int = 1,
    meaning: str | None = None,
    learns: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Bring the index to a snapshot, and what is learnt from it.

    `meaning`: the embedder to use from now on, "off" for none, None for the one chosen earlier. `learns`: learn the
    weights of the ranking anew. Raises `Refusal` where another process is writing, the embedder is missing, or too few
    documents cite each other to learn from.
    """
    home = snapshot.home
    embedder = _embedder(home, meaning)
    update = update_index(snapshot, rebuild=rebuild, processes=processes, progress=progress)
    index = open_index(home)
    terms = _terms(index, is_anew=rebuild)
    embedded = embed_index(index, embedder, progress=progress) if embedder else None
    learnt = _learnt(home, progress) if learns else None
    return Built(update, terms, embedded, learnt)


def _embedder(home: Home, asked: str | None) -> Embedder | None:
    """The embedder, loaded: one that is missing is told before the index is touched."""
    chosen = chosen_embedder(home.index) if asked is None else asked
    embedder = None if chosen in (None, OFF) else embedder_named(str(chosen))
    if asked is not None:
        choose_embedder(home.index, embedder.name if embedder else None)
    return embedder


def _terms(index: Index, *, is_anew: bool) -> TermTable:
    documents = index.manifest.documents
    held = read_table(index.folder)
    if held is not None and not is_anew and abs(documents - held.documents) <= GROWN * held.documents:
        return held
    table = mine(parallel_texts(index), documents=documents)
    write_table(index.folder, table)
    return table


def _learnt(home: Home, progress: Progress | None) -> Learnt:
    searcher = open_searcher(home)
    learnt = learn(searcher, progress=progress)
    if learnt is None:
        remove_learnt(home.index)
        raise Refusal("search.too_few_citations", fewest=FEWEST)
    write_learnt(home.index, learnt)
    return learnt
