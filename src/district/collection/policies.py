"""May this step of an upload be made now: the guards its workflow names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from district.casework import CaseRefusal, Transition
from district.collection import corpus
from district.collection.models import Upload
from district.collection.states import UPLOAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step somebody wants to make with an upload, and what they wrote for it."""

    upload: Upload
    note: str = ""


def check(transition: Transition, asked: Asked) -> None:
    """Refuse with `CaseRefusal` what a transition's guard does not allow."""
    if transition.guard is not None:
        GUARDS[transition.guard](asked)


def _is_over_the_current(asked: Asked) -> None:
    current = corpus.current()
    of = next((one.of for one in corpus.snapshots() if one.number == asked.upload.staged), None)
    if of is None:
        raise CaseRefusal("upload.staged_gone", staged=asked.upload.staged or 0)
    is_accepted = current.kind == "accepted" and current.of == asked.upload.staged
    if current.number != of and not is_accepted:
        raise CaseRefusal("upload.stale", base=of, current=current.number)


def _says_why(asked: Asked) -> None:
    if not asked.note.strip():
        raise CaseRefusal("upload.says_why")


GUARDS: dict[str, Callable[[Asked], None]] = {"is_over_the_current": _is_over_the_current, "says_why": _says_why}
assert {t.guard for t in UPLOAD.transitions if t.guard} == set(GUARDS)
