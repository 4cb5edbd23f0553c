from __future__ import annotations

from dataclasses import replace

import pytest

from district.casework import Basis, CaseRefusal, Deadline, State, Transition, Unit, Workflow
from district.casework.diagrams import diagram_of, page_of

SOON = Deadline(days=2, unit=Unit.WORKING, basis=Basis.SETTING, source="service promise")
LENDING = Workflow(
    name="lending",
    zh="借阅",
    en="Lending",
    initial="asked",
    states=(
        State(name="asked", zh="已申请", en="Asked for", owner="clerk", deadline=SOON, when_due="lapse"),
        State(name="lent", zh="已借出", en="Lent", owner="reader"),
        State(name="returned", zh="已归还", en="Returned", owner=None, is_terminal=True),
        State(name="lapsed", zh="已失效", en="Lapsed", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(name="lend", zh="借出", en="lend", sources=("asked",), target="lent", roles=("clerk",)),
        Transition(
            name="bring_back", zh="归还", en="bring back", sources=("lent",), target="returned", roles=("reader",)
        ),
        Transition(name="lapse", zh="失效", en="lapse", sources=("asked",), target="lapsed", roles=("system",)),
    ),
)


def test_an_action_moves_a_matter_for_the_role_that_may() -> None:
    assert LENDING.step(state="asked", action="lend", role="clerk").target == "lent"


def test_somebody_of_several_roles_makes_a_step_by_the_first_that_may() -> None:
    step, role = LENDING.step_by(state="asked", action="lend", roles=("guest", "clerk"))
    assert (step.target, role) == ("lent", "clerk")
    for roles in ((), ("guest",)):
        with pytest.raises(CaseRefusal, match=r"^step\.not_your_role"):
            LENDING.step_by(state="asked", action="lend", roles=roles)


@pytest.mark.parametrize(
    ("state", "action", "role", "code"),
    [
        ("asked", "burn", "clerk", "step.unknown"),
        ("lent", "lend", "clerk", "step.not_from_here"),
        ("asked", "lend", "reader", "step.not_your_role"),
        ("returned", "bring_back", "reader", "step.not_from_here"),
    ],
)
def test_a_refusal_says_which_of_the_three_it_was(state: str, action: str, role: str, code: str) -> None:
    with pytest.raises(CaseRefusal) as caught:
        LENDING.step(state=state, action=action, role=role)
    assert caught.value.code == code


def test_the_matrix_has_every_state_action_and_role_and_agrees_with_the_steps() -> None:
    rows = list(LENDING.matrix())
    assert len(rows) == 4 * 3 * 3
    for state, action, role, allowed in rows:
        try:
            LENDING.step(state=state, action=action, role=role)
        except CaseRefusal:
            assert not allowed
        else:
            assert allowed


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"initial": "lost"}, "initial state lost"),
        ({"transitions": LENDING.transitions[:1]}, "nothing leads out of lent"),
        ({"transitions": (*LENDING.transitions, LENDING.transitions[0])}, "stands twice"),
        ({"states": LENDING.states[:-1]}, "names the state lapsed"),
        ({"states": (*LENDING.states, replace(LENDING.states[1], name="lost"))}, "nothing leads to lost"),
        (
            {"states": (replace(LENDING.states[0], when_due="lend"), *LENDING.states[1:])},
            "cannot be made by the system",
        ),
        ({"states": (replace(LENDING.states[0], owner=None), *LENDING.states[1:])}, "nobody has to act in asked"),
    ],
)
def test_a_table_that_cannot_work_is_refused_when_it_is_made(broken: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        replace(LENDING, **broken)


def test_the_diagram_and_the_page_come_from_the_table() -> None:
    diagram = diagram_of(LENDING, "en")
    assert "asked --> lent: lend" in diagram
    assert "[*] --> asked" in diagram
    assert "lapsed --> [*]" in diagram
    page = page_of(LENDING, "zh")
    assert "2 个工作日 (可设置: service promise)" in page
    assert "| 借出 `lend` | asked | lent | clerk | — | — |" in page
