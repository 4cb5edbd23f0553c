"""The workflow of a reconciliation: compared by the worker, settled row by row, closed."""

from __future__ import annotations

from district.casework import State, Transition, Workflow
from district.casework.workflows import SYSTEM

OFFICER = "district_officer"

RECONCILIATION = Workflow(
    name="reconciliation",
    zh="官方名单对账",
    en="Reconciliation of an official list",
    initial="waiting",
    states=(
        State(name="waiting", zh="等待比较", en="Waiting to be compared", owner=SYSTEM),
        State(name="unreadable", zh="名单无法读取", en="The list cannot be read", owner=OFFICER),
        State(name="compared", zh="待处理差异", en="Differences to be settled", owner=OFFICER),
        State(name="closed", zh="已办结", en="Closed", owner=None, is_terminal=True),
        State(name="set_aside", zh="不予采用", en="Set aside", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(name="compare", zh="比较", en="compare", sources=("waiting",), target="compared", roles=(SYSTEM,)),
        Transition(name="refuse", zh="退回", en="refuse", sources=("waiting",), target="unreadable", roles=(SYSTEM,)),
        Transition(
            name="compare_again", zh="重新比较", en="compare again", sources=("unreadable", "compared"),
            target="waiting", roles=(OFFICER,), effects=("queue_comparison",),
        ),
        Transition(
            name="close", zh="办结", en="close", sources=("compared",), target="closed", roles=(OFFICER,),
            guard="all_settled",
        ),
        Transition(
            name="set_aside", zh="不予采用", en="set aside", sources=("waiting", "unreadable", "compared"),
            target="set_aside", roles=(OFFICER,), guard="says_why",
        ),
    ),
)  # fmt: skip
"""Nothing here has a deadline: a month's list follows the office's own rhythm, and the page says how old it is."""
