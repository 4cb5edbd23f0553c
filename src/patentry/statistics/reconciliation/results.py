"""What a reconciliation answers. Field names are the contract of `--json`; reasons are codes of `patentry.wording`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Where a patent stands."""

    BOTH = "both"
    OURS = "ours"
    THEIRS = "theirs"


class Reason(StrEnum):
    """The probable reason of a difference, in the order of the table."""

    LAPSE_ANNOUNCED_LATER = "lapse_announced_later"
    ENDED = "ended"
    CUT_OFF = "cut_off"
    NOT_GRANTED = "not_granted"
    TYPE = "type"
    TRANSFERRED = "transferred"
    ADDRESS_CHANGED = "address_changed"
    ADDRESS = "address"
    ADDRESS_OPEN = "address_open"
    STATUS_OPEN = "status_open"
    DAMAGED_NUMBER = "damaged_number"
    REPEATED = "repeated"
    UNKNOWN_TO_US = "unknown_to_us"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciledRow:
    """One patent, or one row of the list that names none.

    `number` is canonical, `stated` what the list has at `sheet` and `row`. `day` and `cause` say more about the reason;
    `suggests` is the number that a damaged one probably is. `holder_differs` is told apart from the reason: such a
    patent is in both and changes no count.
    """

    side: Side
    reason: Reason | None = None
    number: str = ""
    stated: str = ""
    sheet: str = ""
    row: int | None = None
    mended: str = ""
    damage: str = ""
    suggests: str = ""
    day: date | None = None
    cause: str = ""
    title: str = ""
    holder: str = ""
    stated_holder: str = ""
    holder_differs: bool = False
    place: str = ""
    address: str = ""

    @property
    def key(self) -> str:
        """What names the row in the list of another month: side, patent and reason."""
        return f"{self.side}|{self.number or self.stated.strip()}|{self.reason or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many rows a reason explains on either side, and by how much it moves their count against ours."""

    reason: Reason
    only_ours: int
    only_theirs: int

    @property
    def effect(self) -> int:
        """Theirs minus ours."""
        return self.only_theirs - self.only_ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """An official list beside our stock. `theirs` counts every row of the list, repeated ones too, and
    `mended` the numbers that were not only spelt another way."""

    figure: str
    region: str
    on: date
    view: str
    attribution: str
    snapshot: int
    list_name: str
    list_sha256: str
    number_column: str
    ours: int
    theirs: int
    in_both: int
    only_ours: int
    only_theirs: int
    mended: int
    holder_differs: int
    left_out: int
    totals: tuple[Total, ...]
    rows: tuple[ReconciledRow, ...]

    @property
    def gap(self) -> int:
        """Theirs minus ours; the effects of the reasons add up to it."""
        return self.theirs - self.ours


def totals_of(rows: Iterable[ReconciledRow]) -> tuple[Total, ...]:
    """Answer the table of reasons; those that explain nothing are left out."""
    counts = Counter((row.side, row.reason) for row in rows if row.reason is not None)
    return tuple(
        Total(reason=reason, only_ours=counts[Side.OURS, reason], only_theirs=counts[Side.THEIRS, reason])
        for reason in Reason
        if counts[Side.OURS, reason] or counts[Side.THEIRS, reason]
    )
