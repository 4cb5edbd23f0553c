"""The tree of a query. Each node keeps the column it began at, so that later refusals can point there, too."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as _field
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: `text` as typed, with `*`, `?` or `#` where it is a pattern, in the `sections` named."""

    text: str
    sections: tuple[str, ...]
    column: int = _field(default=0, compare=False)

    @property
    def is_pattern(self) -> bool:
        """Whether it has wildcards."""
        return any(mark in self.text for mark in "*?#")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side, in this order."""

    text: str
    sections: tuple[str, ...]
    column: int = _field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Two terms with at most `within` words between them; `ordered` where the first comes first."""

    first: Word | Phrase
    second: Word | Phrase
    within: int
    ordered: bool
    column: int = _field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ClassIs:
    """A place of the classification with everything under it; `scheme` is IPC, CPC or CLASS (either)."""

    scheme: str
    pattern: str
    column: int = _field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PartyIs:
    """A party in a role (`roles`), by a name in any spelling."""

    roles: tuple[str, ...]
    name: str
    column: int = _field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NumberIs:
    """A patent by a number in any form; `kinds` says whether of the publication or the application."""

    kinds: tuple[str, ...]
    number: str
    column: int = _field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class DayIn:
    """A day of the patent's life within `[first, last]`; None where it is open."""

    day: str
    first: date | None
    last: date | None
    column: int = _field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class StatusIs:
    """A legal status as of the day the search asks for, a language, or a family: `field` says which."""

    field: str
    value: str
    column: int = _field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """An earlier step of the search log."""

    number: int
    column: int = _field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What the inner query does not find."""

    inner: Node


@dataclass(frozen=True, slots=True)
class And:
    """What every part finds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any part finds."""

    parts: tuple[Node, ...]


Node = Word | Phrase | Near | ClassIs | PartyIs | NumberIs | DayIn | StatusIs | Step | Not | And | Or


def steps_in(node: Node) -> set[int]:
    """Answer the numbers of the steps a query names."""
    match node:
        case And(parts) | Or(parts):
            return {number for part in parts for number in steps_in(part)}
        case Not(inner):
            return steps_in(inner)
        case Step(number):
            return {number}
        case _:
            return set()
