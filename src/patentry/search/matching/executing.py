"""From the tree of a query to documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from patentry.classes import Move
from patentry.search.index import Index
from patentry.search.index.numbering import documents_numbered
from patentry.search.index.opening import Mask
from patentry.search.index.segments import days_of, mark_of
from patentry.search.matching.class_places import Places, places_of
from patentry.search.matching.names import named
from patentry.search.matching.statuses import is_status
from patentry.search.matching.texts import find_near, find_phrase, find_word
from patentry.search.query import (
    And,
    ClassIs,
    DayIn,
    Near,
    Node,
    Not,
    NumberIs,
    Or,
    PartyIs,
    Phrase,
    QueryError,
    StatusIs,
    Step,
    Word,
)
from patentry.wording import Refusal

NumbersOf = Callable[[str], tuple[str, ...]]
StatusesOf = Callable[[date], "np.ndarray"]


@dataclass(frozen=True, slots=True)
class Matched:
    """Documents a query surely finds, and those it may find: the sure ones and those an unknown leaves open."""

    sure: Mask
    possible: Mask


@dataclass
class Matching:
    """What a query is carried out on. `patents_of` answers an organisation's patents under all its names, `statuses`
    every document's status on a day; `steps` are the trees of earlier steps, or what they found. `expanded` gathers
    what was searched besides what was typed: old and new places of a class.
    """

    index: Index
    moves: tuple[Move, ...] = ()
    patents_of: NumbersOf | None = None
    statuses: StatusesOf | None = None
    on: date | None = None
    steps: Mapping[int, Node | Matched] = field(default_factory=dict)
    expanded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    depth: int = 0

    def none(self) -> Mask:
        """Answer no document."""
        return np.zeros(self.index.count, bool)


def match(node: Node, matching: Matching) -> Matched:
    """Answer what a query finds among the documents that hold.

    Raises `QueryError` with the column of what cannot be carried out, such as a number that is none.
    """
    found = _match(node, matching)
    alive = matching.index.alive
    return Matched(found.sure & alive, found.possible & alive)


def words_of(node: Node) -> Iterator[str]:
    """Answer the texts a query asks for, those it denies left out: what its answers are ranked by."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from words_of(part)
        case Near(first, second):
            yield first.text
            yield second.text
        case Word(text) | Phrase(text):
            yield text.replace("*", " ").replace("?", " ").replace("#", " ")
        case _:
            return


def _match(node: Node, m: Matching) -> Matched:
    match node:
        case And(parts):
            told = [_match(part, m) for part in parts]
            return Matched(np.all([t.sure for t in told], axis=0), np.all([t.possible for t in told], axis=0))
        case Or(parts):
            told = [_match(part, m) for part in parts]
            return Matched(np.any([t.sure for t in told], axis=0), np.any([t.possible for t in told], axis=0))
        case Not(inner):
            one = _match(inner, m)
            return Matched(~one.possible, ~one.sure)
        case Word() | Phrase() | Near():
            return _settled(_texts(node, m.index))
        case Step(number, column):
            return _step(number, column, m)
        case _:
            return _fact(node, m)


def _settled(mask: Mask) -> Matched:
    return Matched(mask, mask)


def _texts(node: Word | Phrase | Near, index: Index) -> Mask:
    match node:
        case Word(text, sections):
            return find_word(index, text, sections)
        case Phrase(text, sections):
            return find_phrase(index, text, sections)
        case Near(first, second, within, ordered):
            return find_near(index, first, second, within=within, is_ordered=ordered)


def _step(number: int, column: int, m: Matching) -> Matched:
    if number not in m.steps:
        known = ", ".join(f"S{step}" for step in sorted(m.steps))
        raise QueryError("step_missing", column=column, found=f"S{number}", expected=known or "—")
    step = m.steps[number]
    if isinstance(step, Matched):
        return step
    if m.depth > len(m.steps):
        raise QueryError("step_round", column=column, found=f"S{number}")
    m.depth += 1
    found = _match(step, m)
    m.depth -= 1
    return found


def _fact(node: ClassIs | PartyIs | NumberIs | DayIn | StatusIs, m: Matching) -> Matched:
    match node:
        case ClassIs(scheme, pattern, column):
            return _settled(_classes(scheme, pattern, column, m))
        case PartyIs(roles, name):
            return _settled(named(m.index, roles, name, m.patents_of))
        case NumberIs(_, number, column):
            return _settled(_numbered(number, column, m))
        case DayIn(day, first, last):
            return _days(m.index, day, first, last)
        case StatusIs("STATUS", value, column):
            return Matched(*is_status(value, column, m.index, m.statuses, m.on))
        case StatusIs("LANG", value):
            return _language(m.index, value)
        case StatusIs(_, value):
            return _settled(m.index.column("family") == mark_of(value))


def _classes(scheme: str, pattern: str, column: int, m: Matching) -> Mask:
    places: Places = places_of(pattern, column, m.moves)
    if places.moved:
        m.expanded[pattern] = tuple(place.text for place in places.moved)
    mask = m.none()
    for name in {"IPC": ("ipc",), "CPC": ("cpc",)}.get(scheme, ("ipc", "cpc")):
        for place in places.all:
            marks = np.array([mark_of(symbol) for symbol in m.index.symbols(name, place)], np.int64)
            mask[m.index.all_marked(name, marks)] = True
    return mask


def _numbered(number: str, column: int, m: Matching) -> Mask:
    mask = m.none()
    try:
        mask[documents_numbered(m.index, number)] = True
    except Refusal:
        raise QueryError("number_wrong", column=column, found=number) from None
    return mask


def _days(index: Index, day: str, first: date | None, last: date | None) -> Matched:
    days, known = index.column(day), index.known(day)
    inside = known.copy()
    if first is not None:
        inside &= days >= days_of(first)
    if last is not None:
        inside &= days <= days_of(last)
    return Matched(inside, inside | ~known)


def _language(index: Index, value: str) -> Matched:
    languages = index.languages
    inside = languages == mark_of(value.strip().lower())
    return Matched(inside, inside | (languages == mark_of("")))
