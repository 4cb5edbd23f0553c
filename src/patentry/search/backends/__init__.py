"""Where the documents lie when they have outgrown a machine: engines that hold them and name the candidates.

An engine does three things: it holds documents, forgets them, and answers which of them have most of a question's words
(BM25) within a filter. Ranking, reasons and passages stay ours: they are worked out over the candidates.
"""

from patentry.search.backends.contract import Candidates, Holding, SearchBackend, Sieve
from patentry.search.backends.filling import fill_backend
from patentry.search.backends.opening import open_backend
from patentry.search.backends.reordering import BackendSearcher

__all__ = ["BackendSearcher", "Candidates", "Holding", "SearchBackend", "Sieve", "fill_backend", "open_backend"]
