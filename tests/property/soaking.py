"""How a soak test spends its time: one trial a seed, for as long as the settings ask, and a failure says its seed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from hypothesis import HealthCheck, seed, settings

MANY = settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
"""For trials that hypothesis draws: many examples a seed, and none remembered."""


def soak(trial: Callable[[int], object]) -> None:
    """Try with a new seed until the seconds are over; `PATENTRY_SOAK_SEED` says the first, else the clock does."""
    first = int(os.environ.get("PATENTRY_SOAK_SEED", time.time_ns() % 1_000_000_007))
    until = time.monotonic() + float(os.environ.get("PATENTRY_SOAK_SECONDS", "60"))
    tried = 0
    while tried == 0 or time.monotonic() < until:
        try:
            trial(first + tried)
        except BaseException:
            print(f"PATENTRY_SOAK_SEED={first + tried}")
            raise
        tried += 1
    print(f"{tried} trials")


def soak_drawn(trial: Callable[[], object]) -> None:
    """The same for a trial under `@given`: each seed draws the examples of its settings."""
    soak(lambda number: seed(number)(trial)())
