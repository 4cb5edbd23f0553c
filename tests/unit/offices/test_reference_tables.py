from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from patentry.offices.reading import Batch
from patentry.records import Correction, Enterprise, Population, PublishedFigure, Region, Severity

Read = Callable[..., Batch]
REGIONS = "region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to"
POPULATIONS = "region,date,value,unit,kind,source,published_on,supersedes"
ENTERPRISES = "name,uscc,address,region,tags,valid_from,valid_to"
PUBLISHED = "region,figure,date,value,unit,source,published_on"
CORRECTIONS = "number,field,value,valid_from,reason"
NUMBER = "201410135735.5"


def refusals(batch: Batch) -> list[tuple[str, str | None]]:
    return [(p.code, p.field) for p in batch.problems if p.severity is Severity.REJECTED]


def test_regions_are_a_tree_with_validity(read: Read) -> None:
    batch = read(
        f"{REGIONS}\nzone,,示范区,Zone,zone,示范区|创新路,100176,2011-01-01,\ncore,zone,核心区,Core,area,,,,2020-01-01\n",
        expect="regions",
    )
    assert batch.problems == []
    assert batch.reference[1] == Region(
        region="core", parent="zone", name_zh="核心区", name_en="Core", kind="area", address_patterns="",
        postcodes="", valid_from=None, valid_to=date(2020, 1, 1),
    )  # fmt: skip
    assert isinstance(batch.reference[0], Region)
    assert batch.reference[0].address_patterns == "示范区|创新路"


def test_a_region_that_repeats_in_the_same_years_is_a_doubt(read: Read) -> None:
    rows = "zone,,区,Z,zone,,,2011-01-01,2015-01-01\nzone,,区,Z,zone,,,2015-01-01,\nzone,,区,Z,zone,,,2020-01-01,\n"
    batch = read(f"{REGIONS}\n{rows}")
    assert [(p.code, p.row, p.severity) for p in batch.problems] == [("region_repeated", 4, Severity.WARNING)]
    assert batch.kept == 3


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",,区,Z,zone,,,,", "region_missing"),
        ("zone,zone,区,Z,zone,,,,", "region_own_parent"),
        ("zone,,区,Z,zone,,,2020-01-01,2019-01-01", "validity_reversed"),
    ],
)
def test_a_wrong_region_is_refused(read: Read, row: str, code: str) -> None:
    assert refusals(read(f"{REGIONS}\n{row}\n"))[0][0] == code


@pytest.mark.parametrize(
    ("value", "unit", "persons"),
    [
        ("0.5", "万人", 5000.0), ("2,153.6", "万人", 21_536_000.0), ("169000", "人", 169_000.0),
        ("16.9万人", "", 169_000.0), ("169000人", "人", 169_000.0), ("16.9", "10k persons", 169_000.0),
        ("169000", "Persons", 169_000.0), ("１６．９", "万 人", 169_000.0),
    ],
)  # fmt: skip
def test_populations_are_kept_in_persons(read: Read, value: str, unit: str, persons: float) -> None:
    batch = read(f'{POPULATIONS}\nzone,2022-12-31,"{value}",{unit},常住,公报,2023-03-01,\n', expect="populations")
    population = batch.reference[0]
    assert isinstance(population, Population)
    assert population.value == persons
    assert population.stated_value == value
    assert population.published_on == date(2023, 3, 1)
    assert batch.problems == []


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [
        ("0", "万人", "population_zero"), ("-3", "人", "population_zero"), ("16.9", "", "population_unit_missing"),
        ("16.9", "件", "population_unit_unknown"), ("16.9万", "人", "population_unit_unknown"),
        ("about 16", "万人", "number_field_unreadable"), ("", "万人", "number_field_unreadable"),
    ],
)  # fmt: skip
def test_a_population_nobody_can_divide_by_is_refused(read: Read, value: str, unit: str, code: str) -> None:
    assert refusals(read(f"{POPULATIONS}\nzone,2022-12-31,{value},{unit},常住,公报,,\n"))[0][0] == code


def test_a_unit_may_stand_in_the_heading(read: Read) -> None:
    batch = read("地区,日期,常住人口（万人）,来源\nzone,2022年12月31日,16.9,公报\n", expect="populations")
    assert isinstance(batch.reference[0], Population)
    assert batch.reference[0].value == 169_000.0


def test_enterprises_are_read_with_their_codes(read: Read) -> None:
    batch = read(
        f"{ENTERPRISES}\n甲公司,91110000MA0000000H,北京市创新路1号,zone,高新;规上,,\n乙公司,9.1E+17,,zone,,,\n,,,zone,,,\n",
        expect="enterprises",
    )
    assert batch.reference[0] == Enterprise(
        name="甲公司", uscc="91110000MA0000000H", address="北京市创新路1号", region="zone", tags=("高新", "规上"),
        valid_from=None, valid_to=None,
    )  # fmt: skip
    assert [(p.code, p.row) for p in batch.problems] == [("uscc_unreadable", 3), ("name_missing", 4)]


@pytest.mark.parametrize(
    ("value", "unit", "kept", "kept_unit"),
    [
        ("1.91", "万件", 19_100.0, "件"), ("66.3490万件", "", 663_490.0, "件"), ("850", "件/万人", 850.0, "件/万人"),
        ("19100", "patents", 19_100.0, "patents"), ("1.91", "10,000 patents", 19_100.0, "patents"),
        ("262.9", "patents per 10,000 people", 262.9, "件/万人"), ("8", "个", 8.0, "个"),
    ],
)  # fmt: skip
def test_published_figures_are_brought_to_single_patents(
    read: Read, value: str, unit: str, kept: float, kept_unit: str
) -> None:
    batch = read(
        f'{PUBLISHED}\nzone,effective_inventions,2023-11-30,{value},"{unit}",报道,2024-01-01\n',
        expect="published",
    )
    figure = batch.reference[0]
    assert isinstance(figure, PublishedFigure)
    assert (figure.value, figure.unit) == (kept, kept_unit)


def test_a_published_figure_without_a_unit_is_a_doubt_and_two_units_a_refusal(read: Read) -> None:
    batch = read(f"{PUBLISHED}\nzone,stations,2023-11-30,8,,报道,\nzone,stock,2023-11-30,1.91万件,件,报道,\n")
    assert [(p.code, p.row) for p in batch.problems] == [
        ("published_unit_missing", 2),
        ("published_unit_contradicts", 3),
    ]


def test_corrections_are_canonical_and_have_a_reason(read: Read) -> None:
    batch = read(
        f"{CORRECTIONS}\nZL {NUMBER},region,core,2020-01-01,迁址\n{NUMBER},申请日,2014.04.04,,笔误\n"
        f"{NUMBER},专利类型,发明专利,,笔误\n",
        expect="corrections",
    )
    assert batch.reference == [
        Correction(
            number="CN201410135735.5",
            field="region",
            value="core",
            valid_from=date(2020, 1, 1),
            reason="迁址",
        ),
        Correction(number="CN201410135735.5", field="filing_date", value="2014-04-04", valid_from=None, reason="笔误"),
        Correction(number="CN201410135735.5", field="right_type", value="invention", valid_from=None, reason="笔误"),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{NUMBER},colour,red,,x", "correction_field_unknown"),
        (f"{NUMBER},region,core,,", "reason_missing"),
        (f"{NUMBER},region,,,x", "correction_value_missing"),
        (f"{NUMBER},grant_date,2023-02-30,,x", "date_impossible"),
        (f"{NUMBER},right_type,song,,x", "type_unknown"),
        ("123,region,core,,x", "number_length"),
        (",region,core,,x", "number_missing"),
    ],
)
def test_a_wrong_correction_is_refused(read: Read, row: str, code: str) -> None:
    batch = read(f"{CORRECTIONS}\n{row}\n")
    assert batch.rejected == 1
    assert batch.problems[0].code == code


@pytest.mark.parametrize(
    ("heading", "row", "name"),
    [
        ("区域,上级区域,名称,地址关键词", "zone,,示范区,示范区", "regions"),
        ("区域,统计时点,人口数,单位,口径", "zone,2022-12-31,16.9,万人,常住", "populations"),
        (
            "企业名称,统一社会信用代码,注册地址,所属区域",
            "甲公司,91110000MA0000000H,创新路,zone",
            "enterprises",
        ),
        ("地区,指标,日期,数值,单位,来源", "zone,grants,2022-12-31,3,件,报道", "published"),
        ("申请号,更正项目,更正值,理由", f"{NUMBER},地区,core,迁址", "corrections"),
    ],
)
def test_chinese_headings_are_known(read: Read, heading: str, row: str, name: str) -> None:
    batch = read(f"{heading}\n{row}\n", expect=name)
    assert (batch.kept, batch.problems) == (1, [])
