"""Concentration over holders: exact whatever the sizes, between its bounds whatever the open ones turn out to be."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest

from patentry.statistics.holders.concentration import Spread, herfindahl, share_of_largest


def _spread(sizes: list[int], *, persons: int = 0, is_open: int = 0) -> Spread:
    return Spread(Counter(map(Fraction, sizes)), Fraction(persons), Fraction(persons), Fraction(is_open))


def test_holders_of_one_size_share_the_ranks_among_them() -> None:
    assert share_of_largest(4, _spread([3, 2, 2, 2, 2, 2])).value == 9
    assert share_of_largest(10, _spread([3, 2])).value == 5


def test_a_monopoly_is_one_and_equals_are_one_in_their_number() -> None:
    assert herfindahl(_spread([7])).answer == 1
    assert herfindahl(_spread([2] * 5)).answer == pytest.approx(0.2)


def test_natural_persons_are_in_the_whole_and_never_ranked() -> None:
    one = share_of_largest(4, _spread([3], persons=7))
    assert (one.value, one.of) == (3, 10)
    assert herfindahl(_spread([3], persons=7)).answer == pytest.approx((9 + 7) / 100)


def test_without_patents_there_is_no_value() -> None:
    for count in (share_of_largest(4, Spread()), herfindahl(Spread())):
        assert (count.of, count.answer, count.least, count.most) == (0, None, None, None)


def test_whoever_the_open_ones_belong_to_the_value_lies_within_the_bounds() -> None:
    sizes, is_open = [5, 3, 2, 2, 1], 3
    known = _spread(sizes, is_open=is_open)
    share, index = share_of_largest(4, known), herfindahl(known)
    newcomers = [0] * is_open
    for owners in combinations_with_replacement(range(len(sizes) + is_open), is_open):
        settled = [*sizes, *newcomers]
        for owner in owners:
            settled[owner] += 1
        found = _spread([size for size in settled if size])
        one, two = share_of_largest(4, found), herfindahl(found)
        assert (share.least or 0) <= one.value / (one.of or 1) <= (share.most or 0) + 1e-12
        assert (index.least or 0) <= (two.answer or 0) <= (index.most or 0) + 1e-12
