"""Many arrays in one file, read by mapping it: one open file a segment, however many arrays it has."""

from __future__ import annotations

import json
import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ARRAYS = "arrays.bin"
_ALIGNED = 64


class ArrayWriter:
    """Writes arrays one behind the other, and where each lies into a file beside them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream = path.open("wb")
        self._places: dict[str, tuple[str, int, int]] = {}

    def add(self, name: str, values: NDArray[Any]) -> None:
        """Write an array of numbers under a name."""
        flat = np.ascontiguousarray(values)
        self._stream.write(b"\0" * (-self._stream.tell() % _ALIGNED))
        self._places[name] = (flat.dtype.str, self._stream.tell(), len(flat))
        self._stream.write(flat.data)

    def close(self) -> None:
        """Finish both files."""
        self._stream.close()
        self._path.with_suffix(".json").write_text(json.dumps(self._places), encoding="ascii")


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Answer the arrays of a file by name; only what is touched of them comes into memory."""
    places = json.loads(path.with_suffix(".json").read_text(encoding="ascii"))
    with path.open("rb") as stream:
        if not path.stat().st_size:
            return {name: np.empty(0, np.dtype(kind)) for name, (kind, _, _) in places.items()}
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    return {
        name: np.frombuffer(mapped, np.dtype(kind), count, offset) if count else np.empty(0, np.dtype(kind))
        for name, (kind, offset, count) in places.items()
    }
