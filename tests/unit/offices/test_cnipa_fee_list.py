"""Fee lists of the business system: what is owed, until when, and what has been paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from patentry.offices.fees.words import status_of_fee, year_of_fee
from patentry.offices.reading import Batch
from patentry.offices.tabular.cells import CellError
from patentry.offices.tabular.money import Money, read_money
from patentry.records import FeeFact, FeeStatus, is_annual_fee

Read = Callable[..., Batch]
HEADING = "序号,申请号,费用种类,应缴金额,缴费截止日,状态"
NUMBER = "201410135735.5"


def only(batch: Batch) -> FeeFact:
    (fact,) = batch.reference
    assert isinstance(fact, FeeFact)
    return fact


def test_list_of_fees_is_read(read: Read) -> None:
    batch = read(f"{HEADING}\n1,{NUMBER},发明专利第11年年费,4000,2024-04-08,未缴\n", expect="cnipa_fee_list")
    assert only(batch) == FeeFact(
        number="CN201410135735.5",
        kind="发明专利第11年年费",
        year=11,
        amount=4000,
        due=date(2024, 4, 8),
        status=FeeStatus.DUE,
    )
    assert batch.problems == []


def test_payments_surcharges_and_windows_are_read(read: Read) -> None:
    heading = "专利号,费用名称,年度,金额（元）,滞纳金,滞纳期起,滞纳期止,缴费日期,缴费人,缴费状态,专利名称"
    row = f'ZL{NUMBER},年费,11,"4,000.00",200元,2024-05-08,2024-06-04,2024-05-20,示例甲公司,缴费成功,装置'
    assert only(read(f"{heading}\n{row}\n", expect="cnipa_fee_list")) == FeeFact(
        number="CN201410135735.5", kind="年费", year=11, amount=4000, surcharge=200, window_from=date(2024, 5, 8),
        window_to=date(2024, 6, 4), paid_on=date(2024, 5, 20), payer="示例甲公司", status=FeeStatus.PAID,
    )  # fmt: skip


def test_day_of_payment_alone_says_paid_and_nothing_says_unknown(read: Read) -> None:
    batch = read(f"申请号,费用种类,应缴金额,缴费日期\n{NUMBER},年费,900,2020-01-03\n{NUMBER},年费,900,\n")
    assert [fact.status for fact in batch.reference if isinstance(fact, FeeFact)] == ["paid", "unknown"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"1,{NUMBER},,900,2024-04-08,未缴", "fee_kind_missing"),
        (",,合计,900,,", "number_missing"),
        ("1,201410135735.4,年费,900,2024-04-08,未缴", "number_check_digit"),
        (f"1,{NUMBER},年费,900,2024-02-30,未缴", "date_impossible"),
    ],
)
def test_fee_nobody_can_place_is_refused(read: Read, row: str, code: str) -> None:
    batch = read(f"{HEADING}\n{row}\n")
    assert ([p.code for p in batch.problems], batch.rejected, batch.kept) == ([code], 1, 0)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"1,{NUMBER},年费,很多,2024-04-08,未缴", "money_unreadable"),
        (f"1,{NUMBER},年费,900,2024-04-08,研究中", "fee_status_unknown"),
    ],
)
def test_doubtful_fee_is_kept(read: Read, row: str, code: str) -> None:
    batch = read(f"{HEADING}\n{row}\n")
    assert ([p.code for p in batch.problems], batch.kept) == ([code], 1)


@pytest.mark.parametrize(
    ("text", "unit", "money"),
    [
        ("900", "", Money(900, None)), ("￥1,200.00", "", Money(1200, "CNY")), ("500万元", "", Money(5_000_000, "CNY")),
        ("500", "万元", Money(5_000_000, "CNY")), ("1.5亿元", "万元", Money(150_000_000, "CNY")),
        ("USD 100", "", Money(100, "USD")), ("人民币３００元", "", Money(300, "CNY")),
    ],
)  # fmt: skip
def test_money_is_brought_to_single_units(text: str, unit: str, money: Money) -> None:
    assert read_money(text, unit=unit) == money


@pytest.mark.parametrize("text", ["", "-5", "about 5", "5 or 6", "5件", "nan", "1e9"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_money(text)
    assert caught.value.code == "money_unreadable"


@pytest.mark.parametrize(
    ("kind", "year", "annual"),
    [
        ("发明专利第4年年费", 4, True), ("年费（第０４年度）", 4, True), ("发明专利年费", None, True),
        ("2023年年费", None, True),
        ("发明专利第3年年费滞纳金", 3, True), ("恢复权利请求费", None, False), ("专利登记费", None, False),
        ("第99年年费", None, True),
    ],
)  # fmt: skip
def test_patent_year_is_in_the_name_of_an_annual_fee(kind: str, year: int | None, annual: bool) -> None:
    assert (year_of_fee(kind), is_annual_fee(kind)) == (year, annual)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("未缴", FeeStatus.DUE),
        ("费不足", FeeStatus.DUE),
        ("已缴费", FeeStatus.PAID),
        ("滞纳期", FeeStatus.OVERDUE),
        ("?", None),
    ],
)
def test_words_of_status(word: str, status: FeeStatus | None) -> None:
    assert status_of_fee(word) is status
