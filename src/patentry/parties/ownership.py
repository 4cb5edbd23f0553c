"""Who held a patent when: the first holders and the changes the gazette registered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from patentry.records import EventKind, Party

CHANGES = frozenset(
    {EventKind.TRANSFER, EventKind.NAME_CHANGE, EventKind.ADDRESS_CHANGE, EventKind.NAME_ADDRESS_CHANGE}
)
"""Kinds that change who or where the holder is; CB03 counts as one where its text names the holder."""


@dataclass(frozen=True, slots=True)
class Change:
    """A registered change: its day, whether that day had to be taken from the announcement, and the new parties."""

    day: date
    is_derived: bool
    kind: EventKind
    after: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """Holders in [start, end), in their order on the register. `change` is what began it; None for the first."""

    start: date
    end: date
    holders: tuple[Party, ...]
    change: Change | None


def holdings_of(
    *, first: Sequence[Party], changes: Iterable[Change], beginning: date, end: date
) -> tuple[Holding, ...]:
    """Answer the holdings from the first holders and the changes, in order, covering [beginning, end).

    A transfer changes the holder from its registration date. A change of name keeps addresses, one of address keeps
    names; a transfer whose text gives no address leaves the new holder's place open.
    """
    holders = tuple(first)
    held: list[Holding] = []
    start, cause = beginning, None
    for change in sorted(changes, key=lambda c: c.day):
        if not change.after:
            continue
        new = _applied(holders, change)
        if change.day > start:
            held.append(Holding(start, change.day, holders, cause))
            start = change.day
        holders, cause = new, change
    held.append(Holding(start, end, holders, cause))
    return tuple(held)


def _applied(holders: tuple[Party, ...], change: Change) -> tuple[Party, ...]:
    if change.kind is EventKind.ADDRESS_CHANGE:
        return tuple(
            old._replace(address=new.address or new.name, postcode=new.postcode)
            for old, new in _paired(holders, change.after)
        )
    if change.kind is EventKind.NAME_CHANGE:
        return tuple(
            old._replace(name=new.name or old.name, address=new.address or old.address, uscc=new.uscc or old.uscc)
            for old, new in _paired(holders, change.after)
        )
    return change.after


def _paired(old: tuple[Party, ...], new: tuple[Party, ...]) -> Iterable[tuple[Party, Party]]:
    """Pair old and new in order; where the text names fewer, the rest stay as they were."""
    for index, party in enumerate(old):
        yield party, new[index] if index < len(new) else party
    yield from ((party, party) for party in new[len(old) :])
