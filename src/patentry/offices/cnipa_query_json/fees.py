"""The fee page of a case to fee facts: what is owed, the windows of late payment, what has been paid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from patentry.offices.cnipa_query_json.biblio import Warn, day_in, text_in
from patentry.offices.cnipa_query_json.cases import Json, rows_of
from patentry.offices.fees.words import status_of_fee, year_of_fee
from patentry.offices.tabular.cells import CellError, parse_date
from patentry.offices.tabular.money import read_money
from patentry.offices.tabular.row import RowRefusedError
from patentry.records import FeeFact, FeeStatus

Reading = Callable[[Json, str, Warn], FeeFact]
LATE_ANNUAL_FEE = "年费"
"""The windows of late payment are those of the annual fee; the page gives their rows no name of their own."""
_DAY = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")


def fee_rows(sections: Json) -> Iterator[tuple[Reading, object]]:
    """Answer each row of the fee page with what reads it. Receipts are not read."""
    for section, name, reading in _LISTS:
        for row in rows_of(sections, section, name):
            yield reading, row


def _owed(row: Json, number: str, warn: Warn) -> FeeFact:
    kind = _kind(row, "yingjiaoffyzlmc")
    stated = text_in(row, "yingjiaoffyzt")
    status = status_of_fee(stated) if stated else None
    if stated and status is None:
        warn("fee_status_unknown", "yingjiaoffyzt", stated)
    return FeeFact(
        number=number,
        kind=kind,
        year=year_of_fee(kind),
        amount=_amount(row, "yingjiaoje", warn),
        due=day_in(row, "jiaofeijzr"),
        status=status or FeeStatus.UNKNOWN,
    )


def _window(row: Json, number: str, warn: Warn) -> FeeFact:
    """One step of late payment: within these days the year's fee costs this surcharge."""
    begins, ends = _days_of_window(text_in(row, "zhinajjfsj"))
    amount, surcharge, total = (_amount(row, name, warn) for name in ("zhinajdqnfje", "zhinajyjznje", "zhinajzj"))
    if None not in (amount, surcharge, total) and amount + surcharge != total:  # type: ignore[operator]
        warn("fee_total_differs", "zhinajzj", f"{amount:g} + {surcharge:g} ≠ {total:g}")
    return FeeFact(
        number=number,
        kind=LATE_ANNUAL_FEE,
        amount=amount,
        window_from=begins,
        window_to=ends,
        status=FeeStatus.OVERDUE,
        surcharge=surcharge,
    )


def _paid(row: Json, number: str, warn: Warn) -> FeeFact:
    kind = _kind(row, "yijiaofjfzlmc")
    return FeeFact(
        number=number,
        kind=kind,
        year=year_of_fee(kind),
        amount=_amount(row, "yijiaofjfje", warn),
        status=FeeStatus.PAID,
        paid_on=day_in(row, "yijiaofjfrq"),
        payer=text_in(row, "yijiaofjfrxm") or None,
    )


_LISTS: tuple[tuple[str, str, Reading], ...] = (
    ("yingjiaofei", "svYingjfList", _owed),
    ("zhinajin", "svZnjList", _window),
    ("yijiaofei", "svYijfList", _paid),
)


def _kind(row: Json, name: str) -> str:
    kind = text_in(row, name)
    if not kind:
        raise RowRefusedError("fee_kind_missing", name, "")
    return kind


def _amount(row: Json, name: str, warn: Warn) -> float | None:
    text = text_in(row, name)
    if not text:
        return None
    try:
        return read_money(text).amount
    except CellError as error:
        warn(error.code, name, error.value)
        return None


def _days_of_window(text: str) -> tuple[date, date]:
    """The two days of "2026年01月06日至2026年02月03日"."""
    try:
        days = [parse_date(found) for found in _DAY.findall(text)]
    except CellError as error:
        raise RowRefusedError(error.code, "zhinajjfsj", error.value) from error
    if len(days) != 2 or days[0] is None or days[1] is None:
        raise RowRefusedError("fee_window_unreadable", "zhinajjfsj", text)
    if days[1] < days[0]:
        raise RowRefusedError("validity_reversed", "zhinajjfsj", text)
    return days[0], days[1]
