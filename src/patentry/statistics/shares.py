"""The share of the patents in force that have some quality, with the bounds between which it lies."""

from __future__ import annotations

from patentry.statistics.counting import Count, Counts

NONE = Count(0.0, 0.0)


def shares_of(some: Counts, everything: Counts) -> Counts:
    """Answer the share of every group of the whole, also of those of which none has the quality."""
    return {group: share_of(some.get(group, NONE), whole) for group, whole in everything.items()}


def share_of(some: Count, whole: Count) -> Count:
    """The bounds: no open patent has the quality though all of them count, or all that could have it do."""
    return Count(
        some.value,
        max(some.unknown, whole.unknown),
        of=whole.value,
        least=some.value / (whole.value + whole.unknown) if whole.value else None,
        most=min(1.0, (some.value + some.unknown) / whole.value) if whole.value else None,
    )
