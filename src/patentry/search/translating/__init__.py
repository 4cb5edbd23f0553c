"""Across languages without a model: which word of one language stands for which of the other, learnt from documents
that say the same in both.

The table is mined from the index's own documents and stored beside it. It knows only what the corpus has in both
languages, and answers show what they took a word for.
"""

from patentry.search.translating.mining import mine, parallel_texts
from patentry.search.translating.table import TermTable, read_table, write_table

__all__ = ["TermTable", "mine", "parallel_texts", "read_table", "write_table"]
