"""What is measured on a pair of names. Compiled, because the pairs are millions."""

from __future__ import annotations

import numpy as np

from patentry.parties.names.book import Book, Floats, Ints, compiled, cosine

MEASURES = (
    "cosine", "least_covered", "most_covered", "rarest_left", "rarest_left_on_both", "edits", "first_word",
    "inexact", "numbers", "log_count", "count_ratio", "length", "form_differs", "acronym", "glued", "telling",
    "rarest_shared", "telling_on_both",
)  # fmt: skip
"""Columns of what `measured` answers.

cosine: of the grams, weighted by rarity. least_covered, most_covered: share of a name's rarity that the other has, the
smaller and the larger of both. rarest_left: rarity of the rarest word the other name lacks; on_both: the smaller of
the two sides'. edits: similarity of the whole cores letter by letter. first_word: similarity of the first words.
inexact: share of the rarity that is matched only nearly. numbers: the numbers differ. log_count: log of the rarer
spelling's mentions. count_ratio: log of the ratio of mentions. length: letters of the shorter core, over 30.
form_differs: both state a legal form, of two kinds. acronym: one is the initials of the other. glued: the cores are
the same but for spaces. telling: telling words (telling_words.csv) that only one of them has; on_both: each has one
the other lacks. rarest_shared: rarity of the rarest word both have.
"""
NEAR = 0.78
"""Words less alike than this are different words."""
_LONGEST = 160
"""Letters of a core that are compared."""


@compiled
def measured(book: Book, pairs: Ints) -> Floats:
    """Answer the measures of each pair, a row a pair."""
    out = np.zeros((len(pairs), 18), np.float32)
    row = np.zeros((3, _LONGEST + 1), np.int32)
    first = np.zeros(_LONGEST, np.int32)
    second = np.zeros(_LONGEST, np.int32)
    for p in range(len(pairs)):
        i, j = pairs[p, 0], pairs[p, 1]
        _measure_words(book, i, j, row, out[p])
        _measure_letters(book, i, j, row, first, second, out[p])
        out[p, 0] = cosine(book.grams, book.gram_at, book.gram_weight, i, j)
        out[p, 8] = book.numbers[i] != book.numbers[j]
        low, high = min(book.counts[i], book.counts[j]), max(book.counts[i], book.counts[j])
        out[p, 9] = np.log(low)
        out[p, 10] = np.log(high / low)
        out[p, 12] = book.forms[i] != book.forms[j] and book.forms[i] != 0 and book.forms[j] != 0
    return out


@compiled
def _measure_words(book: Book, i: int, j: int, row: Ints, out: Floats) -> None:
    one, one_near, one_all, one_left, shared, one_told = _covered(book, i, j, row)
    two, two_near, two_all, two_left, _, two_told = _covered(book, j, i, row)
    one_share = one / one_all if one_all else 0.0
    two_share = two / two_all if two_all else 0.0
    out[1], out[2] = min(one_share, two_share), max(one_share, two_share)
    out[3], out[4] = max(one_left, two_left), min(one_left, two_left)
    out[6] = _word_similarity(book, book.words[book.word_at[i]], book.words[book.word_at[j]], row)
    out[7] = (one_near + two_near) / (one_all + two_all) if one_all + two_all else 0.0
    out[15] = min(one_told + two_told, 2.0)
    out[16] = shared
    out[17] = one_told > 0 and two_told > 0


@compiled
def _measure_letters(book: Book, i: int, j: int, row: Ints, first: Ints, second: Ints, out: Floats) -> None:
    n, m = _glue(book, i, first), _glue(book, j, second)
    out[5] = edit_similarity(first[:n], second[:m], row)
    out[11] = min(n, m) / 30.0
    out[14] = n == m and (first[:n] == second[:m]).all()
    out[13] = _is_acronym(book, i, j, first, second) or _is_acronym(book, j, i, first, second)


@compiled
def edit_similarity(a: Ints, b: Ints, row: Ints) -> float:
    """1 - edits / longer length; a swap of neighbours is one edit (optimal string alignment). `row` is scratch."""
    n, m = len(a), len(b)
    if n == 0 or m == 0:
        return 0.0
    for j in range(m + 1):
        row[1, j] = j
    for i in range(1, n + 1):
        row[2, 0] = i
        for j in range(1, m + 1):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            best = min(row[1, j] + 1, row[2, j - 1] + 1, row[1, j - 1] + cost)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, row[0, j - 2] + 1)
            row[2, j] = best
        for j in range(m + 1):
            row[0, j] = row[1, j]
            row[1, j] = row[2, j]
    return float(1.0 - row[1, m] / max(n, m))


@compiled
def _word_similarity(book: Book, one: int, two: int, row: Ints) -> float:
    """Of two words: short ones are the same or not, a word may be cut short, else letter by letter."""
    if one == two:
        return 1.0
    a = book.letters[book.letter_at[one] : book.letter_at[one + 1]][:_LONGEST]
    b = book.letters[book.letter_at[two] : book.letter_at[two + 1]][:_LONGEST]
    n, m = min(len(a), len(b)), max(len(a), len(b))
    if n < 4:
        return 0.0
    if n / m < 0.6:
        return 0.8 if (a[:n] == b[:n]).all() else 0.0
    return edit_similarity(a, b, row)


@compiled
def _covered(book: Book, i: int, j: int, row: Ints) -> tuple[float, float, float, float, float, float]:
    """Of name i: rarity the other covers, of that inexactly, all rarity, rarest word left and shared, telling left."""
    covered = inexact = total = left = shared = told = 0.0
    for p in range(book.word_at[i], book.word_at[i + 1]):
        word = book.words[p]
        own = book.word_weight[word]
        total += own
        best = 0.0
        for q in range(book.word_at[j], book.word_at[j + 1]):
            best = max(best, _word_similarity(book, word, book.words[q], row))
            if best == 1.0:
                break
        if best < NEAR:
            left = max(left, own)
            told += book.telling[word]
        else:
            covered += own * best
            shared = max(shared, own * best)
            if best < 1.0:
                inexact += own
    return covered, inexact, total, left, shared, told


@compiled
def _glue(book: Book, i: int, out: Ints) -> int:
    """The letters of a core without its spaces; answers how many."""
    size = 0
    for p in range(book.word_at[i], book.word_at[i + 1]):
        for k in range(book.letter_at[book.words[p]], book.letter_at[book.words[p] + 1]):
            if size < len(out):
                out[size] = book.letters[k]
                size += 1
    return size


@compiled
def _is_acronym(book: Book, i: int, j: int, first: Ints, second: Ints) -> bool:
    """Whether the one word of name i is the initials of name j, of three words or more."""
    words = book.word_at[j + 1] - book.word_at[j]
    if book.word_at[i + 1] - book.word_at[i] != 1 or words < 3 or words > len(second):
        return False
    n = _glue(book, i, first)
    for k in range(words):
        second[k] = book.letters[book.letter_at[book.words[book.word_at[j] + k]]]
    return bool(n == words and (first[:n] == second[:n]).all())
