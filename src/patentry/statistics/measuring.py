"""The shape of a way of counting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from patentry.corpus.engine import Engine
from patentry.statistics.counting import Counts, Question

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Measure:
    """A way of counting. `counts` answers by the last day of each period, `behind` the rows behind one period
    (a row a patent: `id`, `party`, `since`, `reason`, `basis`, `counted`, `weight`).

    `happening` names the kind of happening it counts, where it counts one (`patentry.statistics.lives`); `of_holders`
    says that it looks at the organisations of the holders (`patentry.statistics.holders`).
    """

    is_flow: bool
    counts: Callable[[Engine, Question, Sequence[Period]], dict[date, Counts]]
    behind: Callable[[Engine, Question, Period], Any]
    happening: str = ""
    rests_on_lives: bool = False
    """Of a stock: whether it needs what is derived for happenings."""
    rests_on_settings: bool = False
    """Whether the operator's settings of flows (`patentry.statistics.flow_rule`) decide what it counts."""
    of_holders: bool = False
