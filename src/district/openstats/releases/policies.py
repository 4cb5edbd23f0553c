"""May this step of a release be made now: the guards its workflow names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from district.casework import CaseRefusal, Transition
from district.openstats.releases.frozen import Gathered
from district.openstats.releases.models import Release
from district.openstats.releases.states import RELEASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step somebody wants to make with a release; `gathered` are the values a check would freeze."""

    release: Release
    on: date
    gathered: Gathered | None = None


def check(transition: Transition, asked: Asked) -> None:
    """Refuse with `CaseRefusal` what a transition's guard does not allow."""
    if transition.guard is not None:
        GUARDS[transition.guard](asked)


def _can_be_stated(asked: Asked) -> None:
    assert asked.gathered is not None
    if asked.gathered.provisional and not asked.release.provisional_reason.strip():
        through = asked.gathered.data_through
        raise CaseRefusal("release.provisional", count=asked.gathered.provisional, through=through)


def _text_is_there(asked: Asked) -> None:
    if not (asked.release.text_zh.strip() and asked.release.text_en.strip()):
        raise CaseRefusal("release.text_missing")


def _day_has_come(asked: Asked) -> None:
    if asked.on < asked.release.planned_on:
        raise CaseRefusal("release.too_early", day=asked.release.planned_on)


GUARDS: dict[str, Callable[[Asked], None]] = {
    "can_be_stated": _can_be_stated,
    "text_is_there": _text_is_there,
    "day_has_come": _day_has_come,
}
assert {t.guard for t in RELEASE.transitions if t.guard} == set(GUARDS)
