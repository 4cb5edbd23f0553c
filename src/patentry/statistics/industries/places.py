"""Places of a concordance that the IPC on file does not know: a slip, or an edition nobody has loaded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from patentry.classes import Concordance, Move, Pattern, moved_places, parse_ipc


def unknown_places(
    concordance: Concordance, moves: Sequence[Move], *, titled: Iterable[str], scheme: str, version: str
) -> tuple[str, ...]:
    """Answer the included places of one concordance under which no titled symbol lies, here or where it moved to.

    `titled` are the symbols of the IPC's titles. Without a subgroup among them nothing can be told, and nothing is.
    """
    known = sorted({symbol for text in titled if (symbol := parse_ipc(text)) is not None})
    if not any("/" in symbol and not symbol.endswith("/00") for symbol in known):
        return ()
    rows = [row for row in concordance.rows if (row.row.scheme, row.row.version) == (scheme, version)]
    places = dict.fromkeys(place for row in rows for place in row.include)
    return tuple(
        place.text for place in places if not any(_is_known(one, known) for one in (place, *moved_places(place, moves)))
    )


def _is_known(place: Pattern, known: Sequence[str]) -> bool:
    at = bisect_left(known, place.prefix)
    return at < len(known) and place.covers(known[at])
