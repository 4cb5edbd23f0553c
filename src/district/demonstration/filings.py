"""New rights as they are filed: dates, holder, address as written, title."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from district.demonstration.gazette import gazette_from
from district.demonstration.holders import Holder, Holders
from district.demonstration.lives import Life
from district.demonstration.places import AREA_OF_LEAF, OPEN_ADDRESS
from district.demonstration.vocabulary import AGENCIES, draw_ipc, draw_thing, draw_title

_FIRST_FILING = date(1993, 1, 4)
"""Before 1993 other terms ran."""
_PCT_SINCE = date(2005, 1, 1)
_OPEN_SHARE = {"core": 0.043, "rest": 0.03}


def draw_filing_date(*, rng: Random, granted: date, shortest: int = 730, longest: int = 1430) -> date:
    """Answer a filing date so many days before a grant, never 29 February."""
    longest = min(longest, (granted - _FIRST_FILING).days)
    filed = granted - timedelta(days=rng.randrange(shortest, longest))
    return filed if (filed.month, filed.day) != (2, 29) else filed - timedelta(days=1)


def write_address(*, rng: Random, holder: Holder) -> str:
    """Answer the address on the record: a few listed holders' agents give no more than the city."""
    share = _OPEN_SHARE.get(AREA_OF_LEAF[holder.leaf], 0.0)
    if holder.door is None or rng.random() < share:
        return OPEN_ADDRESS
    return holder.door.as_written(rng=rng)


def _route(*, rng: Random, filed: date, granted: date) -> tuple[str, date]:
    """Answer the type digit and the day the number was given: PCT and divisionals get theirs later."""
    chance, later = rng.random(), filed + timedelta(days=rng.randrange(300, 600))
    if filed < _PCT_SINCE or later > granted - timedelta(days=300):
        return "1", filed
    if chance < 0.04:
        return "8", later
    if chance < 0.055:
        return "1", later
    return "1", filed


def file_invention(*, rng: Random, holders: Holders, area: str, granted: date) -> Life:
    """Answer an invention of the area granted that day, filed two to four years before."""
    filed = draw_filing_date(rng=rng, granted=granted)
    holder = holders.draw(area=area, year=filed.year)
    thing = draw_thing(rng=rng, field=holder.field)
    type_digit, entered = _route(rng=rng, filed=filed, granted=granted)
    published = gazette_from(max(filed + timedelta(days=rng.randrange(300, 548)), entered + timedelta(days=60)))
    is_in_files = published <= granted - timedelta(days=60) and rng.random() >= 0.3
    return Life(
        right_type="invention",
        filed=filed,
        entered=entered,
        type_digit=type_digit,
        granted=granted,
        published=published if is_in_files else None,
        title=draw_title(rng=rng, field=holder.field, thing=thing),
        ipc=draw_ipc(rng=rng, field=holder.field, thing=thing),
        holder=holder,
        name=holder.name_on(granted),
        address=write_address(rng=rng, holder=holder),
        leaf=holder.leaf,
        co_applicant=_co_applicant(rng=rng, holders=holders, year=filed.year),
        agency=rng.choice(AGENCIES) if rng.random() < 0.8 else "",
    )


def _co_applicant(*, rng: Random, holders: Holders, year: int) -> str:
    if rng.random() >= 0.04:
        return ""
    return holders.draw(area=rng.choice(("core", "rest", "elsewhere")), year=year).name
