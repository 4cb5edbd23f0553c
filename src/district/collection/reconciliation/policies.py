"""May this step of a reconciliation be made now: the guards its workflow names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from district.casework import CaseRefusal, Transition
from district.collection.reconciliation.models import BOTH, Reconciliation
from district.collection.reconciliation.states import RECONCILIATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step somebody wants to make, and what they wrote for it."""

    reconciliation: Reconciliation
    note: str = ""


def check(transition: Transition, asked: Asked) -> None:
    """Refuse with `CaseRefusal` what a transition's guard does not allow."""
    if transition.guard is not None:
        GUARDS[transition.guard](asked)


def _all_settled(asked: Asked) -> None:
    left = asked.reconciliation.rows.exclude(side=BOTH).filter(settled_at__isnull=True).count()
    if left:
        raise CaseRefusal("reconciliation.open_rows", count=left)


def _says_why(asked: Asked) -> None:
    if not asked.note.strip():
        raise CaseRefusal("reconciliation.says_why")


GUARDS: dict[str, Callable[[Asked], None]] = {"all_settled": _all_settled, "says_why": _says_why}
assert {t.guard for t in RECONCILIATION.transitions if t.guard} == set(GUARDS)
