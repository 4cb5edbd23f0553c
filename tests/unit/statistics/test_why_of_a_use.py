"""What a patent's page says of a pledge or an implementation the list tells in part."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from patentry.corpus import DuckEngine
from patentry.statistics.qualities import use_test


def _told(since: date, ends: date) -> DuckEngine:
    engine = DuckEngine(memory_limit="256MB", threads=1)
    row = {"id": 1, "use": "pledged", "view": "recorded", "since": since, "ends": ends}
    engine.add_rows("use_facts", pa.Table.from_pylist([row | {"sure": True, "contract": "Y2020", "source": "pledges"}]))
    return engine


def test_a_first_day_nobody_told_is_a_dash_and_no_day_of_the_first_year() -> None:
    told = use_test(_told(date.min, date(2021, 3, 1)), 1, "pledged", "recorded", on=date(2022, 1, 1))
    assert (told.result, told.evidence) == (False, "why.use.pledged.over")
    assert (told.values["since"], told.values["until"]) == ("—", "2021-03-01")


def test_a_day_that_was_told_is_told() -> None:
    told = use_test(_told(date(2020, 5, 6), date.max), 1, "pledged", "recorded", on=date(2022, 1, 1))
    assert told.result is True
    assert (told.values["since"], told.values["until"]) == ("2020-05-06", "—")
