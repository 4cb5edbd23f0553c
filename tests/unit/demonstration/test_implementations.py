"""The demonstration's officer has a list of patents put into practice, all of it fictional."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from district.demonstration.generator import SITUATION
from patentry.corpus.home import Home
from patentry.statistics import open_statistics

Reader = Callable[[str], list[dict[str, str]]]


def test_list_of_implementations_says_that_it_is_fictional(rows_of: Reader) -> None:
    rows = rows_of("implementations.csv")
    assert len(rows) >= 1_000
    assert all("虚构" in row["来源"] for row in rows)
    assert {bool(row["实施起始日"]) for row in rows} == {True, False}
    assert {bool(row["实施终止日"]) for row in rows} == {True, False}


@pytest.mark.usefixtures("report")
def test_implementation_rate_of_the_demonstration_has_a_value_and_its_bounds(home: Home) -> None:
    desk = open_statistics(home=home.path)
    (row,) = desk.figure("implementation_rate", region="zone", on=SITUATION).rows
    (stock,) = desk.figure("implemented_patents", region="zone", on=SITUATION).rows
    assert row.value is not None
    assert row.least is not None
    assert row.most is not None
    assert 30 < row.least <= row.value < row.most < 65
    assert row.numerator == stock.value
    assert stock.unknown > 0
    assert row.notes == ()
