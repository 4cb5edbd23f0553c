"""Compiled loops of learning: how much each document should rise or fall, and where a feature's curve gains most."""

from __future__ import annotations

import numba
import numpy as np

_compiled = numba.njit(cache=True, nogil=True)


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def pull(scores, relevant, starts, most, forces, stiffness):  # type: ignore[no-untyped-def]
    """LambdaRank (Burges 2010): for every question, how hard each document is pulled, and how stiff it is.

    Pairs count of which at least one stands among the first `most`, by what exchanging them changes in nDCG, less where
    their scores are far apart; the pulls of one question add up to about the same as those of another.
    """
    forces[:] = 0.0
    stiffness[:] = 0.0
    for q in range(starts.shape[0] - 1):
        first, last = starts[q], starts[q + 1]
        order = np.argsort(-scores[first:last], kind="mergesort")
        place = np.empty(last - first, np.int64)
        for i in range(order.shape[0]):
            place[order[i]] = i
        best, right = 0.0, 0
        for i in range(first, last):
            if relevant[i]:
                if right < most:
                    best += 1.0 / np.log2(2.0 + right)
                right += 1
        if right == 0 or right == last - first:
            continue
        whole = 0.0
        for i in range(first, last):
            if not relevant[i]:
                continue
            own = 1.0 / np.log2(2.0 + place[i - first])
            for j in range(first, last):
                if relevant[j] or min(place[i - first], place[j - first]) >= most:
                    continue
                apart = scores[i] - scores[j]
                change = abs(own - 1.0 / np.log2(2.0 + place[j - first])) / best / (0.01 + abs(apart))
                chance = 1.0 / (1.0 + np.exp(apart))
                forces[i] += chance * change
                forces[j] -= chance * change
                stiffness[i] += chance * (1.0 - chance) * change
                stiffness[j] += chance * (1.0 - chance) * change
                whole += 2.0 * chance * change
        if whole > 0.0:
            share = np.log2(1.0 + whole) / whole
            for i in range(first, last):
                forces[i] *= share
                stiffness[i] *= share


@_compiled  # type: ignore[untyped-decorator, unused-ignore]
def best_step(bins, chosen, widths, forces, stiffness, shrinkage, fewest):  # type: ignore[no-untyped-def]
    """The step that gains most: which column, at which bin it begins, and the points below and from there.

    A step with fewer than `fewest` documents on a side is none; column -1 says there is no step left.
    """
    found, found_at, most, low, high = -1, 0, 0.0, 0.0, 0.0
    for column in chosen:
        width = widths[column]
        pulled = np.zeros(width)
        stiff = np.zeros(width)
        counts = np.zeros(width, np.int64)
        for i in range(bins.shape[1]):
            at = bins[column, i]
            pulled[at] += forces[i]
            stiff[at] += stiffness[i]
            counts[at] += 1
        all_pulled, all_stiff, count = pulled.sum(), stiff.sum(), bins.shape[1]
        left, left_stiff, before = 0.0, 0.0, 0
        for at in range(1, width):
            left += pulled[at - 1]
            left_stiff += stiff[at - 1]
            before += counts[at - 1]
            if before < fewest or count - before < fewest:
                continue
            right, right_stiff = all_pulled - left, all_stiff - left_stiff
            gain = left * left / (left_stiff + shrinkage) + right * right / (right_stiff + shrinkage)
            gain -= all_pulled * all_pulled / (all_stiff + shrinkage)
            if gain > most + 1e-12:
                found, found_at, most = column, at, gain
                low, high = left / (left_stiff + shrinkage), right / (right_stiff + shrinkage)
    return found, found_at, low, high
