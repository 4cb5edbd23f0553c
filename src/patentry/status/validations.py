"""One European patent in its states: which still have it, and from when to when it has been in force anywhere.

A European patent has in each designated state the effect of a national patent (EPC arts 2(2), 64(1)); with unitary
effect it is one right for the participating states (Regulation (EU) 1257/2012 arts 3 and 4). It is one patent and
counts once, as long as one of them stands.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from patentry.records import EventKind
from patentry.status.fees import anniversary

UNITARY = "UP"
PRINTED = "B472"
"""Lapses a later specification prints: nothing says that its states go on telling."""
STATE = re.compile(r"\b[A-Z]{2}\b")
NOT_A_STATE = frozenset({"EP"})
LAPSES = frozenset({EventKind.NATIONAL_LAPSE, EventKind.UNITARY_LAPSE})
REVIVALS = frozenset({EventKind.NATIONAL_REVIVAL, EventKind.UNITARY_REVIVAL})
NATIONAL = LAPSES | REVIVALS | {EventKind.NATIONAL_FEE, EventKind.NATIONAL_GRANT, EventKind.UNITARY_EFFECT}


class StateEvent(NamedTuple):
    """An event of a European patent that bears on its states; `detail` names the states of a designation."""

    kind: EventKind
    announced: date | None
    effective: date | None
    state: str | None
    detail: str = ""
    code: str = ""

    @property
    def recorded(self) -> date:
        """The day it was announced; the day it took effect where no file says."""
        return self.announced or self.effective or date.max

    @property
    def in_law(self) -> date:
        """The day it took effect; the day it was announced where no file says."""
        return self.effective or self.announced or date.max


class Turn(NamedTuple):
    """The last state is lost (`is_end`), or one comes back: when announced and when effective."""

    announced: date
    effective: date
    is_end: bool


@dataclass(slots=True)
class Validation:
    """The patent in one state: when it lapsed there, as announced and in law, if it has."""

    state: str
    lapse_announced: date | None = None
    lapse_effective: date | None = None

    @property
    def stands(self) -> bool:
        """Answer whether no lapse without revival is known."""
        return self.lapse_announced is None

    def until(self, view: str) -> date | None:
        """Answer the day it ended in a view."""
        return self.lapse_effective if view == "legal" else self.lapse_announced

    def lapse(self, event: StateEvent) -> None:
        """Note a lapse; told twice (by the state and by the EPO), the first announcement and effect stand."""
        self.lapse_announced = min(self.lapse_announced or date.max, event.recorded)
        self.lapse_effective = min(self.lapse_effective or date.max, event.in_law)

    def revive(self) -> None:
        """Forget the lapse: what lies between is closed."""
        self.lapse_announced = self.lapse_effective = None


@dataclass(slots=True)
class Followed:
    """What the events tell of the states, in order."""

    states: dict[str, Validation] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)
    has_national_data: bool = False
    is_designation_known: bool = False


def follow(events: Iterable[StateEvent]) -> Followed:
    """Answer the states of a granted European patent and when it lost its last one or got one back."""
    told = sorted(events, key=lambda event: event.recorded)
    designated = _designated(told)
    followed = Followed(is_designation_known=bool(designated))
    followed.states = {state: Validation(state) for state in designated}
    for event in told:
        if event.kind in NATIONAL:
            followed.has_national_data = followed.has_national_data or event.code != PRINTED
            _take(followed, event)
    return followed


def open_since(followed: Followed, *, filing: date | None, grant: date) -> date | None:
    """Answer from when on the files leave it open whether the patent is in force anywhere; None where they settle it.

    Without any national data: from the end of the patent year of the grant, because the renewal fee to the EPO carries
    the patent that far and those to the states begin there (EPC arts 86(2), 141(1)). Without the designated states:
    once every state the files speak of has lapsed.
    """
    if not followed.has_national_data:
        if filing is None:
            return grant
        years = next(n for n in range(1, 100) if anniversary(filing, n) > grant)
        return anniversary(filing, years)
    if not followed.is_designation_known and not any(v.stands for v in followed.states.values()):
        return max((v.lapse_announced for v in followed.states.values() if v.lapse_announced), default=grant)
    return None


def _designated(told: Sequence[StateEvent]) -> list[str]:
    """The states of the last list announced; of two lists of one day, the longer."""
    lists = [(e.recorded, STATE.findall(e.detail)) for e in told if e.kind is EventKind.DESIGNATION]
    _, states = max(lists, key=lambda pair: (pair[0], len(pair[1])), default=(None, []))
    return list(dict.fromkeys(state for state in states if state not in NOT_A_STATE))


def _take(followed: Followed, event: StateEvent) -> None:
    state = UNITARY if event.kind.value.startswith("unitary") else event.state
    if state is None:
        return
    stood = any(validation.stands for validation in followed.states.values())
    if event.kind is EventKind.UNITARY_EFFECT:
        for covered in unitary_states(event.in_law):
            # Where it has unitary effect the patent is deemed not to have taken effect as a national one (art. 4(2)).
            followed.states.pop(covered, None)
    validation = followed.states.setdefault(state, Validation(state))
    if event.kind in LAPSES:
        validation.lapse(event)
    elif event.kind in REVIVALS:
        validation.revive()
    if followed.is_designation_known:
        _note_turn(followed, event, stood)


def _note_turn(followed: Followed, event: StateEvent, stood: bool) -> None:
    stands = any(validation.stands for validation in followed.states.values())
    last = max((v.lapse_effective for v in followed.states.values() if v.lapse_effective), default=event.in_law)
    if stood and not stands:
        followed.turns.append(Turn(event.recorded, last, is_end=True))
    elif stands and not stood:
        followed.turns.append(Turn(event.recorded, event.in_law, is_end=False))
    elif not stands and followed.turns and followed.turns[-1].is_end:
        # A later report of a lapse may put the last of them earlier.
        followed.turns[-1] = followed.turns[-1]._replace(effective=last)


def unitary_states(on: date) -> tuple[str, ...]:
    """Answer the states a unitary effect registered on that day covers."""
    return tuple(state for state, since in _unitary_states() if since <= on)


@cache
def _unitary_states() -> tuple[tuple[str, date], ...]:
    table = files("patentry.status").joinpath("unitary_states.csv").read_text(encoding="utf-8")
    return tuple((row["state"], date.fromisoformat(row["from"])) for row in csv.DictReader(table.splitlines()))
