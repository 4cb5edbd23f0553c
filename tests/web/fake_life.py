"""The life of one fictional patent: transferred into the core area, lapsed, restored, pledged."""

from __future__ import annotations

from datetime import date

from patentry.status.fees import FeeDue
from patentry.status.life import LifeEvent, LifeHolding, LifeInterval, PatentLife

COUNTED = "CN201219990315.3"


def _event(
    effective: date | None, announced: date, code: str, title: str, kind: str, derived: date | None = None
) -> LifeEvent:
    return LifeEvent(
        effective=effective,
        announced=announced,
        code=code,
        kind=kind,
        title=title,
        effect=f"effect.{kind}",
        derived=derived,
    )


def _span(start: date, end: date, began: str, ended: str) -> LifeInterval:
    return LifeInterval(start=start, end=end, settled=True, began=f"cause.{began}", ended=f"cause.{ended}")


def _held(start: date, end: date, holder: str, region: str, address: str) -> LifeHolding:
    return LifeHolding(
        start=start,
        end=end,
        position=1,
        holder=holder,
        address=address,
        region=region,
        is_open=False,
        basis="address",
        evidence=address,
    )


def _fee(year: int, amount: int, due: date) -> FeeDue:
    return FeeDue(year=year, amount=amount, currency="CNY", due=due, lapses_on=date(2012 + year - 1, 3, 15))


FAR = date(9999, 12, 31)
LIFE = PatentLife(
    id=1,
    patent=COUNTED,
    number="CN109903153B",
    application_number=COUNTED,
    authority="CN",
    title="一种显示面板的驱动补偿方法及装置",
    right_type="invention",
    ipc="G09G 3/20",
    applicants=("云图显示（演示）有限公司",),
    filing_date=date(2012, 3, 15),
    grant_date=date(2015, 6, 24),
    expires_on=date(2032, 3, 15),
    vendor_status=None,
    events=(
        _event(date(2013, 9, 18), date(2013, 9, 18), "PB01", "公布", "publication"),
        _event(date(2015, 6, 24), date(2015, 6, 24), "GR01", "授权", "grant"),
        _event(date(2018, 5, 9), date(2018, 5, 29), "TR01", "专利权的转移", "transfer"),
        _event(date(2019, 3, 15), date(2020, 3, 10), "CF01", "未缴年费专利权终止", "fee_lapse"),
        _event(None, date(2021, 1, 12), "RR01", "权利的恢复", "restoration"),
        _event(date(2022, 8, 19), date(2022, 9, 6), "PE01", "质押登记生效", "pledge"),
    ),
    recorded=(
        _span(date(2015, 6, 24), date(2020, 3, 10), "grant", "fee_lapse"),
        _span(date(2021, 1, 12), date(2032, 3, 15), "restoration", "expiry"),
    ),
    legal=(_span(date(2015, 6, 24), date(2032, 3, 15), "grant", "expiry"),),
    holdings=(
        _held(date(2015, 6, 24), date(2018, 5, 9), "云图显示（演示）有限公司", "elsewhere", "其他区（演示）"),
        _held(date(2018, 5, 9), FAR, "核芯显示（演示）有限公司", "core", "创新区科创路 8 号"),
    ),
    fees=(
        _fee(13, 6000, date(2024, 3, 15)),
        _fee(14, 6000, date(2025, 3, 17)),
        _fee(15, 6000, date(2026, 3, 16)),
        _fee(16, 8000, date(2027, 3, 15)),
    ),
)
