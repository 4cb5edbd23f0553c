"""The generator's own bookkeeping: what really happens to each right, in both views."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from district.demonstration.gazette import DATA_THROUGH, anniversary
from district.demonstration.holders import Holder
from district.demonstration.places import AREA_OF_LEAF

TERM_YEARS = {"invention": 20, "utility_model": 10, "design": 10}
_FIFTEEN_YEAR_DESIGNS_FROM = date(2021, 6, 1)
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Lapse:
    """A lapse for an unpaid fee: its due date, its announcement, whether the gazette's text has the date."""

    due: date
    announced: date
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """A transfer to another holder; `moves_region` is False where the grant is of 2021 or later."""

    registered: date
    announced: date
    before: Holder
    before_address: str
    after: Holder
    after_address: str
    moves_region: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """Any other gazette item: its title and the fields of its text in order."""

    announced: date
    title: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Life:
    """One right from filing to its end. `entered` is when its number was given, on some routes later."""

    right_type: str
    filed: date
    entered: date
    type_digit: str
    granted: date | None
    published: date | None
    title: str
    ipc: tuple[str, ...]
    holder: Holder
    name: str
    address: str
    leaf: str
    co_applicant: str = ""
    agency: str = ""
    number: str = ""
    publication: str = ""
    corrected: bool = False
    lapse: Lapse | None = None
    restored: date | None = None
    restoration_dated: bool = True
    invalidated: date | None = None
    abandoned: tuple[date, date] | None = None
    """(effective, announced)"""
    replaced: date | None = None
    """For a utility model: the day its same-day invention was granted."""
    moves: list[Move] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def expires(self) -> date:
        """The first day after the term, which is counted from filing."""
        years = TERM_YEARS[self.right_type]
        if self.right_type == "design" and self.filed >= _FIFTEEN_YEAR_DESIGNS_FROM:
            years = 15
        return anniversary(day=self.filed, years=years)

    @property
    def area(self) -> str:
        """The area it lies in after every move so far."""
        return AREA_OF_LEAF[self.leaf_on(date.max)]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is planned for it but the end of its term."""
        return not (self.lapse or self.invalidated or self.abandoned or self.replaced)

    @property
    def holder_now(self) -> Holder:
        """Its latest holder."""
        return self.moves[-1].after if self.moves else self.holder

    @property
    def address_now(self) -> str:
        """The latest holder's address as the gazette wrote it."""
        return self.moves[-1].after_address if self.moves else self.address

    def leaf_on(self, day: date) -> str:
        """Answer the deepest region that counts it: it follows the patentee only for grants up to 2020."""
        leaf = self.leaf
        for move in self.moves:
            if move.moves_region and move.registered <= day:
                leaf = move.after.leaf
        return leaf

    def changes(self) -> list[tuple[date, bool]]:
        """Answer when it leaves (False) or re-enters (True) the recorded stock before its term ends."""
        answer = []
        if self.lapse:
            answer.append((self.lapse.announced, False))
        if self.restored:
            answer.append((self.restored, True))
        if self.invalidated:
            answer.append((self.invalidated, False))
        if self.abandoned:
            answer.append((self.abandoned[1], False))
        if self.replaced:
            answer.append((self.replaced, False))
        return [change for change in answer if change[0] <= DATA_THROUGH]

    def recorded(self) -> list[Span]:
        """Answer the intervals [from, to) in which it counts by what was announced."""
        if self.granted is None:
            return []
        spans, since = [], self.granted
        for day, enters in self.changes():
            if enters:
                since = day
            else:
                spans.append((since, min(day, self.expires)))
                since = self.expires
        return [*spans, (since, self.expires)]

    def legal(self) -> list[Span]:
        """Answer the intervals [from, to) in which it is in force by law, with all that the files know."""
        if self.granted is None or (self.invalidated and self.invalidated <= DATA_THROUGH):
            return []
        end = self.expires
        if self.abandoned and self.abandoned[1] <= DATA_THROUGH:
            end = self.abandoned[0]
        if self.replaced:
            end = self.replaced
        known_lapse = self.lapse is not None and self.lapse.announced <= DATA_THROUGH
        known_return = self.restored is not None and self.restored <= DATA_THROUGH
        if self.lapse is not None and known_lapse and not known_return:
            end = self.lapse.due
        return [(self.granted, end)]


def counts_on(spans: list[Span], day: date) -> bool:
    """Answer whether a day lies in one of the intervals."""
    return any(since <= day < until for since, until in spans)
