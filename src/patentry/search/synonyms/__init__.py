"""Synonyms of a project: a table somebody keeps, and questions widened by it, both ways and in both languages.

Pure. Nothing is guessed: only what stands in the table widens a question, and the answer shows what did.
"""

from patentry.search.synonyms.table import MOST_ROWS, Synonyms, key_of, read_synonyms
from patentry.search.synonyms.widening import MOST_NEAR, SYNONYM_COUNTS, widen_query, widen_text

__all__ = [
    "MOST_NEAR",
    "MOST_ROWS",
    "SYNONYM_COUNTS",
    "Synonyms",
    "key_of",
    "read_synonyms",
    "widen_query",
    "widen_text",
]
