"""The search of the site over a question bank of 20,000 entries: processor time of the server, without the network."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bench.weekly_xml import Row

MANY = 20_000
TIMES = 40
WORDS = ("调解", "年费", "我要申请高价值专利培育", "mediation", "zzzz")
"""A word of two signs, one with many answers, a sentence, English, and nothing at all."""
PARTS = (
    "专利",
    "商标",
    "年费",
    "许可",
    "海外",
    "侵权",
    "检索",
    "导航",
    "质押",
    "合同",
    "证据",
    "申请",
    "授权",
    "期限",
    "评估",
)


def rows() -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name, get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, (Path(name) / "home",))


def measured(home: Path) -> list[Row]:
    """Answer the rows for a site in `home`, in the database the environment names."""
    os.environ["PATENTRY_DEMONSTRATION"] = "1"
    from district.config.command import prepare

    (home / "site").mkdir(parents=True)
    prepare(home=home)
    _seed()
    from django.db import connection
    from django.test import Client

    from district.limits.actions import Limit
    from district.portal.search import views

    views.LIMIT = Limit(name="portal.search", most=10_000, seconds=60)
    client = Client(SERVER_NAME="localhost")
    # The processor time of another server is not ours to read, so with one the clock on the wall counts.
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    how = f"question bank of {MANY:,}, {connection.vendor}, {clock.__name__}, median of {TIMES}"
    found = []
    for word in WORDS:

        def ask(word: str = word) -> Any:
            return client.get("/zh/search/", {"q": word})

        found.append((f"site_search, {word}, server time", f"{_spent(ask, clock) * 1000:.0f} ms", "< 100 ms", how))
    return found


def _spent(ask: Callable[[], Any], clock: Callable[[], float]) -> float:
    assert ask().status_code == 200
    times = []
    for _ in range(TIMES):
        start = clock()
        ask()
        times.append(clock() - start)
    return median(times)


def _seed() -> None:
    from datetime import date

    from district.consultation.models import Expert, Question

    dice, expert = Random(2026), Expert.objects.first()
    assert expert
    made = []
    for n in range(MANY):
        said = "".join(dice.choice(PARTS) for _ in range(4))
        answer = "，".join("".join(dice.choice(PARTS) for _ in range(5)) for _ in range(12))
        made.append(
            Question(
                topic="filing",
                question_zh=f"第 {n} 问：{said}怎么办",
                question_en=f"Question {n}",
                answer_zh=answer,
                curated_by=expert,
                published_on=date(2026, 1, 5),
            )
        )
    for row in made:
        row.words = row.all_words()
    Question.objects.bulk_create(made, batch_size=1000)


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
