"""What holds of every workflow table of the site; a new table and a new state are tested by existing."""

from __future__ import annotations

import pytest
from tests.docs.workflows import every_workflow

from district.casework import CaseRefusal, Workflow
from district.casework.workflows import SYSTEM

FLOWS = {flow.name: flow for flow in every_workflow()}
ROLES = {
    *("public", "enterprise_user", "enterprise_admin", "institution", "expert", "point_staff", "point_head"),
    *("mediator", "judges_staff", "district_officer", "auditor", "system_admin", SYSTEM),
}


def test_requests_and_bookings_have_their_tables() -> None:
    assert set(FLOWS) >= {"request", "booking"}


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_every_combination_of_state_action_and_role_answers_as_the_table_says(flow: Workflow) -> None:
    for state, action, role, allowed in flow.matrix():
        if allowed:
            assert flow.step(state=state, action=action, role=role).target in {s.name for s in flow.states}
            continue
        with pytest.raises(CaseRefusal):
            flow.step(state=state, action=action, role=role)


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_roles_are_those_of_accounts(flow: Workflow) -> None:
    named = {role for t in flow.transitions for role in t.roles} | {s.owner for s in flow.states if s.owner}
    assert named <= ROLES


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_a_terminal_state_can_be_reached_from_every_state(flow: Workflow) -> None:
    terminal = {state.name for state in flow.states if state.is_terminal}
    ends = set(terminal)
    while grown := {s for t in flow.transitions if t.target in ends for s in t.sources} - ends:
        ends |= grown
    assert ends == {state.name for state in flow.states}


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_whoever_owns_a_state_can_act_there(flow: Workflow) -> None:
    for state in flow.states:
        if state.owner:
            assert flow.actions(state=state.name, role=state.owner), state.name


def test_a_withdrawn_request_cannot_be_accepted() -> None:
    with pytest.raises(CaseRefusal) as caught:
        FLOWS["request"].step(state="withdrawn", action="accept", role="point_staff")
    assert caught.value.code == "step.not_from_here"
