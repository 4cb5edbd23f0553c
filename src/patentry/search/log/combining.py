"""Steps combined by what they found: `S1 AND (S2 NOT S3)` over sets of documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from patentry.search.query import And, Node, Not, Or, QueryError, Step, parse_query


@dataclass(frozen=True, slots=True)
class Found:
    """What a step found: its `documents`, by any key that tells them apart, and those that only an `unknown` day or
    status leaves out of them."""

    documents: frozenset[str]
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Set:
    """A set of documents, or where it `is_all_but` everything except these."""

    of: frozenset[str]
    is_all_but: bool = False

    def complement(self) -> _Set:
        return _Set(self.of, not self.is_all_but)

    def intersection(self, other: _Set) -> _Set:
        if self.is_all_but and other.is_all_but:
            return _Set(self.of | other.of, is_all_but=True)
        if self.is_all_but:
            return _Set(other.of - self.of)
        return _Set(self.of - other.of if other.is_all_but else self.of & other.of)

    def union(self, other: _Set) -> _Set:
        return self.complement().intersection(other.complement()).complement()


def combine_steps(expression: str, steps: Mapping[int, Found]) -> Found:
    """Answer what steps combined by AND, OR, NOT and brackets find: `S1 AND (S2 NOT S3)`, in the signs of any query.

    `steps` are those that may be named, by number. A document that one step leaves open stays open as far as the
    others leave it so (Kleene's K3, as in a fielded query). Raises `QueryError` with the column: for what cannot be
    read, for a step that is not there, for anything else than steps, and for an expression that would find all
    documents but some (`NOT S1` alone), which no step found.
    """
    tree = parse_query(expression)
    sure, possible = _combined(tree, steps)
    for found in (sure, possible):
        if found.is_all_but:
            raise QueryError("steps_denied", column=_first_column(tree), found=expression.strip(), expected="S1 NOT S2")
    return Found(sure.of, possible.of - sure.of)


def _combined(node: Node, steps: Mapping[int, Found]) -> tuple[_Set, _Set]:
    """What a tree finds surely, and what it may find."""
    match node:
        case And(parts):
            told = [_combined(part, steps) for part in parts]
            return reduce(_Set.intersection, (s for s, _ in told)), reduce(_Set.intersection, (p for _, p in told))
        case Or(parts):
            told = [_combined(part, steps) for part in parts]
            return reduce(_Set.union, (s for s, _ in told)), reduce(_Set.union, (p for _, p in told))
        case Not(inner):
            sure, possible = _combined(inner, steps)
            return possible.complement(), sure.complement()
        case Step(number, column):
            if number not in steps:
                raise QueryError("step_missing", column=column, found=f"S{number}", expected=_known(steps))
            found = steps[number]
            return _Set(found.documents), _Set(found.documents | found.unknown)
        case _:
            raise QueryError("only_steps", column=_first_column(node), expected="S1 AND S2")


def _known(steps: Mapping[int, Found]) -> str:
    return ", ".join(f"S{number}" for number in sorted(steps))


def _first_column(node: Node) -> int:
    match node:
        case And(parts) | Or(parts):
            return min(_first_column(part) for part in parts)
        case Not(inner):
            return _first_column(inner)
        case _:
            return node.column
