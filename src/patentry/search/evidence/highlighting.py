"""Where the words of a question stand in a passage, to be marked there."""

from __future__ import annotations

from collections.abc import Iterable

from patentry.search.texts import folded, stems_in, terms


def marks_in(passage: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Answer where words stand in a passage, in every inflection: the beginning and end of each stretch in characters,
    in order and apart. Words that touch or overlap, as Chinese ones do, are one stretch.
    """
    wanted = {stem for word in words for stem in stems_in(word)}
    places = _places(passage)
    stretches: list[tuple[int, int]] = []
    for term in sorted(terms(passage), key=lambda term: (term.start, term.end)):
        if term.text not in wanted:
            continue
        start, end = places[term.start], places[term.end - 1] + 1
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return tuple(stretches)


def _places(text: str) -> list[int]:
    """Of each character of the folded text, the place it has in the text itself: folding may change their count."""
    whole = folded(text)
    if len(whole) == len(text):
        return list(range(len(text)))
    found = [place for place, character in enumerate(text) for _ in folded(character)]
    # Marks that combine only with their neighbour fold to fewer characters than each for itself.
    return (found + [len(text) - 1] * len(whole))[: len(whole)]
