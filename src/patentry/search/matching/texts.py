"""Words in texts: single ones, patterns, phrases, and words near each other.

English words are found in all their inflections, patterns only as printed. A Chinese word is also found inside longer
words. A Chinese phrase is found where its characters stand side by side, however the dictionary cuts them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from patentry.search.index import Index, kernels
from patentry.search.index.opening import Mask
from patentry.search.index.reading import Numbers, Segment
from patentry.search.query import Phrase, Word
from patentry.search.texts import folded, is_chinese, stem, words_in

WILD = frozenset("*?#")


@dataclass(frozen=True, slots=True)
class Places:
    """Where something stands: documents, rising, and of each the places it begins at. It is `width` words wide."""

    docs: Numbers
    starts: Numbers
    places: Numbers
    width: int


def find_word(index: Index, text: str, sections: Sequence[str]) -> Mask:
    """Answer the documents with a word; one that is cut into several is a phrase."""
    pieces = _pieces(text)
    if len(pieces) == 1:
        return _found(index, sections, lambda segment, section: _docs(segment, section, pieces[0]))
    return find_phrase(index, text, sections)


def find_phrase(index: Index, text: str, sections: Sequence[str]) -> Mask:
    """Answer the documents with words side by side, in this order."""
    pieces = _pieces(text)
    if len(pieces) > 1 and is_chinese(text) and not WILD & set(text):
        return _found(index, sections, lambda segment, section: _literally(segment, section, pieces, folded(text)))
    if len(pieces) == 1:
        return _found(index, sections, lambda segment, section: _docs(segment, section, pieces[0]))
    return _found(index, sections, lambda segment, section: _phrase(segment, section, pieces).docs)


def find_near(index: Index, first: Word | Phrase, second: Word | Phrase, *, within: int, is_ordered: bool) -> Mask:
    """Answer the documents in which two terms stand with at most so many words between them, in one section."""
    sections = [section for section in first.sections if section in second.sections]
    left, right = _pieces(first.text), _pieces(second.text)

    def near(segment: Segment, section: str) -> Numbers:
        one, other = _phrase(segment, section, left), _phrase(segment, section, right)
        return _near(one, other, within, is_ordered).docs

    return _found(index, sections, near)


def _found(index: Index, sections: Sequence[str], look: Callable[[Segment, str], Numbers]) -> Mask:
    mask: Mask = np.zeros(index.count, bool)
    for segment, start in zip(index.segments, index.starts, strict=False):
        for section in sections:
            mask[start + look(segment, section).astype(np.int64)] = True
    return mask


def _pieces(text: str) -> list[str]:
    """The words of a text, one a place: of overlapping ones the longest."""
    if WILD & set(text):
        return folded(text).split()
    words, places = words_in(text)
    longest: dict[int, str] = {}
    for word, place in zip(words, places, strict=True):
        if place not in longest or (not word.isascii() and len(word) > len(longest[place])):
            longest[place] = word
    return [longest[place] for place in sorted(longest)]


def _spellings(segment: Segment, piece: str) -> Sequence[int]:
    if WILD & set(piece):
        return segment.words.matching(piece)
    if not piece.isascii() and is_chinese(piece):
        return segment.words.matching(f"*{piece}*")
    return [int(word) for word in segment.spellings(stem(piece))]


def _docs(segment: Segment, section: str, piece: str) -> Numbers:
    found = [segment.postings(section, word).docs for word in _spellings(segment, piece)]
    return np.concatenate(found) if found else np.empty(0, np.uint32)


def _literally(segment: Segment, section: str, pieces: Sequence[str], text: str) -> Numbers:
    """Documents with all the words, in which the characters stand side by side."""
    docs = np.unique(_docs(segment, section, pieces[0]))
    for piece in pieces[1:]:
        docs = np.intersect1d(docs, _docs(segment, section, piece))
    if not len(docs):
        return docs
    texts = segment.documents[section].take(pa.array(docs.astype(np.int64)))
    hits = pc.match_substring(pc.utf8_lower(pc.utf8_normalize(texts, form="NFKC")), text)
    kept: Numbers = docs[pc.fill_null(hits, False).to_numpy()]
    return kept


def _phrase(segment: Segment, section: str, pieces: Sequence[str]) -> Places:
    if not pieces:
        return Places(np.empty(0, np.uint32), np.zeros(1, np.int64), np.empty(0, np.uint32), 1)
    found = _places(segment, section, pieces[0])
    for piece in pieces[1:]:
        found = _near(found, _places(segment, section, piece), 0, is_ordered=True)
    return found


def _places(segment: Segment, section: str, piece: str) -> Places:
    """Every place of a word in all its spellings."""
    docs, places = [np.empty(0, np.uint32)], [np.empty(0, np.uint32)]
    for word in _spellings(segment, piece):
        postings = segment.postings(section, word)
        docs.append(np.repeat(postings.docs, postings.counts))
        places.append(segment.places(section, word))
    doc, place = np.concatenate(docs), np.concatenate(places)
    order = np.lexsort((place, doc))
    doc, place = doc[order], place[order]
    distinct, first = np.unique(doc, return_index=True)
    return Places(distinct, np.append(first, len(doc)).astype(np.int64), place, 1)


def _near(first: Places, second: Places, within: int, is_ordered: bool) -> Places:
    """Where the second begins close enough to the first; as wide as both."""
    shared = np.intersect1d(first.docs, second.docs)
    one, other = _only(first, shared), _only(second, shared)
    places, starts = kernels.near(
        np.ascontiguousarray(one.places), one.starts, np.ascontiguousarray(other.places), other.starts,
        first.width, second.width, within, is_ordered,
    )  # fmt: skip
    lengths = np.diff(starts)
    kept = lengths > 0
    return Places(shared[kept], np.append(0, np.cumsum(lengths[kept])), places, first.width + second.width)


def _only(one: Places, docs: Numbers) -> Places:
    rows = np.searchsorted(one.docs, docs)
    lengths = np.diff(one.starts)[rows]
    starts = np.append(0, np.cumsum(lengths)).astype(np.int64)
    at = np.arange(int(starts[-1])) - np.repeat(starts[:-1], lengths) + np.repeat(one.starts[:-1][rows], lengths)
    return Places(docs, starts, one.places[at], one.width)
