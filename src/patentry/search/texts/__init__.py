"""Texts as the index sees them: words of Chinese and Latin runs in one form, for documents and queries alike.

Pure. The same text always gives the same terms, on every machine; nothing is removed here that a phrase would need.
"""

from patentry.search.texts.stems import stem
from patentry.search.texts.terms import Term, folded, is_chinese, pieces_of, stems_in, terms, words_in, words_of_piece
from patentry.search.texts.weak import is_weak, weak_terms

__all__ = [
    "Term",
    "folded",
    "is_chinese",
    "is_weak",
    "pieces_of",
    "stem",
    "stems_in",
    "terms",
    "weak_terms",
    "words_in",
    "words_of_piece",
]
