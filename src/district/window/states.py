"""The workflow of a service request: what may happen to it, who may do it, and by when."""

from __future__ import annotations

from district.casework import Basis, Deadline, State, Transition, Unit, Workflow
from district.casework.workflows import SYSTEM

APPLICANT = "enterprise_user"
STAFF = "point_staff"
HEAD = "point_head"
DESK = (STAFF, HEAD)
OPEN = ("submitted", "supplement_required", "accepted", "in_progress", "referred", "suspended")


def _promise(days: int, unit: Unit = Unit.WORKING) -> Deadline:
    return Deadline(days=days, unit=unit, basis=Basis.SETTING, source="service promise of the network")


REQUEST = Workflow(
    name="request",
    zh="服务请求",
    en="Service request",
    initial="draft",
    states=(
        State(name="draft", zh="草稿", en="Draft", owner=APPLICANT),
        State(name="submitted", zh="已提交", en="Submitted", owner=STAFF, deadline=_promise(2)),
        State(
            name="supplement_required",
            zh="待补正",
            en="Supplement required",
            owner=APPLICANT,
            pauses_clock=True,
            deadline=_promise(10),
            when_due="lapse",
        ),
        State(name="accepted", zh="已受理", en="Accepted", owner=HEAD, deadline=_promise(1)),
        State(name="in_progress", zh="办理中", en="In progress", owner=STAFF, deadline=_promise(10)),
        State(name="referred", zh="已转办", en="Referred", owner=HEAD, deadline=_promise(2)),
        State(name="suspended", zh="中止", en="Suspended", owner=STAFF, pauses_clock=True),
        State(
            name="resolved",
            zh="已答复",
            en="Resolved",
            owner=APPLICANT,
            deadline=_promise(15, Unit.CALENDAR),
            when_due="confirm",
        ),
        State(name="closed", zh="已办结", en="Closed", owner=None, is_terminal=True),
        State(name="rejected", zh="不予受理", en="Rejected", owner=None, is_terminal=True),
        State(name="lapsed", zh="逾期失效", en="Lapsed", owner=None, is_terminal=True),
        State(name="withdrawn", zh="已撤回", en="Withdrawn", owner=None, is_terminal=True),
        State(name="transferred", zh="已移送", en="Transferred", owner=None, is_terminal=True),
        State(name="merged", zh="已合并", en="Merged", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(
            name="submit",
            zh="提交",
            en="submit",
            sources=("draft",),
            target="submitted",
            roles=(APPLICANT, STAFF),
            guard="contact_is_confirmed",
            effects=("propose_point", "start_clock"),
        ),
        Transition(
            name="accept",
            zh="受理",
            en="accept",
            sources=("submitted",),
            target="accepted",
            roles=DESK,
            guard="is_at_my_point",
            effects=("fix_promise",),
        ),
        Transition(
            name="ask_for_supplement",
            zh="要求补正",
            en="ask for a supplement",
            sources=("submitted",),
            target="supplement_required",
            roles=DESK,
            guard="says_what_is_missing",
            effects=("pause_clock",),
        ),
        Transition(
            name="supplement",
            zh="补正",
            en="supplement",
            sources=("supplement_required",),
            target="submitted",
            roles=(APPLICANT, STAFF),
            effects=("resume_clock",),
        ),
        Transition(
            name="lapse",
            zh="逾期失效",
            en="lapse",
            sources=("supplement_required",),
            target="lapsed",
            roles=(SYSTEM,),
        ),
        Transition(
            name="reject",
            zh="不予受理",
            en="reject",
            sources=("submitted",),
            target="rejected",
            roles=DESK,
            guard="names_the_right_door",
        ),
        Transition(
            name="merge",
            zh="合并重复请求",
            en="merge a duplicate",
            sources=("submitted", "accepted"),
            target="merged",
            roles=DESK,
            guard="is_same_applicant",
        ),
        Transition(
            name="assign",
            zh="指派",
            en="assign",
            sources=("accepted",),
            target="in_progress",
            roles=DESK,
            guard="handler_serves_point",
        ),
        Transition(
            name="reassign",
            zh="改派",
            en="reassign",
            sources=("in_progress",),
            target="in_progress",
            roles=(HEAD,),
            guard="handler_serves_point",
        ),
        Transition(
            name="refer",
            zh="转办",
            en="refer",
            sources=("in_progress",),
            target="referred",
            roles=DESK,
            guard="point_offers_item",
        ),
        Transition(
            name="take_over", zh="接办", en="take over", sources=("referred",), target="in_progress", roles=DESK
        ),
        Transition(
            name="transfer",
            zh="移送其他机关",
            en="transfer to another body",
            sources=("in_progress", "referred"),
            target="transferred",
            roles=(HEAD,),
            guard="names_the_right_door",
        ),
        Transition(
            name="suspend",
            zh="中止",
            en="suspend",
            sources=("in_progress",),
            target="suspended",
            roles=DESK,
            guard="gives_a_reason",
            effects=("pause_clock",),
        ),
        Transition(
            name="resume",
            zh="恢复办理",
            en="resume",
            sources=("suspended",),
            target="in_progress",
            roles=DESK,
            effects=("resume_clock",),
        ),
        Transition(
            name="resolve",
            zh="答复",
            en="resolve",
            sources=("in_progress",),
            target="resolved",
            roles=DESK,
            guard="has_an_answer",
            effects=("stop_clock", "invite_rating"),
        ),
        Transition(
            name="confirm",
            zh="确认办结",
            en="confirm",
            sources=("resolved",),
            target="closed",
            roles=(APPLICANT, SYSTEM),
        ),
        Transition(
            name="reopen",
            zh="要求继续办理",
            en="reopen",
            sources=("resolved",),
            target="in_progress",
            roles=(APPLICANT, STAFF),
            guard="gives_a_reason",
            effects=("start_clock",),
        ),
        Transition(
            name="withdraw",
            zh="撤回",
            en="withdraw",
            sources=OPEN,
            target="withdrawn",
            roles=(APPLICANT, STAFF),
        ),
    ),
)
"""A service request from need to closed. Deadlines are the network's promises: settings, not law."""
ENDED = tuple(state.name for state in REQUEST.states if state.is_terminal)
