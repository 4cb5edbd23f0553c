"""The weeks after the situation's date, in which the two views of the core area come to differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random

from district.demonstration.fates import WINDOW_OPENS, announce_lapse
from district.demonstration.gazette import DATA_THROUGH, anniversary, gazette_days
from district.demonstration.lives import Lapse, Life, counts_on
from district.demonstration.targets import SITUATION

LATE_LAPSES = 150
"""Core lapses effective by the situation's date and announced after it."""
LATE_RESTORATIONS = 14
"""Core restorations announced after it, of lapses announced before it."""


def set_window(*, rng: Random, lives: Iterable[Life]) -> None:
    """Settle how many core lapses and restorations are announced after the situation's date."""
    core = [life for life in lives if life.area == "core" and not life.number]
    lapses = [life for life in core if life.lapse and _in_window(life.lapse.announced)]
    for life in lapses[LATE_LAPSES:]:
        life.lapse = life.restored = None
    _add(rng, core, _let_lapse, LATE_LAPSES - len(lapses))
    returns = [life for life in core if life.restored and _in_window(life.restored)]
    for life in returns[LATE_RESTORATIONS:]:
        life.restored = None
    _add(rng, core, _let_return, LATE_RESTORATIONS - len(returns))


def _in_window(day: date) -> bool:
    return WINDOW_OPENS <= day <= DATA_THROUGH


def _add(rng: Random, core: list[Life], change: Callable[[Random, Life], bool], missing: int) -> None:
    candidates = list(core)
    rng.shuffle(candidates)
    for life in candidates:
        if missing <= 0:
            return
        missing -= change(rng, life)


def _let_lapse(rng: Random, life: Life) -> bool:
    """Let a patent in force lapse so that the announcement falls in the window; False if it cannot."""
    assert life.granted is not None
    due = anniversary(day=life.filed, years=2023 - life.filed.year)
    announced = announce_lapse(rng=rng, filed=life.filed, due=due)
    fits = announced is not None and _in_window(announced) and life.granted < due < life.expires
    if not fits or announced is None or announced >= life.expires:
        return False
    if not life.is_settled or life.moves or not counts_on(life.recorded(), SITUATION):
        return False
    life.lapse = Lapse(due, announced)
    return True


def _let_return(rng: Random, life: Life) -> bool:
    """Let a patent that lapsed this year be restored in the window; False if it did not."""
    day = rng.choice(gazette_days(first=WINDOW_OPENS, last=DATA_THROUGH))
    if life.lapse is None or life.restored or day >= life.expires:
        return False
    if not SITUATION - timedelta(days=330) < life.lapse.announced <= SITUATION - timedelta(days=60):
        return False
    life.restored, life.restoration_dated = day, rng.random() < 0.6
    return True
