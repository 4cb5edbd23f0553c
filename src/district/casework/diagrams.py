"""A workflow as a page of the manual: its diagram and its table, in one language."""

from __future__ import annotations

from typing import Literal

from district.casework.deadlines import Basis, Deadline, Unit
from district.casework.workflows import State, Workflow

Lang = Literal["zh", "en"]
WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "states": "状态",
        "actions": "动作",
        "state": "状态",
        "owner": "由谁处理",
        "deadline": "期限",
        "when_due": "逾期后",
        "clock": "计时",
        "paused": "暂停",
        "action": "动作",
        "from": "从",
        "to": "到",
        "who": "谁可以做",
        "guard": "条件",
        "effects": "同时发生",
        "working": "{n} 个工作日",
        "calendar": "{n} 日",
        "law": "法定",
        "setting": "可设置",
        "generated": "本页由工作流表生成，请勿手工修改。",
    },
    "en": {
        "states": "States",
        "actions": "Actions",
        "state": "state",
        "owner": "who acts next",
        "deadline": "deadline",
        "when_due": "when it passes",
        "clock": "clock",
        "paused": "paused",
        "action": "action",
        "from": "from",
        "to": "to",
        "who": "who may",
        "guard": "condition",
        "effects": "also happens",
        "working": "{n} working days",
        "calendar": "{n} days",
        "law": "law",
        "setting": "setting",
        "generated": "This page is generated from the workflow's table; do not edit it.",
    },
}


def page_of(workflow: Workflow, lang: Lang) -> str:
    """Answer the manual's page of a workflow: title, diagram, states with deadlines, actions with roles."""
    words = WORDS[lang]
    return (
        "\n\n".join(
            [
                f"# {workflow.zh if lang == 'zh' else workflow.en}",
                f"*{words['generated']}*",
                f"```mermaid\n{diagram_of(workflow, lang)}\n```",
                f"## {words['states']}",
                _table(
                    [words[k] for k in ("state", "owner", "deadline", "when_due", "clock")], _states(workflow, lang)
                ),
                f"## {words['actions']}",
                _table(
                    [words[k] for k in ("action", "from", "to", "who", "guard", "effects")], _actions(workflow, lang)
                ),
            ]
        )
        + "\n"
    )


def diagram_of(workflow: Workflow, lang: Lang) -> str:
    """Answer the state diagram in Mermaid's language, in the order of the table."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial}"]
    lines += [f"    {state.name}: {_name(state, lang)}" for state in workflow.states]
    for transition in workflow.transitions:
        label = transition.zh if lang == "zh" else transition.en
        lines += [f"    {source} --> {transition.target}: {label}" for source in transition.sources]
    lines += [f"    {state.name} --> [*]" for state in workflow.states if state.is_terminal]
    return "\n".join(lines)


def _name(state: State, lang: Lang) -> str:
    return state.zh if lang == "zh" else state.en


def _states(workflow: Workflow, lang: Lang) -> list[list[str]]:
    words = WORDS[lang]
    return [
        [
            f"{_name(state, lang)} `{state.name}`",
            state.owner or "—",
            _deadline(state.deadline, lang),
            state.when_due or "—",
            words["paused"] if state.pauses_clock else "—",
        ]
        for state in workflow.states
    ]


def _actions(workflow: Workflow, lang: Lang) -> list[list[str]]:
    return [
        [
            f"{t.zh if lang == 'zh' else t.en} `{t.name}`",
            ", ".join(t.sources),
            t.target,
            ", ".join(t.roles),
            t.guard or "—",
            ", ".join(t.effects) or "—",
        ]
        for t in workflow.transitions
    ]


def _deadline(deadline: Deadline | None, lang: Lang) -> str:
    if deadline is None:
        return "—"
    words = WORDS[lang]
    length = words["working" if deadline.unit is Unit.WORKING else "calendar"].format(n=deadline.days)
    return f"{length} ({words['law' if deadline.basis is Basis.LAW else 'setting']}: {deadline.source})"


def _table(heading: list[str], rows: list[list[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
