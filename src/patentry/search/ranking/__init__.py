"""Ranking: features of a document beside a question, and the weights by which they are added up.

Every feature is a number a document of the pool; each is measured in its own spread among the pool and weighed by its
curve in `weights.csv`. The question's own citations are never read: what is known of citations comes from other
documents, and only from those a question admits as evidence.
"""

from patentry.search.ranking.curves import Weights
from patentry.search.ranking.features import FEATURES
from patentry.search.ranking.fusing import Ranked, rank, shipped_weights
from patentry.search.ranking.question import Question

__all__ = ["FEATURES", "Question", "Ranked", "Weights", "rank", "shipped_weights"]
