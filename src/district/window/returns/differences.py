"""A return line by line: what is counted, what is handed in, and how it stands to the shorter returns within it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from district.directory import doings
from district.directory.doings import Figure
from district.window.returns.models import Note, PointReturn
from district.window.returns.periods import MONTHS, Kind

PARTS = {Kind.QUARTER: (Kind.MONTH,), Kind.YEAR: (Kind.QUARTER, Kind.MONTH)}
"""Of which shorter returns a longer one can be summed; the first of which every part was handed in is taken."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a return. `parts` is the sum of the shorter returns, None where not all of them are handed in."""

    figure: Figure
    counted: int
    before: int | None
    """The same figure in the period before, where its return was handed in."""
    parts: int | None
    note: Note | None

    @property
    def value(self) -> int:
        """What is handed in."""
        return self.counted if self.note is None or self.note.value is None else self.note.value

    @property
    def is_changed(self) -> bool:
        """Whether the point put a value in place of the counted one."""
        return self.note is not None and self.note.value is not None

    @property
    def is_stale(self) -> bool:
        """Whether the records moved on since the point wrote its note."""
        return self.note is not None and self.note.counted != self.counted

    @property
    def difference(self) -> int:
        """By how much it lies above the sum of the shorter returns."""
        return 0 if self.parts is None else self.value - self.parts

    @property
    def needs_reason(self) -> bool:
        """Whether a difference waits for an explanation."""
        return self.difference != 0 and self.note is None


def lines_of(row: PointReturn) -> tuple[Line, ...]:
    """Answer the lines of a return; those of a draft as the records are now."""
    counted = dict(row.figures) or doings.count(point=row.point, first=row.first, last=row.last)
    notes, parts, before = {note.code: note for note in row.notes.all()}, _parts(row), _before(row)
    return tuple(
        Line(
            figure,
            counted.get(figure.code, 0),
            None if before is None else before.get(figure.code),
            None if parts is None else parts.get(figure.code),
            notes.get(figure.code),
        )
        for figure in doings.figures()
        # A return keeps the figures it was fixed with; a later figure does not enter it.
        if not row.figures or figure.code in row.figures
    )


def handed_in_values(row: PointReturn) -> dict[str, int]:
    """Answer what a return that left the point says: its figures with what was put in their place."""
    return dict(row.figures) | {note.code: note.value for note in row.notes.all() if note.value is not None}


def _parts(row: PointReturn) -> dict[str, int] | None:
    for kind in PARTS.get(Kind(row.kind), ()):
        found = PointReturn.objects.filter(
            point=row.point_id, kind=kind.value, first__gte=row.first, last__lte=row.last
        ).filter(state__in=("submitted", "locked"))
        if len(found) == MONTHS[Kind(row.kind)] // MONTHS[kind]:
            total: Counter[str] = Counter()
            for part in found.prefetch_related("notes"):
                total.update(handed_in_values(part))
            return dict(total)
    return None


def _before(row: PointReturn) -> dict[str, int] | None:
    found = PointReturn.objects.filter(point=row.point_id, kind=row.kind, last__lt=row.first)
    last = found.filter(state__in=("submitted", "locked")).order_by("-first").first()
    return None if last is None else handed_in_values(last)
