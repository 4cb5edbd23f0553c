"""The walk: one patent's dated events to its intervals in both views. Compiled, so a million take seconds.

Days are integers since 1970-01-01; `NA` is a date the files do not give, `FAR` the end of time. An interval is
[start, end) and settled, or not settled where the files leave the status open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from patentry.status.effects import Cause, Effect, Regime, View

NA = -(2**31)
FAR = 2_932_896
_YEAR = 366

_LAPSE, _VOID, _RESTORE = int(Effect.LAPSE), int(Effect.VOID), int(Effect.RESTORE)
_US_EXPIRE, _PAY_1, _PAY_3 = int(Effect.US_EXPIRE), int(Effect.PAY_1), int(Effect.PAY_3)
_CEASE, _NO_STATE = int(Effect.CEASE), int(Effect.NO_STATE)
_RECORDED, _LEGAL = int(View.RECORDED), int(View.LEGAL)
_UNSETTLED, _NEVER = int(Regime.UNSETTLED), int(Regime.NEVER_GRANTED)
_US_FEES, _VENDOR = int(Regime.US_FEES), int(Regime.VENDOR_LAPSED)
_NO_NATIONAL = int(Regime.NO_NATIONAL_DATA)
_C_CEASED, _C_NO_STATE = int(Cause.CEASED), int(Cause.NO_STATE_LEFT)
_C_NO_NATIONAL = int(Cause.NO_NATIONAL_DATA)
_C_GRANT, _C_RESTORED, _C_EXPIRY = int(Cause.GRANT), int(Cause.RESTORATION), int(Cause.EXPIRY)
_C_UNPAID, _C_NO_GRANT, _C_NO_FEES = (
    int(Cause.US_FEE_UNPAID),
    int(Cause.NO_GRANT_DATE),
    int(Cause.NO_FEE_DATA),
)
_C_NO_FILING, _C_EARLY = int(Cause.NO_FILING_DATE), int(Cause.LAPSE_BEFORE_GRANT)
_C_NOT_TOLD, _C_VENDOR, _C_SETTLED = int(Cause.NOT_ANNOUNCED), int(Cause.VENDOR_LAPSED), int(Cause.SETTLED)

Days = NDArray[np.int32]
Codes = NDArray[np.int8]
F = TypeVar("F", bound=Callable[..., Any])


def _compiled(function: F) -> F:
    return cast(F, numba.njit(cache=True, nogil=True)(function))


@_compiled
def _cause_of(effect: int) -> int:
    """The cause an ending effect leaves: the two tables stand in the same order."""
    if effect == _US_EXPIRE:
        return _C_UNPAID
    if effect == _CEASE:
        return _C_CEASED
    if effect == _NO_STATE:
        return _C_NO_STATE
    return effect + 2


@_compiled
def _push(
    out: NDArray[np.int32],
    n: int,
    row: int,
    view: int,
    start: int,
    end: int,
    settled: int,
    began: int,
    ended: int,
) -> int:
    if end <= start:
        return n
    out[n, 0], out[n, 1], out[n, 2], out[n, 3] = row, view, start, end
    out[n, 4], out[n, 5], out[n, 6] = settled, began, ended
    return n + 1


@_compiled
def _recorded(
    row: int,
    grant: int,
    expiry: int,
    kinds: Codes,
    effective: Days,
    announced: Days,
    out: NDArray[np.int32],
    n: int,
) -> int:
    """Announced dates only: out when an end is announced, in again when a restoration is."""
    start, began, settled, inside, void = grant, _C_GRANT, 1, True, False
    for i in range(kinds.size):
        kind, day = int(kinds[i]), int(announced[i])
        if kind == _RESTORE:
            if not inside and not void and day != NA:
                start, began, settled, inside = day, _C_RESTORED, 1, True
        elif kind <= _VOID or kind == _US_EXPIRE or kind >= _CEASE:
            if inside and day == NA:
                # It happened, but when it was recorded the file does not say: open from the day it took effect.
                n = _push(out, n, row, _RECORDED, start, min(effective[i], expiry), settled, began, _C_NOT_TOLD)
                start, began, settled = max(start, int(effective[i])), _C_NOT_TOLD, 0
            elif inside and day < grant:
                settled, began = 0, _C_EARLY
            elif inside:
                n = _push(out, n, row, _RECORDED, start, min(day, expiry), settled, began, _cause_of(kind))
                inside = False
            void = void or kind == _VOID
    if inside:
        n = _push(out, n, row, _RECORDED, start, expiry, settled, began, _C_EXPIRY)
    return n


@_compiled
def _legal(
    row: int,
    grant: int,
    expiry: int,
    kinds: Codes,
    effective: Days,
    announced: Days,
    out: NDArray[np.int32],
    n: int,
) -> int:
    """Effective dates with all that is known: a restoration closes its gap, a voided patent never counted."""
    for i in range(kinds.size):
        if kinds[i] == _VOID:
            return n
    start, began, settled, inside = grant, _C_GRANT, 1, True
    base = n
    for i in range(kinds.size):
        kind, day = int(kinds[i]), int(effective[i])
        if kind == _RESTORE:
            if not inside:
                inside = True
                if n > base:
                    n -= 1
                    start, began, settled = out[n, 2], _C_GRANT, 1
        elif (kind < _VOID or kind == _US_EXPIRE or kind >= _CEASE) and inside:
            if day < grant:
                # Announced before the grant too, or never: nothing says until when the contradiction lasts.
                told = int(announced[i]) if announced[i] > grant else expiry
                n = _push(out, n, row, _LEGAL, start, min(told, expiry), 0, _C_EARLY, _cause_of(kind))
            else:
                n = _push(out, n, row, _LEGAL, start, min(day, expiry), settled, began, _cause_of(kind))
            inside = False
    if inside:
        n = _push(out, n, row, _LEGAL, start, expiry, settled, began, _C_EXPIRY)
    return n


@_compiled
def _cut_by_fees(
    out: NDArray[np.int32], first: int, n: int, kinds: Codes, effective: Days, due: Days, fees_through: int
) -> int:
    """Maintenance fees of a US utility patent: cut its intervals where the fee paid last stops carrying it.

    `due` holds the ends of the three grace periods (4, 8 and 12 years from grant). With no fee data at all, or none
    that reaches the end of the period, what follows is open; with data that does, an unpaid fee is a lapse.
    """
    paid, seen = 0, False
    for i in range(kinds.size):
        kind = int(kinds[i])
        if _PAY_1 <= kind <= _PAY_3:
            paid, seen = max(paid, kind - _PAY_1 + 1), True
        elif kind == _US_EXPIRE:
            seen = True
            # An expiry at eight years says that the fee at four had been paid.
            for k in range(3):
                if effective[i] - due[k] > _YEAR:
                    paid = max(paid, k + 1)
        elif kind == _RESTORE and i > 0:
            # A reinstatement says that the fee missed before has been paid after all.
            for k in range(3):
                if effective[i - 1] != NA and effective[i - 1] >= due[k]:
                    paid = max(paid, k + 1)
    if paid == 3:
        return n
    limit = int(due[paid])
    covered = seen and fees_through >= limit
    kept = first
    rows = out[first:n].copy()
    for i in range(rows.shape[0]):
        row, view, start, end = rows[i, 0], rows[i, 1], rows[i, 2], rows[i, 3]
        settled, began, ended = rows[i, 4], rows[i, 5], rows[i, 6]
        if start >= limit and covered:
            continue
        if view == _RECORDED and ended == _C_UNPAID and start < limit:
            # The office has announced this lapse: in the recorded view the patent stands until it did.
            kept = _push(out, kept, row, view, start, end, settled, began, ended)
            continue
        if end <= limit or start >= limit:
            kept = _push(out, kept, row, view, start, end, settled if end <= limit else 0, began, ended)
            continue
        kept = _push(out, kept, row, view, start, limit, settled, began, _C_UNPAID if covered else _C_NO_FEES)
        if not covered:
            kept = _push(out, kept, row, view, limit, end, 0, _C_NO_FEES, ended)
    return kept


@_compiled
def _open_from(out: NDArray[np.int32], first: int, n: int, since: int, cause: int) -> int:
    """What follows that day is open: a vendor alone says the patent lapsed, or no state tells of a European patent."""
    rows = out[first:n].copy()
    kept = first
    for i in range(rows.shape[0]):
        row, view, start, end = rows[i, 0], rows[i, 1], rows[i, 2], rows[i, 3]
        ended = rows[i, 6] if end <= since else cause
        kept = _push(out, kept, row, view, start, min(end, since), rows[i, 4], rows[i, 5], ended)
        kept = _push(out, kept, row, view, max(start, since), end, 0, cause, rows[i, 6])
    return kept


@_compiled
def walk(
    regime: Codes,
    grant: Days,
    expiry: Days,
    filing: Days,
    open_since: Days,
    offsets: NDArray[np.int64],
    kinds: Codes,
    effective: Days,
    announced: Days,
    due: NDArray[np.int32],
    fees_through: int,
    out: NDArray[np.int32],
) -> int:
    """Answer how many rows of `out` were written.

    Inputs: one row a patent (`regime`, dates; `due` of shape (patents, 3)); events of patent i stand in
    `offsets[i]:offsets[i + 1]`, ordered by announcement. `out` has shape (≥ 2·events + 6·patents, 7) and gets
    patent, view, start, end, settled, began, ended.
    """
    n = 0
    for i in range(regime.size):
        low, high = offsets[i], offsets[i + 1]
        k, e, a = kinds[low:high], effective[low:high], announced[low:high]
        if regime[i] == _NEVER:
            continue
        if regime[i] == _UNSETTLED:
            for view in range(2):
                since = filing[i] if filing[i] != NA else -719162
                until = expiry[i] if expiry[i] != NA else FAR
                n = _push(out, n, i, view, since, until, 0, _C_NO_GRANT, _C_SETTLED)
            continue
        end = expiry[i] if expiry[i] != NA else FAR
        first = n
        n = _recorded(i, grant[i], end, k, e, a, out, n)
        n = _legal(i, grant[i], end, k, e, a, out, n)
        if regime[i] == _US_FEES:
            n = _cut_by_fees(out, first, n, k, e, due[i], fees_through)
        if expiry[i] == NA:
            for j in range(first, n):
                out[j, 4], out[j, 5] = 0, _C_NO_FILING
        if regime[i] == _VENDOR:
            n = _open_from(out, first, n, max(grant[i], open_since[i]), _C_VENDOR)
        if regime[i] == _NO_NATIONAL:
            n = _open_from(out, first, n, max(grant[i], open_since[i]), _C_NO_NATIONAL)
    return n
