"""Two well-known patents, whose lives the pages tell."""

from __future__ import annotations

from datetime import date

from district.demonstration.holders import Holder, Holders
from district.demonstration.lives import Lapse, Life, Move, Notice

SHOWCASE_NUMBER = "201219990315.3"
"""Granted to a holder elsewhere, transferred into the core area, lapsed, restored, pledged: counted."""
LAPSED_NUMBER = "201619999017.9"
"""Lapsed on 2022-07-12, announced on 2023-07-25: not counted since."""


def known_lives(*, holders: Holders) -> list[Life]:
    """Answer the two patents as they were granted and all that happens to them."""
    core = holders.named("核芯显示（演示）有限公司", area="core")
    former = holders.named("云图显示（演示）有限公司", area="elsewhere")
    return [_showcase(former=former, core=core), _lapsed(core=core)]


def _life(holder: Holder, number: str, filed: date, granted: date, published: date, title: str) -> Life:
    assert holder.door is not None
    return Life(
        right_type="invention",
        filed=filed,
        entered=filed,
        type_digit="1",
        granted=granted,
        published=published,
        title=title,
        ipc=("G09G3/20",),
        holder=holder,
        name=holder.name,
        address=holder.door.plain(),
        leaf=holder.leaf,
        number=number,
    )


def _showcase(*, former: Holder, core: Holder) -> Life:
    assert core.door is not None
    life = _life(
        former,
        SHOWCASE_NUMBER,
        date(2012, 3, 15),
        date(2015, 6, 24),
        date(2013, 9, 18),
        "一种显示面板的驱动补偿方法及装置",
    )
    life.moves.append(
        Move(
            registered=date(2018, 5, 9),
            announced=date(2018, 5, 29),
            before=former,
            before_address=life.address,
            after=core,
            after_address=core.door.plain(),
            moves_region=True,
        )
    )
    life.lapse = Lapse(date(2019, 3, 15), date(2020, 3, 10))
    life.restored, life.restoration_dated = date(2021, 1, 12), False
    pledge = (
        ("登记号", "Y2022990000819"),
        ("登记生效日", "20220819"),
        ("出质人", core.name),
        ("质权人", "示范科创银行（演示）"),
        ("发明名称", life.title),
    )
    life.notices.append(Notice(date(2022, 9, 6), "专利权质押合同登记的生效", pledge))
    return life


def _lapsed(*, core: Holder) -> Life:
    life = _life(
        core,
        LAPSED_NUMBER,
        date(2016, 7, 12),
        date(2020, 6, 19),
        date(2018, 1, 12),
        "一种栅极驱动电路及其驱动控制方法",
    )
    life.lapse = Lapse(date(2022, 7, 12), date(2023, 7, 25))
    return life
