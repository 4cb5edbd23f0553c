"""What the pages say: states, problems, figures, in the language of the moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from district.collection.states import UPLOAD
from district.design import language
from patentry.statistics import definition_of
from patentry.wording import say_problem

TONE = {"staged": "wait", "unreadable": "no", "accepted": "ok"}
SEVERITY_ORDER = {"rejected": 0, "warning": 1}


def state_said(name: str) -> str:
    """Answer what a state is called."""
    return str(getattr(UPLOAD.state(name), language.current()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A problem of a file as the page shows it."""

    is_rejection: bool
    count: int
    row: int | None
    field: str
    value: str
    sentence: str


def problems_said(file: dict[str, Any]) -> list[Said]:
    """Answer a file's problems, what cost rows first."""
    ordered = sorted(file["problems"], key=lambda p: (SEVERITY_ORDER.get(p["severity"], 2), -p["count"]))
    return [_problem(problem) for problem in ordered]


def _problem(problem: dict[str, Any]) -> Said:
    lang, example = language.current(), problem["example"]
    sentence = say_problem(problem["code"], lang=lang, value=example["value"]) if "en" not in problem else ""
    if "en" in problem:
        sentence = problem["en"] if lang == "en" else example["value"]
    return Said(
        is_rejection=problem["severity"] == "rejected",
        count=problem["count"],
        row=example["row"],
        field=example["field"] or "",
        value="" if "en" in problem else example["value"] or "",
        sentence=sentence,
    )


def figure_said(figure: str) -> str:
    """Answer what a figure is called."""
    return str(getattr(definition_of(figure), f"name_{language.current()}"))


def kind_said(kind: str, of: int | None) -> str:
    """Answer how a snapshot came to be."""
    said = {
        "taken": _("taken in directly"),
        "staged": _("staged over snapshot %(of)s"),
        "accepted": _("accepted from snapshot %(of)s"),
        "restored": _("back to snapshot %(of)s"),
    }
    return said[kind] % {"of": of}
