"""A workflow is a table: states, transitions, who may make them, what guards them, what is due and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from district.casework.deadlines import Deadline
from district.casework.refusals import CaseRefusal

SYSTEM = "system"
"""The role of the loop that acts when a deadline has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state a matter can be in. `owner` is the role that has to act next; nobody in a terminal state.

    `deadline` is the time the owner has, counted from entering the state; when it passes, the transition named
    `when_due` is made by the system, or, where it is None, the matter is only marked overdue.
    """

    name: str
    zh: str
    en: str
    owner: str | None
    is_terminal: bool = False
    pauses_clock: bool = False
    deadline: Deadline | None = None
    when_due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """An action that moves a matter from one of `sources` to `target`.

    `guard` names the policy that must also agree; `effects` name what else happens in the same transaction.
    """

    name: str
    zh: str
    en: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    guard: str | None = None
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """The table of one kind of matter. It checks itself when it is made: a table that cannot work is a bug."""

    name: str
    zh: str
    en: str
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    _by_name: dict[str, State] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {state.name: state for state in self.states})
        faults = list(self._faults())
        if faults:
            raise ValueError(f"workflow {self.name}: " + "; ".join(faults))

    def state(self, name: str) -> State:
        """Answer a state of the table."""
        return self._by_name[name]

    def step(self, *, state: str, action: str, role: str) -> Transition:
        """Answer the transition an action makes from a state for a role.

        Raises `CaseRefusal`: `step.unknown`, `step.not_from_here` (with the actions that may be made), or
        `step.not_your_role` (with the roles that may).
        """
        named = [t for t in self.transitions if t.name == action]
        if not named:
            raise CaseRefusal("step.unknown", action=action)
        from_here = [t for t in named if state in t.sources]
        if not from_here:
            raise CaseRefusal(
                "step.not_from_here", action=action, state=state, may=self.actions(state=state, role=role)
            )
        mine = [t for t in from_here if role in t.roles]
        if not mine:
            raise CaseRefusal("step.not_your_role", action=action, roles=from_here[0].roles)
        return mine[0]

    def step_by(self, *, state: str, action: str, roles: Iterable[str]) -> tuple[Transition, str]:
        """Answer the step somebody of several roles makes, and the first role that may; raises as `step` does."""
        refused = CaseRefusal("step.not_your_role", action=action, roles=())
        for role in roles:
            try:
                return self.step(state=state, action=action, role=role), role
            except CaseRefusal as refusal:
                refused = refusal
        raise refused

    def actions(self, *, state: str, role: str) -> tuple[str, ...]:
        """Answer the actions a role may take from a state, in the order of the table."""
        return tuple(t.name for t in self.transitions if state in t.sources and role in t.roles)

    def matrix(self) -> Iterator[tuple[str, str, str, bool]]:
        """Give every (state, action, role) with whether the table allows it: what the generated tests walk."""
        roles = sorted({role for t in self.transitions for role in t.roles})
        for state in self.states:
            for action in dict.fromkeys(t.name for t in self.transitions):
                for role in roles:
                    yield state.name, action, role, action in self.actions(state=state.name, role=role)

    def _faults(self) -> Iterator[str]:
        if len(self._by_name) != len(self.states):
            yield "two states have one name"
        if self.initial not in self._by_name:
            yield f"the initial state {self.initial} is not in the table"
        for transition in self.transitions:
            for name in (*transition.sources, transition.target):
                if name not in self._by_name:
                    yield f"{transition.name} names the state {name}, which is not in the table"
        yield from self._doubles()
        yield from self._loose_ends()

    def _doubles(self) -> Iterator[str]:
        seen: set[tuple[str, str, str]] = set()
        for transition in self.transitions:
            for source in transition.sources:
                for role in transition.roles:
                    if (source, transition.name, role) in seen:
                        yield f"{transition.name} from {source} by {role} stands twice"
                    seen.add((source, transition.name, role))

    def _loose_ends(self) -> Iterator[str]:
        reached = {self.initial, *(t.target for t in self.transitions)}
        for state in self.states:
            leaves = [t for t in self.transitions if state.name in t.sources]
            if state.name not in reached:
                yield f"nothing leads to {state.name}"
            if state.is_terminal and (leaves or state.owner or state.deadline):
                yield f"{state.name} is terminal, yet somebody has to act there"
            if not state.is_terminal and not leaves:
                yield f"nothing leads out of {state.name}, which is not terminal"
            if not state.is_terminal and state.owner is None:
                yield f"nobody has to act in {state.name}"
            if state.when_due and not any(t.name == state.when_due and SYSTEM in t.roles for t in leaves):
                yield f"{state.when_due} cannot be made by the system from {state.name}"
