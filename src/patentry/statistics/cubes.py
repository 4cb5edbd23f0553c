"""Cubes: what figures count, summed by place and by groups in one pass, from which many questions are answered.

A cube knows no region: which places lie inside the asked one is looked up in its few rows. So a figure by region, by
type and as a whole, for a district and for its city, is one scan of the tenures where the engine remembers its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Area

DECIDING = ("place", "is_open", "settled", "sharers")
"""What decides how a row counts, before a region is looked at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cube is asked: the area, and of what its groups are: a column of the cube, its regions (`children` maps
    them to the child of the area they lie in), or nothing."""

    area: Area
    by: str | None
    children: Mapping[str, str]


def cube_of(engine: Engine, rows: Any, groups: tuple[str, ...], sums: Mapping[str, Any]) -> pa.Table:
    """Answer sums of rows by what decides how they count and by columns of groups; sums are whole numbers."""
    cube = engine.rows(rows.group_by(*DECIDING, *groups).aggregate(**sums))
    for name in (*sums, "sharers"):  # some engines answer sums as decimals
        cube = cube.set_column(cube.column_names.index(name), name, cube[name].cast(pa.int64()))
    return cube


def answered(cube: pa.Table, asked: Asked, names: tuple[str, ...], keys: tuple[str, ...] = ()) -> pa.Table:
    """Answer by `category`, `sharers` and further columns the sums that count in the area (`c` and the name) and those
    that are open (`u` and the name)."""
    places = _codes(cube["place"])
    inside = _among(places, frozenset(asked.area.inside))
    beside = _among(places, frozenset(asked.area.around)) | _among(places, frozenset({None}))
    settled, is_open = _flags(cube["settled"]), _flags(cube["is_open"])
    possible = is_open & beside & ~inside
    here = inside | possible
    counted, open_ones = (inside & settled)[here], (possible | (inside & ~settled))[here]
    columns: dict[str, Any] = {"category": _category(cube, asked, places, inside)[here]}
    columns["category"] = pa.array(columns["category"], pa.string(), from_pandas=True)
    columns["sharers"] = cube["sharers"].to_numpy()[here]
    columns |= {key: cube[key].combine_chunks().filter(pa.array(here)) for key in keys}
    for name in names:
        told = cube[name].fill_null(0).to_numpy()[here]
        columns[f"c{name}"], columns[f"u{name}"] = told * counted, told * open_ones
    sums = [(f"{letter}{name}", "sum") for name in names for letter in "cu"]
    table = pa.table(columns).group_by(["category", "sharers", *keys]).aggregate(sums)
    return table.rename_columns([name.removesuffix("_sum") for name in table.column_names])


@dataclass(frozen=True, slots=True)
class _Codes:
    """A column of words as numbers, with the word of each number; the last stands for none."""

    numbers: NDArray[np.int64]
    words: tuple[str | None, ...]


def _codes(column: pa.ChunkedArray) -> _Codes:
    coded = column.combine_chunks().dictionary_encode()
    words = coded.dictionary.to_pylist()
    return _Codes(coded.indices.fill_null(len(words)).to_numpy().astype(np.int64), (*words, None))


def _among(codes: _Codes, wanted: frozenset[str | None]) -> NDArray[np.bool_]:
    return np.array([word in wanted for word in codes.words], np.bool_)[codes.numbers]


def _flags(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    return np.asarray(column.combine_chunks().fill_null(False).to_numpy(zero_copy_only=False), np.bool_)


def _category(cube: pa.Table, asked: Asked, places: _Codes, inside: NDArray[np.bool_]) -> NDArray[np.object_]:
    if asked.by is None:
        return np.full(cube.num_rows, None, np.object_)
    if asked.by != "region":
        codes = _codes(cube[asked.by])
        return np.array(codes.words, np.object_)[codes.numbers]
    regions = [None if word is None else asked.children.get(word, asked.area.region) for word in places.words]
    category = np.array(regions, np.object_)[places.numbers]
    category[~inside] = None
    return category
