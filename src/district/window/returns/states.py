"""The workflow of a return: counted, checked, handed in, sent back or locked."""

from __future__ import annotations

from district.casework import Basis, Deadline, State, Transition, Unit, Workflow

STAFF = "point_staff"
HEAD = "point_head"
OFFICER = "district_officer"
_WEEK = Deadline(days=5, unit=Unit.WORKING, basis=Basis.SETTING, source="reporting rule of the network")

RETURN = Workflow(
    name="point_return",
    zh="工作台账",
    en="Return of a service point",
    initial="draft",
    states=(
        State(name="draft", zh="草稿", en="Draft", owner=STAFF),
        State(name="checked", zh="已核对", en="Checked", owner=HEAD, deadline=_WEEK),
        State(name="submitted", zh="已上报", en="Submitted", owner=OFFICER, deadline=_WEEK),
        State(name="locked", zh="已锁定", en="Locked", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(
            name="check",
            zh="核对",
            en="check",
            sources=("draft",),
            target="checked",
            roles=(STAFF, HEAD),
            guard="is_ready_to_check",
            effects=("fix_figures",),
        ),
        Transition(
            name="uncheck", zh="退回草稿", en="take back", sources=("checked",), target="draft", roles=(STAFF, HEAD)
        ),
        Transition(
            name="submit",
            zh="上报",
            en="submit",
            sources=("checked",),
            target="submitted",
            roles=(HEAD,),
            guard="figures_still_stand",
        ),
        Transition(
            name="send_back",
            zh="退回",
            en="send back",
            sources=("submitted",),
            target="draft",
            roles=(OFFICER,),
            guard="says_why",
        ),
        Transition(name="lock", zh="锁定", en="lock", sources=("submitted",), target="locked", roles=(OFFICER,)),
    ),
)
"""A point's return from draft to locked. Deadlines are the network's own rules: settings, not law."""
