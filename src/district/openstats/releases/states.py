"""The workflow of a release: drafted, checked, seen beforehand by few, published, corrected by another."""

from __future__ import annotations

from district.casework import State, Transition, Workflow
from district.casework.workflows import SYSTEM

OFFICER = "district_officer"

RELEASE = Workflow(
    name="release",
    zh="数据发布",
    en="Release of figures",
    initial="draft",
    states=(
        State(name="draft", zh="草稿", en="Draft", owner=OFFICER),
        State(name="checked", zh="已核对", en="Checked", owner=OFFICER),
        State(name="prerelease", zh="待发布", en="Pre-release", owner=OFFICER),
        State(name="published", zh="已发布", en="Published", owner=SYSTEM),
        State(name="corrected", zh="已更正", en="Corrected", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(
            name="check", zh="核对", en="check", sources=("draft",), target="checked", roles=(OFFICER,),
            guard="can_be_stated", effects=("freeze_values",),
        ),
        Transition(
            name="take_back", zh="退回草稿", en="take back", sources=("checked", "prerelease"), target="draft",
            roles=(OFFICER,), effects=("drop_values",),
        ),
        Transition(
            name="announce", zh="预告", en="announce", sources=("checked",), target="prerelease", roles=(OFFICER,),
            guard="text_is_there",
        ),
        Transition(
            name="publish", zh="发布", en="publish", sources=("prerelease",), target="published", roles=(OFFICER,),
            guard="day_has_come",
        ),
        Transition(
            name="correct", zh="更正", en="correct", sources=("published",), target="corrected", roles=(SYSTEM,),
        ),
    ),
)  # fmt: skip
"""A published release waits for nobody; the system marks it when its correction is published."""
