"""Many questions are sums over one cube, and the engine is not asked for it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from patentry.corpus import DuckEngine
from patentry.statistics import remembering
from patentry.statistics.attribution import Area, Attribution
from patentry.statistics.counting import Counts, Question, stock_on
from patentry.statistics.remembering import Remembering

DAY = date(2020, 6, 30)
CITY = Area("city", ("city", "zone", "rest"), ())
ZONE = Area("zone", ("zone",), ("city",))
QUESTION = Question(
    rule=Attribution.HOLDER_NOW,
    area=CITY,
    right_type="invention",
    view="recorded",
    by=None,
    children={"zone": "zone", "rest": "rest"},
)
# place, open, settled, type
ROWS = [
    ("zone", False, True, "企业"),
    ("zone", False, False, "企业"),
    ("rest", False, True, None),
    ("city", True, True, "企业"),
    (None, True, True, "企业"),
    ("abroad", False, True, "企业"),
]


class Asking(DuckEngine):
    """An engine that tells how often it was asked."""

    asked = 0

    def rows(self, expression: Any) -> pa.Table:
        self.asked += 1
        return super().rows(expression)


@pytest.fixture
def engine() -> Asking:
    made = Asking(memory_limit="256MB", threads=1)
    places, opened, settled, types = zip(*ROWS, strict=True)
    many = len(ROWS)
    columns: dict[str, Any] = {
        "id": pa.array(range(many), pa.int32()),
        "view": ["recorded"] * many,
        "right_type": ["invention"] * many,
        "position": pa.array([1] * many, pa.int16()),
        "holders": pa.array([1] * many, pa.int16()),
        "party": pa.array(range(many), pa.int32()),
        "applicant_type": pa.array(types, pa.string()),
        "ipc_section": ["G"] * many,
        "ipc_class": ["G06"] * many,
        "start": [date(2019, 1, 1)] * many,
        "until": [date(2039, 1, 1)] * many,
        "settled": list(settled),
        "grant_date": [date(2019, 1, 1)] * many,
    }
    for role in ("holder", "grant", "filing"):
        columns |= {f"{role}_region": pa.array(places, pa.string()), f"{role}_open": list(opened)}
        columns[f"{role}_basis"] = pa.nulls(many, pa.string())
    made.add_rows("tenures", pa.table(columns))
    return made


def _told(counts: Counts) -> dict[str | None, tuple[float, float]]:
    return {group: (count.value, count.unknown) for group, count in counts.items()}


def test_a_city_its_zone_and_their_types_are_sums_over_one_cube(engine: Asking) -> None:
    desk = Remembering(engine)
    asked = {
        "city": QUESTION,
        "zone": replace(QUESTION, area=ZONE, children={}),
        "regions": replace(QUESTION, by="region"),
        "types": replace(QUESTION, by="applicant_type"),
    }
    told = {name: _told(stock_on(desk, question, [DAY])[DAY]) for name, question in asked.items()}
    assert told == {
        "city": {None: (3.0, 2.0)},
        "zone": {None: (1.0, 3.0)},
        "regions": {"zone": (1.0, 1.0), "rest": (1.0, 0.0), "city": (1.0, 0.0), None: (0.0, 1.0)},
        "types": {"企业": (2.0, 2.0), None: (1.0, 0.0)},
    }
    assert engine.asked == 2, "once, and once more of the rows that are kept at hand from the second question on"


def test_another_day_view_or_rule_is_another_cube(engine: Asking) -> None:
    desk = Remembering(engine)
    for question in (QUESTION, replace(QUESTION, view="legal"), replace(QUESTION, rule=Attribution.CNIPA)):
        for day in (DAY, date(2018, 1, 1)):
            stock_on(desk, question, [day])
    assert engine.asked == 6


def test_rows_too_many_to_remember_are_asked_for_again(engine: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST_BYTES", 4)
    desk = Remembering(engine)
    assert stock_on(desk, QUESTION, [DAY]) == stock_on(desk, QUESTION, [DAY])
    assert engine.asked == 2
