"""Union-find, compiled: a million patents are joined in a fraction of a second."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray


def components(count: int, one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.int32]:
    """Answer for each of `count` nodes the smallest node it is connected with by the pairs (one[i], other[i])."""
    joined: Any = _components(count, one.astype(np.int32), other.astype(np.int32))
    return np.asarray(joined, dtype=np.int32)


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator, unused-ignore]
def _components(count, one, other):  # type: ignore[no-untyped-def]
    """Union to the smaller root, halving the path on the way; then every node to its root."""
    root = np.arange(count, dtype=np.int32)
    for i in range(one.shape[0]):
        a, b = one[i], other[i]
        while root[a] != a:
            root[a] = root[root[a]]
            a = root[a]
        while root[b] != b:
            root[b] = root[root[b]]
            b = root[b]
        if a < b:
            root[b] = a
        elif b < a:
            root[a] = b
    for i in range(count):
        a = i
        while root[a] != a:
            a = root[a]
        root[i] = a
    return root
