"""Which documents a question admits: days, statuses and fielded queries, with what the unknown leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np

from patentry.classes import Move, read_moves, shipped_moves
from patentry.corpus import DuckEngine, Home, Snapshot, open_snapshot
from patentry.records import SymbolMove
from patentry.records.schemas import SYMBOL_MOVES
from patentry.search.asking import Ask
from patentry.search.index import Index
from patentry.search.index.opening import Mask
from patentry.search.index.segments import days_of, mark_of
from patentry.search.matching import Matched, Matching, match
from patentry.search.query import Node, steps_in
from patentry.search.standing import STATUSES, Status, status_named, statuses_on
from patentry.status.organisation_lookup import patents_of_organisation
from patentry.wording import Refusal


@dataclass(frozen=True, slots=True)
class Admitted:
    """What may be answered, and how many documents only an unknown day or status leaves out.

    `possible` is what may be answered and what only an unknown leaves out of it. `before` is what was published before
    the question's `day`, whatever else is asked; `expanded` the places of other editions of the classification that
    were searched besides those typed.
    """

    mask: Mask
    possible: Mask
    unknown: int
    before: Mask
    day: int | None
    expanded: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Filters:
    """The filters over one index. What they need of the snapshot is read when it is first asked for."""

    def __init__(self, home: Home, index: Index) -> None:
        self._home, self._index = home, index
        self._statuses: dict[date, np.ndarray] = {}

    @cached_property
    def snapshot(self) -> Snapshot:
        """The snapshot the index holds. Raises `Refusal` where it is gone."""
        number = self._index.manifest.snapshot
        try:
            return open_snapshot(self._home, number)
        except Refusal:
            raise Refusal("search.snapshot_gone", snapshot=number) from None

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Moves between editions: those shipped and those on file."""
        engine = DuckEngine()
        engine.add_files("symbol_moves", self.snapshot.uris("symbol_moves"), SYMBOL_MOVES.schema)
        columns = tuple(SymbolMove.__dataclass_fields__)
        stated = engine.sql(f"SELECT DISTINCT {', '.join(columns)} FROM symbol_moves").to_pylist()
        return read_moves((*shipped_moves(), *(SymbolMove(**row) for row in stated)))

    def statuses(self, on: date) -> np.ndarray:
        """Answer every document's status on a day."""
        if on not in self._statuses:
            self._statuses = {on: statuses_on(self.snapshot, self._index, on)}
        return self._statuses[on]

    def admitted(self, ask: Ask, subject: int | None, others: Mask) -> Admitted:
        """Answer what a question admits of these documents. Raises `Refusal` and `QueryError`."""
        index, day = self._index, self._day(ask, subject)
        sure, possible = others.copy(), others.copy()
        if day is not None:
            known = index.known("published")
            earlier = known & (index.column("published") < day)
            sure, possible = sure & earlier, possible & (earlier | ~known)
        before, expanded = sure, dict[str, tuple[str, ...]]()
        for is_sure, may_be in (self._by_status(ask), self._by_query(ask, expanded)):
            sure, possible = sure & is_sure, possible & may_be
        unknown = int((possible & ~sure).sum())
        if ask.with_unknown:
            return Admitted(possible, possible, 0, before, day, expanded)
        return Admitted(sure, possible, unknown, before, day, expanded)

    def _day(self, ask: Ask, subject: int | None) -> int | None:
        """The day before which everything must have been published, where there is one."""
        if ask.before is not None:
            return days_of(ask.before)
        if not ask.is_prior:
            return None
        if subject is None:
            raise Refusal("search.prior_needs_day")
        if not self._index.known("published")[subject]:
            raise Refusal("search.subject_undated", number=str(ask.like))
        return int(self._index.column("published")[subject])

    def _by_status(self, ask: Ask) -> tuple[Mask, Mask]:
        everything: Mask = np.ones(self._index.count, bool)
        if not ask.statuses:
            return everything, everything
        if ask.on is None:
            raise Refusal("search.status_needs_day")
        wanted = [status_named(word) for word in ask.statuses]
        if None in wanted:
            raise Refusal("search.status_unknown", value=", ".join(ask.statuses), known=", ".join(STATUSES))
        told = self.statuses(ask.on)
        sure: Mask = np.isin(told, [int(status) for status in wanted if status is not None])
        return sure, sure | (told == Status.UNKNOWN)

    def _by_query(self, ask: Ask, expanded: dict[str, tuple[str, ...]]) -> tuple[Mask, Mask]:
        if ask.query is None:
            everything: Mask = np.ones(self._index.count, bool)
            return everything, everything
        matching = Matching(
            index=self._index,
            moves=self.moves,
            patents_of=lambda name: patents_of_organisation(self.snapshot, name),
            statuses=self.statuses,
            on=ask.on,
            steps={number: self._step(number, ask, expanded) for number in _named(ask.query, ask.steps)},
            expanded=expanded,
        )
        found = match(ask.query, matching)
        return found.sure, found.possible

    def _step(self, number: int, ask: Ask, expanded: dict[str, tuple[str, ...]]) -> Node | Matched:
        """What a step is, or what it finds on this index with its own filters."""
        step = ask.steps[number]
        if isinstance(step, frozenset):
            found = self._numbered(step)
            return Matched(found, found)
        if not isinstance(step, Ask):
            return step
        earlier = {other: ask.steps[other] for other in ask.steps if other < number}
        wide, _ = step.widened()
        told = self.admitted(replace(wide, steps=earlier), None, self._index.alive)
        expanded.update(told.expanded)
        return Matched(told.mask, told.possible)

    def _numbered(self, numbers: frozenset[str]) -> Mask:
        """The documents of these numbers as hits bear them; one that has no publication goes by its application."""
        marks = np.array([mark_of(number) for number in numbers], np.int64)
        keys = self._index.column("key")
        found: Mask = np.isin(keys, marks)
        found |= np.isin(self._index.column("application"), np.setdiff1d(marks, keys[found]))
        return found


def _named(query: Node, steps: Mapping[int, Node | Ask | frozenset[str]]) -> set[int]:
    """The steps a query names, also through the trees of others, as far as they are there."""
    found: set[int] = set()
    waiting = steps_in(query)
    while waiting:
        number = waiting.pop()
        if number in found or number not in steps:
            continue
        found.add(number)
        step = steps[number]
        if not isinstance(step, Ask | frozenset):
            waiting |= steps_in(step)
    return found
