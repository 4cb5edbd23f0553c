"""The workflow of a listed filing: answered by the firm or not, settled by the desk, reported with its batch."""

from __future__ import annotations

from district.casework import Basis, Deadline, State, Transition, Unit, Workflow

FIRM = "enterprise_user"
STAFF = "point_staff"
HEAD = "point_head"
OFFICER = "district_officer"
DESK = (STAFF, HEAD, OFFICER)

LISTED = Workflow(
    name="listed_filing",
    zh="名单核查",
    en="Check of a listed filing",
    initial="open",
    states=(
        State(name="open", zh="待核查", en="Open", owner=FIRM),
        State(
            name="answered",
            zh="单位已答复",
            en="Answered by the firm",
            owner=STAFF,
            deadline=Deadline(days=3, unit=Unit.WORKING, basis=Basis.SETTING, source="rule of the list check"),
        ),
        State(name="settled", zh="已核清", en="Settled", owner=OFFICER),
        State(name="reported", zh="已上报", en="Reported", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(
            name="answer",
            zh="答复",
            en="answer",
            sources=("open",),
            target="answered",
            roles=(FIRM,),
            guard="has_evidence",
        ),
        Transition(
            name="ask_again",
            zh="退回单位补充",
            en="ask the firm again",
            sources=("answered",),
            target="open",
            roles=DESK,
            guard="says_why",
        ),
        Transition(
            name="settle",
            zh="记录结果",
            en="record the outcome",
            sources=("open", "answered"),
            target="settled",
            roles=DESK,
            guard="outcome_is_shown",
        ),
        Transition(
            name="reopen",
            zh="重新核查",
            en="reopen",
            sources=("settled",),
            target="open",
            roles=DESK,
            guard="says_why",
        ),
        Transition(
            name="report",
            zh="随批次上报",
            en="report with the batch",
            sources=("settled",),
            target="reported",
            roles=(OFFICER,),
            guard="batch_is_settled",
        ),
    ),
)
"""A filing from the list to the return. The day the office names for it runs whoever has to act."""
