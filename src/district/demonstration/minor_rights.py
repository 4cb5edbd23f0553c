"""Utility models, designs and applications never granted, for the tests of type and grant."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from district.demonstration.fates import draw_lapse
from district.demonstration.filings import draw_filing_date, write_address
from district.demonstration.gazette import DATA_THROUGH, gazette_from
from district.demonstration.holders import Holder, Holders
from district.demonstration.lives import Life, Notice
from district.demonstration.vocabulary import draw_ipc, draw_thing, draw_title

_UTILITY_MODELS, _DESIGNS, _REPLACED, _UNGRANTED = 1_900, 300, 90, 1_500
_PENDING_SINCE = date(2020, 9, 1)
_LAST_PUBLISHED_FILING = date(2022, 6, 1)


def _new(rng: Random, holder: Holder, right_type: str, filed: date, granted: date | None) -> Life:
    thing = draw_thing(rng=rng, field=holder.field)
    titles = {
        "invention": draw_title(rng=rng, field=holder.field, thing=thing),
        "utility_model": f"一种{thing}结构",
        "design": f"{thing}（外观）",
    }
    return Life(
        right_type=right_type,
        filed=filed,
        entered=filed,
        type_digit={"invention": "1", "utility_model": "2", "design": "3"}[right_type],
        granted=granted,
        published=None,
        title=titles[right_type],
        ipc=() if right_type == "design" else draw_ipc(rng=rng, field=holder.field, thing=thing),
        holder=holder,
        name=holder.name_on(granted or filed),
        address=write_address(rng=rng, holder=holder),
        leaf=holder.leaf,
    )


def draw_minor_rights(*, rng: Random, holders: Holders) -> list[Life]:
    """Answer utility models and designs of the zone, granted 6 to 14 months after filing."""
    lives = []
    for place in range(_UTILITY_MODELS + _DESIGNS):
        right_type = "utility_model" if place < _UTILITY_MODELS else "design"
        year = 2008 + int(16 * rng.random() ** 0.6)
        granted = gazette_from(date(year, 1, 1) + timedelta(days=rng.randrange(360)))
        if granted > DATA_THROUGH:
            granted = gazette_from(date(2022, 1, 1) + timedelta(days=rng.randrange(360)))
        filed = draw_filing_date(rng=rng, granted=granted, shortest=190, longest=420)
        holder = holders.draw(area=rng.choice(("core", "core", "rest")), year=filed.year)
        life = _new(rng, holder, right_type, filed, granted)
        life.lapse = draw_lapse(rng=rng, life=life, weight=2.0)
        lives.append(life)
    return lives


def draw_replaced_models(*, rng: Random, inventions: list[Life]) -> list[Life]:
    """Answer utility models filed with an invention on one day and given up on its day of grant."""
    pairs = []
    fitting = [
        life for life in inventions if life.entered == life.filed and not life.number and life.filed.year >= 2009
    ]
    for invention in rng.sample(fitting, _REPLACED):
        assert invention.granted is not None
        granted = gazette_from(invention.filed + timedelta(days=rng.randrange(200, 400)))
        model = _new(rng, invention.holder, "utility_model", invention.filed, granted)
        model.title, model.ipc = invention.title, invention.ipc
        model.name, model.address = invention.holder.name_on(granted), invention.address
        model.replaced = invention.granted
        pairs.append(model)
    return pairs


def draw_ungranted(*, rng: Random, holders: Holders) -> list[Life]:
    """Answer published invention applications: pending, deemed withdrawn, withdrawn or rejected."""
    lives = []
    for _ in range(_UNGRANTED):
        filed = min(date(2001, 1, 1) + timedelta(days=int(7_800 * rng.random() ** 0.5)), _LAST_PUBLISHED_FILING)
        published = gazette_from(filed + timedelta(days=rng.randrange(400, 548)))
        lives.append(_application(rng, holders, filed, published))
    return lives


def draw_published_in(*, rng: Random, holders: Holders, week: date) -> Life:
    """Answer an application published in the week that begins on that Monday."""
    published = gazette_from(week)
    return _application(rng, holders, published - timedelta(days=rng.randrange(400, 548)), published)


def _application(rng: Random, holders: Holders, filed: date, published: date) -> Life:
    if (filed.month, filed.day) == (2, 29):
        filed -= timedelta(days=1)
    holder = holders.draw(area=rng.choice(("core", "rest")), year=filed.year)
    life = _new(rng, holder, "invention", filed, None)
    life.published = published
    life.notices.append(Notice(published, "公布"))
    examined = gazette_from(published + timedelta(days=rng.randrange(20, 45)))
    life.notices.append(Notice(min(examined, DATA_THROUGH), "实质审查的生效"))
    decided = gazette_from(published + timedelta(days=rng.randrange(400, 1_400)))
    if (filed < _PENDING_SINCE or rng.random() < 0.1) and decided <= DATA_THROUGH:
        outcome = rng.choice(("视为撤回", "视为撤回", "驳回", "撤回"))
        life.notices.append(Notice(decided, f"发明专利申请公布后的{outcome}"))
    return life
