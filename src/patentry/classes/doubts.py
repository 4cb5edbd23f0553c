"""What is doubtful about one row of a concordance, told from the row itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from patentry.classes.moves import Move
from patentry.classes.patterns import parse_pattern


@dataclass(frozen=True, slots=True)
class RowDoubts:
    """`barred`: included places that the row's own exclusions take away whole; `idle`: exclusions that touch nothing
    included; `moved`: included places whose matter has moved since the row's edition, with where to."""

    barred: tuple[str, ...]
    idle: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]


def row_doubts(
    *, include: Sequence[str], exclude: Sequence[str], edition: str | None, moves: Sequence[Move]
) -> RowDoubts:
    """Answer what is doubtful about a row. Raises `PatternError` for a place that is none.

    Without an edition nothing is said of moves.
    """
    places, exceptions = [parse_pattern(text) for text in include], [parse_pattern(text) for text in exclude]
    later = [one for one in moves if edition is not None and one.edition > edition]
    return RowDoubts(
        barred=tuple(place.text for place in places if any(gone.covers_pattern(place) for gone in exceptions)),
        idle=tuple(gone.text for gone in exceptions if not any(gone.overlaps(place) for place in places)),
        moved=tuple(
            (place.text, f"{one.after.text} ({one.edition})")
            for place in places
            for one in later
            if one.before.overlaps(place)
        ),
    )
