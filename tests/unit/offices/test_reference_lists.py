"""Lists an officer keeps: pledges, awards, grants abroad, recognitions of enterprises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from patentry.offices.reading import Batch
from patentry.records import Award, EnterpriseTag, Implementation, OverseasMember, Pledge, Severity

Read = Callable[..., Batch]
NUMBER = "201410135735.5"
PLEDGES = "number,contract_number,registered_on,released_on,amount,unit,amount_of,pledgor,pledgee,source"
IMPLEMENTATIONS = "number,product,since,until,basis,source"
TAGS = "name,uscc,tag,level,certificate,valid_from,valid_to,source"


def codes(batch: Batch) -> list[tuple[str, Severity]]:
    return [(problem.code, problem.severity) for problem in batch.problems]


def test_pledge_has_its_contract_days_and_money(read: Read) -> None:
    batch = read(
        f"{PLEDGES}\n{NUMBER},Y2022000001,2022-03-01,2024-03-01,1500,万元,合同,示例甲公司,示例银行,示例名单\n",
        expect="pledges",
    )
    assert batch.reference == [
        Pledge(number="CN201410135735.5", contract_number="Y2022000001", registered_on=date(2022, 3, 1),
               released_on=date(2024, 3, 1), amount=15_000_000, currency="CNY", amount_of="contract",
               pledgor="示例甲公司", pledgee="示例银行", source="示例名单")
    ]  # fmt: skip
    assert batch.problems == []


@pytest.mark.parametrize(
    ("heading", "cell", "amount", "code"),
    [
        ("质押金额（万元）", "1500", 15_000_000.0, None), ("质押金额", "1500万元", 15_000_000.0, None),
        ("质押金额（元）", "15,000,000", 15_000_000.0, None), ("质押金额", "1500", None, "money_unit_missing"),
        ("质押金额", "面议", None, "money_unreadable"), ("质押金额", "", None, None),
    ],
)  # fmt: skip
def test_amount_needs_its_unit(read: Read, heading: str, cell: str, amount: float | None, code: str | None) -> None:
    batch = read(f'申请号,质押登记号,登记日,{heading}\n{NUMBER},Y1,2022-03-01,"{cell}"\n', expect="pledges")
    (row,) = batch.reference
    assert isinstance(row, Pledge)
    assert (row.amount, [problem.code for problem in batch.problems]) == (amount, [code] if code else [])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",Y1,2022-03-01,,1,万元,,,,", "number_missing"),
        (f"{NUMBER},Y1,2022-03-01,2021-03-01,1,万元,,,,", "validity_reversed"),
        ("201410135735.4,Y1,,,1,万元,,,,", "number_check_digit"),
    ],
)
def test_pledge_nobody_can_place_is_refused(read: Read, row: str, code: str) -> None:
    assert codes(read(f"{PLEDGES}\n{row}\n")) == [(code, Severity.REJECTED)]


def test_implementation_has_its_product_days_and_basis(read: Read) -> None:
    batch = read(
        f"专利号,产品名称,实施起始日,实施终止日,实施依据,来源\nZL{NUMBER},示例装置,2018-06-01,2021-06-01,专利产品备案,示例名单\n"
        f"{NUMBER},,,,调查,\n",
        expect="implementations",
    )
    assert batch.reference == [
        Implementation(number="CN201410135735.5", product="示例装置", since=date(2018, 6, 1), until=date(2021, 6, 1),
                       basis="专利产品备案", source="示例名单"),
        Implementation(number="CN201410135735.5", product=None, since=None, until=None, basis="调查", source=""),
    ]  # fmt: skip
    assert batch.problems == []


@pytest.mark.parametrize(
    ("row", "code", "severity"),
    [
        (",示例装置,2018-06-01,,调查,", "number_missing", Severity.REJECTED),
        (f"{NUMBER},示例装置,2018-06-01,2018-06-01,调查,", "validity_reversed", Severity.REJECTED),
        ("201410135735.4,示例装置,2018-06-01,,调查,", "number_check_digit", Severity.REJECTED),
        (f"{NUMBER},示例装置,去年夏天,,调查,", "date_unreadable", Severity.WARNING),
    ],
)
def test_implementation_nobody_can_place_is_refused_and_a_day_nobody_can_read_is_not_told(
    read: Read, row: str, code: str, severity: Severity
) -> None:
    batch = read(f"{IMPLEMENTATIONS}\n{row}\n", expect="implementations")
    assert codes(batch) == [(code, severity)]
    assert [one.since for one in batch.reference if isinstance(one, Implementation)] == (
        [None] if severity is Severity.WARNING else []
    )


def test_awards_are_kept_as_written(read: Read) -> None:
    batch = read(
        f"专利号,奖项名称,获奖等级,届次\nZL{NUMBER},中国专利奖,优秀奖,第二十四届\n{NUMBER},,金奖,\n", expect="awards"
    )
    assert batch.reference == [
        Award(
            number="CN201410135735.5",
            award="中国专利奖",
            level="优秀奖",
            session="第二十四届",
            awarded_on=None,
            source="",
        )
    ]
    assert codes(batch) == [("award_missing", Severity.REJECTED)]


def test_members_abroad_have_their_office_and_day_of_grant(read: Read) -> None:
    batch = read(
        f'申请号,海外同族,国别,授权日期,来源\n{NUMBER},"US 9,000,001 B2",,2018-05-01,示例\n'
        f"{NUMBER},US20160000001A1,US,2018-05-01,\n{NUMBER},CN104000000B,,,\n"
        f"{NUMBER},,JP,,\n{NUMBER},ＸＸ-1/2,BR,,\n",
        expect="overseas_members",
    )  # fmt: skip
    assert batch.reference[0] == OverseasMember(
        number="CN201410135735.5",
        member="US9000001B2",
        country="US",
        granted_on=date(2018, 5, 1),
        status="",
        source="示例",
    )
    assert codes(batch) == [
        ("member_not_granted", Severity.WARNING), ("member_not_overseas", Severity.REJECTED),
        ("number_missing", Severity.REJECTED), ("number_unreadable", Severity.WARNING),
    ]  # fmt: skip


def test_tags_of_an_enterprise_are_documents_of_their_own(read: Read) -> None:
    batch = read(
        f"{TAGS}\n示例甲公司,91110000MA0000000H,高新技术企业;专精特新,国家级,GR1,2022-12-01,2025-12-01,名单\n示例乙公司,,,,,,,\n",
        expect="enterprise_tags",
    )
    assert [row.tag for row in batch.reference if isinstance(row, EnterpriseTag)] == ["高新技术企业", "专精特新"]
    assert codes(batch) == [("tag_missing", Severity.REJECTED)]
    assert batch.documents == 3


def test_last_day_of_validity_is_not_the_first_without(read: Read) -> None:
    batch = read(
        "企业名称,资质,发证日期,有效期至\n示例甲公司,高新技术企业,2022-12-01,2025-11-30\n", expect="enterprise_tags"
    )
    (row,) = batch.reference
    assert isinstance(row, EnterpriseTag)
    assert (row.valid_from, row.valid_to) == (date(2022, 12, 1), date(2025, 12, 1))


@pytest.mark.parametrize(
    "content",
    [
        f"申请号,奖项,IPC,摘要\n{NUMBER},无,H01L21/00,文字\n",
        f"申请号,实施依据,IPC,摘要\n{NUMBER},备案,H01L21/00,文字\n",
        f"申请号,质押登记号,登记日,IPC分类号\n{NUMBER},Y1,2022-03-01,H01L21/00\n",
    ],
)
def test_exports_of_patents_with_such_columns_stay_lists_of_patents(read: Read, content: str) -> None:
    assert read(content, expect="cnipa_table").kept == 1
