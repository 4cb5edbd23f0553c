"""What lies between a published value and the one computed here, and why the two may differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from patentry.records import PublishedFigure
from patentry.statistics.comparison import published_quantity
from patentry.statistics.scope import Quantity, demand_comparable

SMALL = 0.001
"""Values that differ by no more than this share agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Published minus computed: absolute, and as a share of the computed value; None where there is none. `why` are
    codes of `patentry.wording`."""

    published: PublishedFigure
    on: date
    computed: float | None
    absolute: float | None
    relative: float | None
    why: tuple[str, ...]


def gap_of(row: PublishedFigure, own: Quantity, *, kind: str, is_density: bool, is_provisional: bool = False) -> Gap:
    """Answer the gap of a published value to our own of a day. Raises `Refusal` where the two may not be compared."""
    theirs = published_quantity(row, kind=kind)
    notes = demand_comparable(theirs, own)
    absolute = row.value - own.value if own.value is not None else None
    relative = absolute / own.value if absolute is not None and own.value else None
    why = list(notes)
    if absolute is None:
        why.append("gap.not_computed")
    elif relative is not None and abs(relative) <= SMALL:
        why.append("gap.agrees")
    else:
        why += ["gap.dates"] if row.date != own.on else []
        why += ["gap.population"] if is_density else []
        why += ["gap.provisional"] if is_provisional else []
        why += ["gap.stock"]
    return Gap(
        published=row,
        on=own.on,
        computed=own.value,
        absolute=absolute,
        relative=relative,
        why=tuple(dict.fromkeys(why)),
    )
