"""Who held a patent when: the first holders and the changes the gazette registered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from patentry.parties.names import Script, normal_form
from patentry.records import EventKind, Party

CHANGES = frozenset(
    {EventKind.TRANSFER, EventKind.NAME_CHANGE, EventKind.ADDRESS_CHANGE, EventKind.NAME_ADDRESS_CHANGE}
)
"""Kinds that change who or where the holder is; CB03 counts as one where its text names the holder."""


@dataclass(frozen=True, slots=True)
class Change:
    """A registered change: its day, whether that day had to be taken from the announcement, and the new parties.

    `before` are those whose share changes, where the register records shares one by one, as that of the United States
    does; empty where what is registered is the whole list of holders, as in China.
    """

    day: date
    is_derived: bool
    kind: EventKind
    after: tuple[Party, ...]
    before: tuple[Party, ...] = ()


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
    names; a transfer whose text gives no address leaves the new holder's place open. Where a change says whose share
    it is, the other holders stay as they are and where they are; one that starts from nobody who holds then changes
    nothing, unless there is a single holder, whose name may have changed unrecorded.
    """
    holders = tuple(first)
    held: list[Holding] = []
    start, cause = beginning, None
    waiting = sorted((change for change in changes if change.after), key=lambda c: c.day)
    while waiting:
        change = waiting.pop(_next(waiting, holders))
        new = _share_changed(holders, change) if change.before else _applied(holders, change)
        if new == holders and change.before:
            continue
        if change.day > start:
            held.append(Holding(start, change.day, holders, cause))
            start = change.day
        holders, cause = new, change
    held.append(Holding(start, end, holders, cause))
    return tuple(held)


def _next(waiting: Sequence[Change], holders: tuple[Party, ...]) -> int:
    """Of the changes of one day, whose order nothing tells, first the one that starts from who holds then."""
    for place, change in enumerate(waiting):
        if change.day > waiting[0].day:
            break
        if any(_named_by(holders, party.name) for party in change.before):
            return place
    return 0


def name_key(name: str) -> str:
    """Answer a name as it is compared between a grant and a recording: the words of its normal form, in any order.

    "LIU, WENJUN" is "Wenjun Liu", and "Lantern Works, Inc." is "LANTERN WORKS INC".
    """
    form = normal_form(name)
    return f"{form.place}|{''.join(form.core)}" if form.script is Script.HAN else " ".join(sorted(form.core)) or name


def is_same_holder(one: str, two: str) -> bool:
    """Answer whether two names of one chain of title are one holder: the same words, and no two legal forms.

    A company and its sister of another form (Inc. and LLC) hold side by side; "Company" says too little to tell.
    """
    forms = {normal_form(one).form, normal_form(two).form} - {"", "company"}
    return name_key(one) == name_key(two) and len(forms) < 2


def _named_by(holders: Sequence[Party], name: str) -> tuple[int, ...]:
    """The places of the holders a name stands for: those printed alike, else those that are the same."""
    printed = tuple(place for place, holder in enumerate(holders) if holder.name.casefold() == name.casefold())
    return printed or tuple(place for place, holder in enumerate(holders) if is_same_holder(holder.name, name))


def _share_changed(holders: tuple[Party, ...], change: Change) -> tuple[Party, ...]:
    """The holders after one or some of them conveyed: who takes over stands where the first of them stood."""
    places = sorted({place for party in change.before for place in _named_by(holders, party.name)})
    if not places and len(holders) == 1:
        places = [] if any(is_same_holder(holders[0].name, party.name) for party in change.after) else [0]
    if not places:
        return holders
    moved = _applied(tuple(holders[place] for place in places), change)
    others = [holder for place, holder in enumerate(holders) if place not in places]
    arriving: list[Party] = []
    for party in moved:
        if not any(is_same_holder(party.name, known.name) for known in (*others, *arriving)):
            arriving.append(party)
    before = [holder for place, holder in enumerate(holders) if place < places[0]]
    return (*before, *arriving, *others[len(before) :])


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
