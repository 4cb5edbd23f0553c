"""Carrying out a fielded query: which documents it surely finds, and which it may find as far as the files tell.

Unknown is a value: a document whose day or status is not known neither passes nor fails a test of it. The connectives
are Kleene's (K3), so the laws of AND, OR and NOT hold with unknowns, too.
"""

from patentry.search.matching.executing import Matched, Matching, match, words_of

__all__ = ["Matched", "Matching", "match", "words_of"]
