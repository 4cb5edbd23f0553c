"""On a phone the name of a line stands clear of the line."""

from __future__ import annotations

import re
from datetime import date

import pytest

from district.openstats.drawing import series


@pytest.mark.parametrize(("values", "raised"), [((35, 35, 36, 35, 35), True), ((10, 20, 40, 80, 160), False)])
def test_a_name_is_raised_only_where_its_line_would_run_through_it(values: tuple[int, ...], raised: bool) -> None:
    scale = series.Scale(
        series.Frame(key="t", width=326, height=236, right=36, top=34, narrow=True, ticks=6), 2019, 4, 160
    )
    known = [_Point(date(2019 + year, 12, 31), value) for year, value in enumerate(values)]
    page = _Page("核心区", None)
    drawn = series._names(page, known, None, scale, "zh")
    at = float(re.search(r'y="([\d.]+)"', drawn)[1])
    assert (at < scale.y(values[-1])) is raised


class _Point:
    def __init__(self, on: date, value: float) -> None:
        self.on, self.value = on, value


class _Page:
    def __init__(self, region_name: str, versus: None) -> None:
        self.region_name, self.versus = region_name, versus
