"""Parties by name: whoever bears it or has it in theirs, and the organisation it belongs to under all its names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from patentry.search.index import Index
from patentry.search.index.opening import Mask
from patentry.search.index.segments import mark_of
from patentry.wording import Refusal

COLUMNS = {"applicant": "applicants", "holder": "holders", "inventor": "inventors", "agency": "agencies"}
OWNERS = frozenset({"applicant", "holder"})


def named(index: Index, roles: tuple[str, ...], name: str, patents_of: Callable[[str], tuple[str, ...]] | None) -> Mask:
    """Answer the documents on which a name stands in one of the roles.

    Of applicants and holders the documents of the same organisation under other names are found as well.
    """
    mask: Mask = np.zeros(index.count, bool)
    pattern = _pattern(name)
    for segment, start in zip(index.segments, index.starts, strict=False):
        for role in roles:
            mask[start + _bearing(segment.documents[COLUMNS[role]], pattern)] = True
    if patents_of is not None and OWNERS & set(roles):
        try:
            marks = np.array([mark_of(number) for number in patents_of(name)], np.int64)
        except Refusal:  # nobody bears exactly this name; what has it in theirs was found above
            return mask
        mask |= np.isin(index.column("application"), marks) | np.isin(index.column("base"), marks)
    return mask


def _pattern(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).lower().strip()
    words = [".*".join(map(re.escape, word.split("*"))) for word in folded.split()]
    return r"[\s,.]+".join(words)


def _bearing(column: pa.ChunkedArray, pattern: str) -> np.ndarray:
    """The rows one of whose names matches."""
    names = column.combine_chunks()
    if isinstance(names, pa.ChunkedArray):
        return np.empty(0, np.int64)
    flat = pc.utf8_lower(pc.utf8_normalize(names.flatten(), form="NFKC"))
    hits = pc.fill_null(pc.match_substring_regex(flat, pattern), False).to_numpy(zero_copy_only=False)
    rows: np.ndarray = pc.list_parent_indices(names).to_numpy()[hits]
    return rows
