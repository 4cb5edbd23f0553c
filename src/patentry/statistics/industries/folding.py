"""Folding of text as tables a compiled pass can use: the same as `patentry.classes.fold_text`, letter by letter.

Letters beyond the basic plane and those that combine with their neighbours cannot be folded one by one; a text that
holds one is `HARD` and is folded by the slow road.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

PLANE = 0x10000
HARD = -1
_JAMO = range(0x1100, 0x1200)
_SURROGATES = range(0xD800, 0xE000)

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class FoldingTable:
    """What each letter becomes: `letters[starts[c] : starts[c + 1]]`, nothing for a space; `hard` ones apart."""

    starts: Ints
    letters: Ints
    hard: npt.NDArray[np.bool_]


@cache
def folding_table() -> FoldingTable:
    """Answer the table of the basic plane."""
    starts, letters, hard = [0], [], np.zeros(PLANE, np.bool_)
    for code in range(PLANE):
        folded = "" if code in _SURROGATES else unicodedata.normalize("NFKC", chr(code))
        hard[code] = code in _JAMO or any(unicodedata.combining(letter) for letter in folded)
        letters += [ord(letter) for letter in "".join(folded.casefold().split())]
        starts.append(len(letters))
    return FoldingTable(np.array(starts, np.int32), np.array(letters, np.int32), hard)
