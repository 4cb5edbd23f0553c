"""Which of the patents a list lacks its damaged numbers may be: never certain, always said as a guess."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from patentry.statistics.reconciliation.mending import Reading
from patentry.statistics.reconciliation.reasons import is_among

_LENGTHS = range(11, 15)


@dataclass(frozen=True, slots=True)
class Guesses:
    """`of_row`: by its place in the list, the one patent a damaged number can be. `among`: patents that are as many as
    the damaged numbers they may be, or fewer, so that these probably are theirs, whichever is which."""

    of_row: Mapping[int, str]
    among: frozenset[str]


def guesses_of(readings: Sequence[Reading], holders: Sequence[str], missing: Mapping[str, str]) -> Guesses:
    """Answer the guesses for the damaged readings of a list and its holders, `missing` giving our patents' holders."""
    shelf = _Shelf(missing)
    fitting: dict[int, tuple[str, ...]] = {}
    for place, (reading, holder) in enumerate(zip(readings, holders, strict=True)):
        if not reading.number and (found := shelf.fitting(reading, holder)):
            fitting[place] = found
    sole: dict[str, list[int]] = defaultdict(list)
    groups: dict[tuple[str, ...], int] = defaultdict(int)
    for place, numbers in fitting.items():
        groups[numbers] += 1
        if len(numbers) == 1:
            sole[numbers[0]].append(place)
    # Two damaged rows that can only be the same patent decide nothing.
    of_row = {places[0]: number for number, places in sole.items() if len(places) == 1}
    among = frozenset(number for numbers, rows in groups.items() if len(numbers) <= rows for number in numbers)
    return Guesses(of_row, among)


class _Shelf:
    """The digits of the missing patents, to be found by what is left of them."""

    def __init__(self, missing: Mapping[str, str]) -> None:
        self._holders = missing
        self._digits = sorted((number.removeprefix("CN").replace(".", ""), number) for number in missing)
        self._texts = [text for text, _ in self._digits]
        self._near: dict[str, set[str]] = defaultdict(set)
        for text, number in self._digits:
            for short in (text, *_one_less(text)):
                self._near[short].add(number)

    def fitting(self, reading: Reading, holder: str) -> tuple[str, ...]:
        """Answer the patents a damaged number can be; where several fit, the holder narrows them."""
        if reading.low:
            first = bisect_left(self._texts, reading.low)
            last = bisect_right(self._texts, reading.high + "Z")
            found = {number for _, number in self._digits[first:last]}
        elif len(reading.digits) in _LENGTHS:
            found = set().union(
                *(self._near.get(short, set()) for short in (reading.digits, *_one_less(reading.digits)))
            )
        else:
            return ()
        if len(found) > 1 and holder:
            found = {number for number in found if is_among(self._holders[number], holder)}
        return tuple(sorted(found))


def _one_less(text: str) -> list[str]:
    """The text without one of its places: texts that share one differ by a place lost, added, changed or swapped."""
    return [text[:place] + text[place + 1 :] for place in range(len(text))]
