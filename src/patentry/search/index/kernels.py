"""Compiled loops over postings: inverting the words of documents, adding up scores, finding words near each other.

Compiled because a common word has hundreds of thousands of postings and each takes a nanosecond here, a hundred in
Python.
"""

from __future__ import annotations

import numba
import numpy as np

_compiled = numba.njit(cache=True, nogil=True)


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def invert(words, places, lengths, count):  # type: ignore[no-untyped-def]
    """Words document by document into postings word by word.

    Answers offsets of each word's documents, documents, counts, offsets of each word's places, places.
    """
    starts = np.zeros(count + 1, np.int64)
    for i in range(words.shape[0]):
        starts[words[i] + 1] += 1
    for i in range(count):
        starts[i + 1] += starts[i]
    at = starts[:-1].copy()
    token_docs = np.empty(words.shape[0], np.uint32)
    out_places = np.empty(words.shape[0], np.uint32)
    i = 0
    for doc in range(lengths.shape[0]):
        for _ in range(lengths[doc]):
            word = words[i]
            token_docs[at[word]] = doc
            out_places[at[word]] = places[i]
            at[word] += 1
            i += 1
    docs = np.empty(words.shape[0], np.uint32)
    counts = np.empty(words.shape[0], np.uint16)
    offsets = np.zeros(count + 1, np.int64)
    written = 0
    for word in range(count):
        for k in range(starts[word], starts[word + 1]):
            if k > starts[word] and token_docs[k] == docs[written - 1]:
                if counts[written - 1] < 65535:
                    counts[written - 1] += 1
            else:
                docs[written] = token_docs[k]
                counts[written] = 1
                written += 1
        offsets[word + 1] = written
    return offsets, docs[:written].copy(), counts[:written].copy(), starts, out_places


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def gather(docs, counts, norms, weight, heard):  # type: ignore[no-untyped-def]
    """Add a section's postings of a word to `heard`; answer in how many documents it was not heard before."""
    fresh = 0
    for i in range(docs.shape[0]):
        doc = docs[i]
        if heard[doc] == 0.0:
            fresh += 1
        heard[doc] += weight * counts[i] * norms[doc]
    return fresh


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def settle(docs, heard, scores, factor, k1):  # type: ignore[no-untyped-def]
    """Turn what was heard of a word into its part of the score, saturated, and forget it.

    What is forgotten already adds nothing: asking whether it is would take longer than adding it.
    """
    for i in range(docs.shape[0]):
        doc = docs[i]
        told = heard[doc]
        scores[doc] += factor * (k1 + 1.0) * told / (k1 + told)
        heard[doc] = 0.0


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def find(known, marks):  # type: ignore[no-untyped-def]
    """Where each mark stands among the rising `known`, −1 where it does not.

    Marks are digests and so spread evenly: where one stands is guessed from its size, and the guess is mended nearby.
    """
    count = known.shape[0]
    found = np.full(marks.shape[0], -1, np.int64)
    for i in range(marks.shape[0]):
        mark = marks[i]
        low, high = np.int64(0), np.int64(count)
        guess = min(np.int64((np.float64(mark) / 18446744073709551616.0 + 0.5) * count), count - 1)
        step = np.int64(64)
        if count and known[guess] < mark:
            low = guess + 1
            while low + step < count and known[low + step] < mark:
                low += step
                step *= 2
            high = min(low + step + 1, count)
        elif count:
            high = guess + 1
            while high - step > 0 and known[high - step] >= mark:
                high -= step
                step *= 2
            low = max(high - step, np.int64(0))
        while low < high:
            middle = (low + high) // 2
            if known[middle] < mark:
                low = middle + 1
            else:
                high = middle
        if low < count and known[low] == mark:
            found[i] = low
    return found


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def owned(offsets, values, docs):  # type: ignore[no-untyped-def]
    """The values of documents, document after document: which row of `docs` each is of, and the values."""
    count = 0
    for row in range(docs.shape[0]):
        count += offsets[docs[row] + 1] - offsets[docs[row]]
    rows = np.empty(count, np.int64)
    found = np.empty(count, np.int64)
    written = 0
    for row in range(docs.shape[0]):
        for i in range(offsets[docs[row]], offsets[docs[row] + 1]):
            rows[written] = row
            found[written] = values[i]
            written += 1
    return rows, found


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def distinct(marks):  # type: ignore[no-untyped-def]
    """Each mark once, in the order in which they come first, and which of those every mark is."""
    bits = 4
    while (1 << bits) < 2 * marks.shape[0]:
        bits += 1
    places = np.full(1 << bits, -1, np.int32)
    found = np.empty(marks.shape[0], np.int64)
    turn = np.empty(marks.shape[0], np.int64)
    count = 0
    for i in range(marks.shape[0]):
        # Not every mark is a digest: numbers of documents are spread by a multiplication (Knuth, TAOCP 3, 6.4).
        at = np.int64((np.uint64(marks[i]) * np.uint64(11400714819323198485)) >> np.uint64(64 - bits))
        while places[at] >= 0 and found[places[at]] != marks[i]:
            at = (at + 1) & ((1 << bits) - 1)
        if places[at] < 0:
            places[at] = count
            found[count] = marks[i]
            count += 1
        turn[i] = places[at]
    return found[:count].copy(), turn


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def near(first, first_starts, second, second_starts, first_width, second_width, within, ordered):  # type: ignore[no-untyped-def]
    """For each document the places of the first to which the second stands close enough.

    Widths are in words. Close enough: the second begins with at most `within` words after the first has ended or,
    unless the order counts, ends so many before it begins. Answers the places, document after document, and where
    each document's begin.
    """
    found = np.empty(first.shape[0], np.uint32)
    starts = np.zeros(first_starts.shape[0], np.int64)
    written = 0
    for doc in range(first_starts.shape[0] - 1):
        for i in range(first_starts[doc], first_starts[doc + 1]):
            place = np.int64(first[i])
            for j in range(second_starts[doc], second_starts[doc + 1]):
                gap = np.int64(second[j]) - place
                is_hit = first_width <= gap <= first_width + within
                if not ordered and gap < 0:
                    is_hit = second_width <= -gap <= second_width + within
                if is_hit:
                    found[written] = first[i]
                    written += 1
                    break
        starts[doc + 1] = written
    return found[:written].copy(), starts
