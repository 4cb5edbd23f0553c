"""Where a natural person lives never leaves the site; who holds a patent, and where an organisation sits, does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fake_life import FAR, LIFE, _held

from district.openstats import public
from patentry.statistics import Why, WhyTest
from patentry.statistics.structure import type_of_name


def _why(holder: str, *, result: bool | None, region: str = "core") -> WhyTest:
    values = {"region": region, "basis": "address", "rule": "", "address": "某某路1号3单元502", "holder": holder}
    test = WhyTest(test="region", result=result, evidence="why.region.address", values=values)
    return public.why(Why(number="x", counted=result, reasons=(test,))).reasons[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("虚构显示技术有限公司", True),
        ("某某大学", True),
        ("Example Display Technology Co., Ltd.", True),
        ("张三丰", False),
        ("欧阳某某", False),
        ("SMITH, JOHN A.", False),
        ("无从判断", False),
        ("", False),
    ],
)
def test_an_address_is_shown_only_where_the_name_tells_an_organisation(name: str, expected: bool) -> None:
    assert public.is_organisation(name) is expected


@pytest.mark.parametrize("result", [True, False, None])
def test_the_reason_why_a_patent_counts_holds_no_address_of_a_person(result: bool | None) -> None:
    withheld = _why("张三丰", result=result)
    assert "某某路" not in str(withheld.values)
    assert withheld.evidence.endswith("withheld")
    assert withheld.result is result
    shown = _why("虚构显示技术有限公司", result=result)
    assert (shown.values["address"], shown.evidence) == ("某某路1号3单元502", "why.region.address")


def test_a_name_is_judged_alone_as_it_is_in_the_tables() -> None:
    assert type_of_name("虚构研究院（演示）") == "research"
    assert type_of_name("虚构医院") == "agency"
    assert type_of_name("张三丰") == "individual"


def test_a_life_keeps_holders_and_places_and_loses_addresses_of_persons() -> None:
    day = date(2020, 1, 1)
    held = (_held(day, FAR, "张三丰", "core", "某某路1号"), _held(day, FAR, "虚构显示有限公司", "core", "虚构路2号"))
    person, firm = public.life(replace(LIFE, holdings=held)).holdings
    assert (person.holder, person.region, person.address, person.evidence) == ("张三丰", "core", None, "")
    assert firm.address == "虚构路2号"
