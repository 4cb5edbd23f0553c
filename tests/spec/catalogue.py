"""Every question of the catalogue over one home, asked of any engine: `python -m tests.spec.catalogue HOME ENGINE`.

Spark allows one kind of session a process, so a cluster is asked from a process of its own; the answers come as JSON.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from patentry.cli.output import plain
from patentry.statistics import HighValueRule, Statistics, open_statistics
from patentry.statistics.engines import counting_on
from patentry.wording import Refusal

VIEWS = ("recorded", "legal")
ON = (date(2019, 12, 31), date(2024, 6, 30))
SERIES: dict[str, Any] = {"start": date(1985, 1, 31), "end": date(2025, 12, 31), "every": "month"}
RULE = HighValueRule(pledge_threshold=1e7)


def questions(desk: Statistics, *, amount: str = "whole") -> Iterator[tuple[str, dict[str, Any]]]:
    """Answer every figure in both views as a whole and by each breakdown, and monthly series by region.

    `brief`: a stock by region in both views and as a series, and one narrowed to spans. `chosen`: every figure, and
    every breakdown of some figures, without every pair of them.
    """
    if amount == "brief":
        yield from (("effective_inventions", {"view": view, "by": "region", "on": ON}) for view in VIEWS)
        yield "high_value_inventions", {"on": ON}
        yield "effective_inventions", {"by": "region", **SERIES}
        return
    if amount == "chosen":
        yield from _chosen(desk)
        return
    for one in desk.figures():
        for view in VIEWS:
            rest = one.breakdowns if view == "recorded" or amount == "whole" else ("region",)
            for by in (None, *rest):
                yield one.id, {"view": view, "by": by, "on": ON}
    for figure in ("effective_inventions", "grants", "inventions_per_10k"):
        yield figure, {"by": "region", **SERIES}


def _chosen(desk: Statistics) -> Iterator[tuple[str, dict[str, Any]]]:
    """Answer every figure as a whole in both views and by a breakdown, every breakdown three times where it is."""
    asked: Counter[str] = Counter()
    for one in desk.figures():
        for view in VIEWS:
            yield one.id, {"view": view, "by": None, "on": ON}
        taken = [by for by in one.breakdowns if asked[by] < 3] or [min(one.breakdowns, key=asked.__getitem__)]
        asked.update(taken)
        for by in taken:
            yield one.id, {"view": "recorded", "by": by, "on": ON}
    yield "effective_inventions", {"view": "legal", "by": "region", "on": ON}
    yield "effective_inventions", {"by": "region", **SERIES}


def answers(home: Path, engine: str, *, store: str = "", amount: str = "whole") -> list[Any]:
    """Answer them all, each beside its question, as JSON has them."""
    desk = open_statistics(home=home, counting=counting_on(engine, store=store)).under(RULE)
    return [
        json.loads(json.dumps([figure, plain(terms), _told(desk, figure, terms)]))
        for figure, terms in questions(desk, amount=amount)
    ]


def _told(desk: Statistics, figure: str, terms: dict[str, Any]) -> Any:
    try:
        return [plain(row) for row in desk.figure(figure, region="nation", **terms).rows]
    except Refusal as refusal:
        return refusal.code


if __name__ == "__main__":
    home, engine, store, amount = sys.argv[1:]
    json.dump(answers(Path(home), engine, store=store, amount=amount), sys.stdout)
