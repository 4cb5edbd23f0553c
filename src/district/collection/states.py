"""The workflow of an upload: waiting, read into a staged snapshot, accepted, or set aside."""

from __future__ import annotations

from district.casework import State, Transition, Workflow
from district.casework.workflows import SYSTEM

OFFICER = "district_officer"

UPLOAD = Workflow(
    name="upload",
    zh="数据文件入库",
    en="Upload of office files",
    initial="waiting",
    states=(
        State(name="waiting", zh="等待读取", en="Waiting to be read", owner=SYSTEM),
        State(name="staged", zh="已暂存，待接受", en="Staged, to be accepted", owner=OFFICER),
        State(name="unreadable", zh="无可收录内容", en="Nothing could be taken", owner=OFFICER),
        State(name="unchanged", zh="没有新内容", en="Nothing new", owner=None, is_terminal=True),
        State(name="accepted", zh="已接受", en="Accepted", owner=None, is_terminal=True),
        State(name="set_aside", zh="不予采用", en="Set aside", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(name="stage", zh="暂存", en="stage", sources=("waiting",), target="staged", roles=(SYSTEM,)),
        Transition(name="refuse", zh="退回", en="refuse", sources=("waiting",), target="unreadable", roles=(SYSTEM,)),
        Transition(
            name="find_nothing_new", zh="核对无新内容", en="find nothing new", sources=("waiting",), target="unchanged",
            roles=(SYSTEM,),
        ),
        Transition(
            name="accept", zh="接受", en="accept", sources=("staged",), target="accepted", roles=(OFFICER,),
            guard="is_over_the_current", effects=("make_current",),
        ),
        Transition(
            name="read_again", zh="重新读取", en="read again", sources=("staged", "unreadable"), target="waiting",
            roles=(OFFICER,), effects=("queue_reading",),
        ),
        Transition(
            name="set_aside", zh="不予采用", en="set aside", sources=("waiting", "staged", "unreadable"),
            target="set_aside", roles=(OFFICER,), guard="says_why",
        ),
    ),
)  # fmt: skip
"""Nothing here has a deadline: a file that waits harms nobody, and the page says how long it has been waiting."""
