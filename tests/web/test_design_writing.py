"""Numbers as people write them."""

from __future__ import annotations

import pytest

from district.design import writing


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [(14, 0, "+14"), (-150, 0, "−150"), (-0.04, 1, "0.0"), (0.04, 1, "0.0"), (-0.05, 1, "−0.1"), (0, 0, "0")],
)
def test_what_rounds_to_nought_has_no_sign(value: float, places: int, shown: str) -> None:
    assert writing.signed(value, places) == shown


def test_a_share_that_rounds_to_nought_has_no_sign() -> None:
    assert writing.signed_percent(-0.0003) == "0.0%"
    assert writing.number(-0.3) == "0"
