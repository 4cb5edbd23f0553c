"""The measures over holders, under the names definitions use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from patentry.statistics.holders.co_ownership import behind_share, co_owned_share
from patentry.statistics.holders.concentration import (
    Told,
    behind_concentration,
    concentration,
    herfindahl,
    share_of_largest,
)
from patentry.statistics.holders.turnover import Turn, behind_turnover, turnover
from patentry.statistics.measuring import Measure


def _of_stock(told: Told) -> Measure:
    return Measure(is_flow=False, counts=partial(concentration, told), behind=behind_concentration, of_holders=True)


def _turn(turn: Turn) -> Measure:
    return Measure(
        is_flow=False, counts=partial(turnover, turn), behind=partial(behind_turnover, turn), of_holders=True
    )


HOLDINGS: Mapping[str, Measure] = {
    "concentration_4": _of_stock(partial(share_of_largest, 4)),
    "concentration_10": _of_stock(partial(share_of_largest, 10)),
    "herfindahl": _of_stock(herfindahl),
    "co_owned_share": Measure(is_flow=False, counts=co_owned_share, behind=behind_share, of_holders=True),
    "newcomers": _turn(Turn.CAME),
    "leavers": _turn(Turn.WENT),
}
