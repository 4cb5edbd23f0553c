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


MAPPINGS = {
    "mapping_proposed": lambda: _("The columns of this table are not known. Say which column is which."),
    "mapping_unmatched": lambda: _("The columns of this table are not known. Say which column is which."),
    "mapping_assumed": lambda: _("What the columns hold was judged from headings and contents. Check the columns."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A problem of a file as the page shows it."""

    is_rejection: bool
    count: int
    row: int | None
    field: str
    sentence: str


def problems_said(file: dict[str, Any]) -> list[Said]:
    """Answer a file's problems, what cost rows first."""
    ordered = sorted(file["problems"], key=lambda p: (SEVERITY_ORDER.get(p["severity"], 2), -p["count"]))
    return [_problem(problem) for problem in ordered]


def _problem(problem: dict[str, Any]) -> Said:
    example = problem["example"]
    return Said(
        is_rejection=problem["severity"] == "rejected",
        count=problem["count"],
        row=example["row"],
        field=example["field"] or "",
        sentence=_sentence(problem),
    )


def _sentence(problem: dict[str, Any]) -> str:
    """The library's sentence; where it sends people to a file of the data folder, this room's own."""
    lang, value = language.current(), problem["example"]["value"]
    if problem["code"] in MAPPINGS:
        return MAPPINGS[problem["code"]]()
    if "en" in problem:
        return str(problem["en"] if lang == "en" else value)
    return say_problem(problem["code"], lang=lang, value=value)


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
