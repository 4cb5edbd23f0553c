"""What pages of the window call states, steps and what a step asks for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from district.design import language
from district.window.states import REQUEST

PATH = ("submitted", "accepted", "in_progress", "resolved", "closed")
"""The states a request goes through when nothing is in the way: the steps drawn above it."""
TONE = {
    "supplement_required": "wait",
    "suspended": "wait",
    "resolved": "ok",
    "closed": "ok",
    "rejected": "no",
    "lapsed": "no",
}
PLACE_ON_PATH = {"supplement_required": "submitted", "referred": "in_progress", "suspended": "in_progress"}
LEVELS = (
    (5, _("Very satisfied")),
    (4, _("Satisfied")),
    (3, _("Fair")),
    (2, _("Dissatisfied")),
    (1, _("Very dissatisfied")),
)


@dataclass(frozen=True, slots=True)
class Asks:
    """What a step asks the person for: a text, whether it is needed, a person, a point, another request."""

    text: object = ""
    needed: bool = False
    choice: str = ""
    """handler, point or request."""
    is_danger: bool = False


ASKS: dict[str, Asks] = {
    "ask_for_supplement": Asks(_("What is missing"), needed=True),
    "supplement": Asks(_("What you hand in"), needed=True),
    "reject": Asks(_("Reason, and the right door to turn to"), needed=True, is_danger=True),
    "merge": Asks(choice="request"),
    "assign": Asks(choice="handler"),
    "reassign": Asks(choice="handler"),
    "refer": Asks(_("Note for the other point"), choice="point"),
    "transfer": Asks(_("Reason, and the right door to turn to"), needed=True, is_danger=True),
    "suspend": Asks(_("Reason"), needed=True),
    "resolve": Asks(_("Answer to the applicant"), needed=True),
    "reopen": Asks(_("What is still open"), needed=True),
    "withdraw": Asks(_("Reason for withdrawing"), is_danger=True),
}
NOTHING = Asks()
WAY_ON = frozenset({"accept", "assign", "take_over", "resume", "resolve", "supplement", "confirm"})
"""The steps that lead a request on to its end: a page names them before those that turn it aside."""


def state_said(name: str) -> str:
    """Answer a state in the page's language."""
    state = REQUEST.state(name)
    return state.en if language.current() == "en" else state.zh


def step_said(name: str) -> str:
    """Answer a step in the page's language, as a button says it; the name itself for what is no step of the table."""
    for transition in REQUEST.transitions:
        if transition.name == name:
            return transition.en.capitalize() if language.current() == "en" else transition.zh
    return name


def path_of(state: str) -> tuple[tuple[str, str], ...]:
    """Answer the steps to draw: (class, name), d done, n now, empty to come; nothing off the path."""
    here = PLACE_ON_PATH.get(state, state)
    if here not in PATH:
        return ()
    at = PATH.index(here)
    last = len(PATH) - 1
    return tuple(
        ("d" if n < at or (n == at == last) else "n" if n == at else "", state_said(name))
        for n, name in enumerate(PATH)
    )
