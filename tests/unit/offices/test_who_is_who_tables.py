"""What an officer knows of names: other names of an organisation, names that are two, codes and their check place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from patentry.numbers import check_place
from patentry.offices.reading import Batch
from patentry.records import Alias, Separation, Severity
from patentry.records.schemas import SEPARATIONS

Read = Callable[..., Batch]
ALIASES = "name,organisation,kind,valid_from,valid_to,source"
PLACES = "91110000MA0000001"
CODE = PLACES + check_place(PLACES)
WRONG = PLACES + ("0" if CODE[-1] != "0" else "1")


def codes(batch: Batch) -> list[tuple[str, Severity]]:
    return [(problem.code, problem.severity) for problem in batch.problems]


def test_an_alias_has_its_kind_and_the_days_it_holds(read: Read) -> None:
    batch = read(
        "曾用名,现用名,别名类型,生效日期,来源\n示例甲实业有限公司,示例甲公司,曾用名,2019-07-01,示例登记公告\n",
        expect="aliases",
    )
    assert batch.reference == [
        Alias(name="示例甲实业有限公司", organisation="示例甲公司", kind="former_name", valid_from=date(2019, 7, 1),
              valid_to=None, source="示例登记公告")
    ]  # fmt: skip
    assert batch.problems == []


def test_an_alias_may_name_its_organisation_by_a_code(read: Read) -> None:
    batch = read(f"{ALIASES}\nBright Lantern,{CODE.lower()},译名,,,\n", expect="aliases")
    (row,) = batch.reference
    assert isinstance(row, Alias)
    assert (row.organisation, row.kind) == (CODE, "translation")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"示例甲公司,{WRONG},,,,", "uscc_check_wrong"),
        ("示例甲公司,示例甲公司,,,,", "names_equal"),
        ("示例甲公司,,,,,", "organisation_missing"),
        (",示例甲公司,,,,", "name_missing"),
        ("示例甲,示例甲公司,,2020-01-01,2019-01-01,", "validity_reversed"),
    ],
)
def test_alias_that_ties_nothing_is_refused(read: Read, row: str, code: str) -> None:
    batch = read(f"{ALIASES}\n{row}\n", expect="aliases")
    assert (batch.documents, batch.reference) == (1, [])
    assert codes(batch) == [(code, Severity.REJECTED)]


def test_a_kind_of_name_nobody_knows_is_left_out_and_reported(read: Read) -> None:
    batch = read(f"{ALIASES}\n示例甲,示例甲公司,绰号,,,\n", expect="aliases")
    assert codes(batch) == [("alias_kind_unknown", Severity.WARNING)]
    assert len(batch.reference) == 1


def test_a_separation_is_the_same_in_either_order_and_can_be_withdrawn(read: Read) -> None:
    batch = read(
        "名称一,名称二,区分理由,撤销日期\n示例甲公司,示例乙公司,登记地不同,\n示例乙公司,示例甲公司,登记地不同,2024-05-06\n",
        expect="separations",
    )
    first, later = batch.reference
    assert isinstance(first, Separation)
    assert isinstance(later, Separation)
    assert SEPARATIONS.key_of(first) == SEPARATIONS.key_of(later)
    assert (first.withdrawn_on, later.withdrawn_on) == (None, date(2024, 5, 6))


def test_a_separation_without_a_reason_is_refused(read: Read) -> None:
    batch = read("name,other_name,reason\n示例甲公司,示例乙公司,\n", expect="separations")
    assert codes(batch) == [("reason_missing", Severity.REJECTED)]


@pytest.mark.parametrize(("code", "expected"), [(CODE, []), (WRONG, [("uscc_check_wrong", Severity.WARNING)])])
def test_a_holders_code_with_a_wrong_check_place_is_kept_and_reported(
    read: Read, code: str, expected: list[tuple[str, Severity]]
) -> None:
    batch = read(
        "申请号,专利类型,发明名称,申请日,申请人,统一社会信用代码\n"
        f"201410135735.5,发明,一种装置,2014-04-04,示例甲公司,{code}\n",
        expect="cnipa_table",
    )
    assert batch.records[0].applicants[0].uscc == code
    assert codes(batch) == expected
