"""The workflow of a point's annual evaluation: reported by its head, scored and decided by the district."""

from __future__ import annotations

from district.casework import Basis, Deadline, State, Transition, Unit, Workflow

HEAD = "point_head"
OFFICER = "district_officer"


def _days(days: int) -> Deadline:
    return Deadline(days=days, unit=Unit.WORKING, basis=Basis.SETTING, source="evaluation rule of the network")


EVALUATION = Workflow(
    name="point_evaluation",
    zh="服务点年度考核",
    en="Annual evaluation of a service point",
    initial="self_report",
    states=(
        State(name="self_report", zh="自评", en="Self-report", owner=HEAD),
        State(name="submitted", zh="已提交自评", en="Submitted", owner=OFFICER, deadline=_days(15)),
        State(name="rectifying", zh="整改中", en="Being put right", owner=HEAD),
        State(name="rectified", zh="已报整改", en="Reported as put right", owner=OFFICER, deadline=_days(10)),
        State(name="concluded", zh="考核通过", en="Concluded", owner=None, is_terminal=True),
        State(name="failed", zh="考核不通过", en="Failed", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(
            name="submit",
            zh="提交自评",
            en="submit the self-report",
            sources=("self_report",),
            target="submitted",
            roles=(HEAD,),
            guard="self_report_is_complete",
            effects=("fix_counts",),
        ),
        Transition(
            name="send_back",
            zh="退回补充",
            en="send back",
            sources=("submitted",),
            target="self_report",
            roles=(OFFICER,),
            guard="says_why",
        ),
        Transition(
            name="conclude",
            zh="评定通过",
            en="conclude",
            sources=("submitted",),
            target="concluded",
            roles=(OFFICER,),
            guard="score_says_so",
            effects=("renew_plaque",),
        ),
        Transition(
            name="order_rectification",
            zh="要求限期整改",
            en="order to put right",
            sources=("submitted",),
            target="rectifying",
            roles=(OFFICER,),
            guard="names_what_and_when",
        ),
        Transition(
            name="fail",
            zh="评定不合格",
            en="fail",
            sources=("submitted",),
            target="failed",
            roles=(OFFICER,),
            guard="score_says_so",
            effects=("withdraw_plaque",),
        ),
        Transition(
            name="report_rectification",
            zh="报告整改情况",
            en="report what was put right",
            sources=("rectifying",),
            target="rectified",
            roles=(HEAD,),
            guard="says_what",
        ),
        Transition(
            name="accept_rectification",
            zh="整改通过",
            en="accept what was put right",
            sources=("rectified",),
            target="concluded",
            roles=(OFFICER,),
            guard="is_not_my_point",
            effects=("renew_plaque",),
        ),
        Transition(
            name="refuse_rectification",
            zh="整改不通过",
            en="refuse what was put right",
            sources=("rectified",),
            target="failed",
            roles=(OFFICER,),
            guard="says_why",
            effects=("withdraw_plaque",),
        ),
    ),
)
"""A point's year from its self-report to the result. All days are the network's own rules: settings, not law."""
