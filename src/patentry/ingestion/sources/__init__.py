"""Which source is believed: the rank of every format, one record out of what several files say of one publication, and
where the files contradict each other.

A rank is a row of `ranks.csv`. Tables (`tables`) and single records (`folding`) are folded by the same rule.
"""

from patentry.ingestion.sources.ranks import UNKNOWN_RANK, rank_of

__all__ = ["UNKNOWN_RANK", "rank_of"]
