"""What becomes of a right after grant, drawn once, on the day of grant."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from district.demonstration.gazette import DATA_THROUGH, anniversary, gazette_from
from district.demonstration.lives import Lapse, Life

WINDOW_OPENS = date(2023, 12, 1)
"""First day after the date of the published situation."""
# Share of holders who let the right go at each due date after grant; the longer held, the dearer the fee.
_LAPSE_RATES = (0.012, 0.02, 0.03, 0.036, 0.042, 0.048, 0.054, 0.06, 0.066, 0.075, 0.085, 0.095)
_RESTORED_SHARE = 0.1
_UNDATED_SHARE = 0.03


def announce_lapse(*, rng: Random, filed: date, due: date) -> date | None:
    """Answer when a lapse is announced, 7 to 14 months after the due date; None on an anniversary.

    A lapse announced on an anniversary of filing would read as if it took effect that very day.
    """
    announced = gazette_from(due + timedelta(days=rng.randrange(215, 420)))
    return None if (announced.month, announced.day) == (filed.month, filed.day) else announced


def draw_lapse(*, rng: Random, life: Life, weight: float = 1.0) -> Lapse | None:
    """Answer the lapse that ends this right, if one does before its term and the data end."""
    assert life.granted is not None
    years = life.granted.year - life.filed.year
    due = anniversary(day=life.filed, years=years)
    if due <= life.granted:
        due = anniversary(day=life.filed, years=years + 1)
    age = 0
    while due < life.expires and due <= DATA_THROUGH:
        rate = _LAPSE_RATES[min(age, len(_LAPSE_RATES) - 1)]
        if rng.random() < rate * weight:
            announced = announce_lapse(rng=rng, filed=life.filed, due=due)
            if announced is not None and announced < life.expires:
                return Lapse(due, announced, rng.random() >= _UNDATED_SHARE)
        due, age = anniversary(day=due, years=1), age + 1
    return None


def draw_fate(*, rng: Random, life: Life) -> None:
    """Give an invention its fate: most live on, many lapse, a few are restored, invalidated or given up."""
    assert life.granted is not None
    chance = rng.random()
    some_day = gazette_from(life.granted + timedelta(days=rng.randrange(300, 2800)))
    if chance < 0.004:
        if some_day < WINDOW_OPENS and some_day < life.expires:
            life.invalidated = some_day
    elif chance < 0.007:
        if some_day < WINDOW_OPENS and some_day < life.expires:
            life.abandoned = (some_day - timedelta(days=rng.randrange(20, 60)), some_day)
    else:
        life.lapse = draw_lapse(rng=rng, life=life)
        if life.lapse is not None and rng.random() < _RESTORED_SHARE:
            restore(rng=rng, life=life, after=life.lapse.announced + timedelta(days=rng.randrange(90, 330)))


def restore(*, rng: Random, life: Life, after: date) -> None:
    """Let the office announce a restoration on the first gazette day from `after`, if the term still runs."""
    announced = gazette_from(after)
    if announced < life.expires:
        life.restored = announced
        life.restoration_dated = rng.random() < 0.6
