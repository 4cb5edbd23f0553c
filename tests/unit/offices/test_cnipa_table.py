from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from patentry.offices.reading import Batch
from patentry.records import Party, Severity

Read = Callable[..., Batch]
NUMBER = "201410135735.5"


def one(read: Read, **cells: str) -> Batch:
    """A table of one row under these headings."""
    row = ['"' + cell.replace('"', '""') + '"' for cell in cells.values()]
    return read(",".join(cells) + "\n" + ",".join(row) + "\n", expect="cnipa_table")


@pytest.mark.parametrize(
    "heading", ["公开(公告)号", "公开（公告）号", "公开公告号", "公告（公开）号", "Publication Number"]
)
@pytest.mark.parametrize("title", ["发明名称", "标题", "专利名称", "Title"])
def test_headings_have_many_spellings(read: Read, heading: str, title: str) -> None:
    batch = read(f"{heading},{title}\nCN101234567B,装置\n", expect="cnipa_table")
    assert batch.records[0].publication_number == "CN101234567B"
    assert batch.records[0].title[0].text == "装置"
    assert batch.problems == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("发明专利", "invention"), ("发明授权", "invention"), ("发明公开", "invention"), ("发明申请", "invention"),
        ("1", "invention"), ("实用新型", "utility_model"), ("2", "utility_model"), ("外观设计", "design"),
        ("3", "design"),
    ],
)  # fmt: skip
def test_right_types_have_many_spellings(read: Read, text: str, right: str) -> None:
    batch = one(read, 公开号="US8093456", 专利类型=text)
    assert batch.records[0].right_type == right


@pytest.mark.parametrize(
    ("number", "right"),
    [(NUMBER, "invention"), ("202221562055.8", "utility_model"), ("95115608.X", "invention")],
)
def test_the_type_digit_tells_the_right_where_no_column_does(read: Read, number: str, right: str) -> None:
    batch = one(read, 申请号=number, 发明名称="装置")
    assert batch.records[0].right_type == right
    assert batch.problems == []


def test_a_type_that_contradicts_the_number_is_a_doubt_and_the_number_wins(read: Read) -> None:
    batch = one(read, 申请号=NUMBER, 专利类型="实用新型")
    assert batch.records[0].right_type == "invention"
    assert [(p.code, p.severity) for p in batch.problems] == [("type_contradicts_number", Severity.WARNING)]


def test_a_granted_publication_is_granted_on_the_day_it_is_printed(read: Read) -> None:
    record = one(read, 公开号="CN101234567B", 公开日="2012-05-09").records[0]
    assert record.grant_date == record.publication_date == date(2012, 5, 9)


def test_an_examined_application_of_the_first_years_is_no_grant(read: Read) -> None:
    record = one(read, 公开号="CN1001234B", 公开日="1988-09-14").records[0]
    assert record.publication_date == date(1988, 9, 14)
    assert record.grant_date is None


def test_a_published_application_is_not_granted_by_its_own_date(read: Read) -> None:
    record = one(read, 公开号="CN101234567A", 公开日="2008-08-06").records[0]
    assert record.grant_date is None


def test_present_holders_stand_apart_from_applicants(read: Read) -> None:
    record = one(
        read, 申请号=NUMBER, 申请人="甲公司；乙大学", 申请人地址="100176 北京市创新路1号;北京市学院路2号",
        当前专利权人="丙公司", 当前专利权人地址="天津市海河路3号",
    ).records[0]  # fmt: skip
    assert record.applicants == (
        Party("甲公司", address="北京市创新路1号", postcode="100176"),
        Party("乙大学", address="北京市学院路2号"),
    )
    assert record.holders == (Party("丙公司", address="天津市海河路3号"),)


@pytest.mark.parametrize("heading", ["专利权人", "申请(专利权)人", "申请人", "第一申请人"])
def test_one_column_of_names_is_the_applicants(read: Read, heading: str) -> None:
    batch = read(f"申请号,{heading},地址,邮编\n{NUMBER},甲公司,北京市创新路1号,100176\n", expect="cnipa_table")
    assert batch.records[0].applicants == (Party("甲公司", address="北京市创新路1号", postcode="100176"),)
    assert batch.records[0].holders == ()


def test_one_address_for_several_names_belongs_to_the_first(read: Read) -> None:
    batch = one(read, 申请号=NUMBER, 申请人="甲公司;乙公司;丙公司", 地址="北京市创新路1号")
    assert [party.address for party in batch.records[0].applicants] == ["北京市创新路1号", None, None]
    assert batch.problems == []


def test_addresses_that_do_not_pair_are_a_doubt(read: Read) -> None:
    batch = one(read, 申请号=NUMBER, 申请人="甲公司;乙公司;丙公司", 地址="创新路1号;创新路2号")
    assert [party.address for party in batch.records[0].applicants] == ["创新路1号", None, None]
    assert [p.code for p in batch.problems] == ["addresses_unpaired"]


def test_a_vendors_word_is_kept_beside(read: Read) -> None:
    record = one(
        read,
        申请号=NUMBER,
        专利有效性="失效",
        当前法律状态="未缴年费",
        失效日="2020-04-04",
        申请日="2014-04-04",
    ).records[0]
    assert (record.vendor_validity, record.vendor_status) == ("失效", "未缴年费")
    assert record.vendor_lapsed_on == date(2020, 4, 4)


def test_the_rest_of_an_export_finds_its_field(read: Read) -> None:
    record = one(
        read, 申请号=NUMBER, 申请人="甲公司", 申请人类型="企业", 国省代码="北京;11", 区县="大兴区",
        主分类号="H01L21/00",
        IPC分类号="H01L21/00; G06F 17/30(2006.01)I", 发明人="张三;李四", 摘要="一种装置。", 代理机构="示例代理事务所",
        统一社会信用代码="91110000MA0000000H", 简单同族="F1", 首项权利要求="1. 一种装置，其特征在于。", 优先权="x",
    ).records[0]  # fmt: skip
    assert record.ipc == ("H01L21/00", "G06F17/30")
    assert [inventor.name for inventor in record.inventors] == ["张三", "李四"]
    assert record.claims[0] == (1, "一种装置，其特征在于。", ())
    assert (record.agency, record.family_id, record.applicant_type) == ("示例代理事务所", "F1", "企业")
    assert (record.province_code, record.district) == ("北京;11", "大兴区")
    assert record.applicants[0].uscc == "91110000MA0000000H"
    assert record.abstract == (("zh", "一种装置。"),)


def test_a_row_without_address_or_status_is_kept(read: Read) -> None:
    batch = one(read, 申请号=NUMBER, 发明名称="装置")
    assert (batch.kept, batch.problems) == (1, [])
    assert batch.records[0].applicants == ()


def test_a_divisional_filed_before_the_year_of_its_number_is_right(read: Read) -> None:
    assert one(read, 申请号=NUMBER, 申请日="2010-04-04").problems == []


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"申请号": "201410135735.X", "申请日": "2014-04-04"}, "number_check_digit", "申请号"),
        ({"申请号": "2.01410E+11", "申请日": "2014-04-04"}, "number_digits_lost", "申请号"),
        ({"申请号": "", "申请日": "2014-04-04"}, "number_missing", "申请号"),
        ({"申请号": NUMBER, "申请日": "2023-02-30"}, "date_impossible", "申请日"),
        ({"申请号": NUMBER, "申请日": "去年"}, "date_unreadable", "申请日"),
        ({"申请号": NUMBER, "申请日": "2014-04-04", "授权日": "2013-01-01"}, "grant_before_filing", "授权日"),
        ({"申请号": NUMBER, "申请日": "2014-04-04", "失效日": "2013-01-01"}, "lapse_before_filing", "失效日"),
        ({"申请号": NUMBER, "授权日": "2016-04-04", "失效日": "2015-01-01"}, "lapse_before_grant", "失效日"),
    ],
)
def test_a_wrong_row_is_refused_with_its_field(read: Read, cells: dict[str, str], code: str, field: str) -> None:
    batch = one(read, **cells)
    assert batch.rejected == 1
    assert batch.problems[0][:3] == (code, 2, field)
    assert batch.problems[0].severity is Severity.REJECTED


def test_a_doubtful_optional_date_is_left_out_with_a_warning(read: Read) -> None:
    batch = one(read, 申请号=NUMBER, 失效日="2023-02-30")
    assert batch.records[0].vendor_lapsed_on is None
    assert [(p.code, p.severity) for p in batch.problems] == [("date_impossible", Severity.WARNING)]


def test_a_second_row_that_contradicts_the_first_is_refused_wherever_it_stands(read: Read) -> None:
    rows = [f"{NUMBER},2014-04-04,发明授权", "CN95115608.X,1995-10-01,发明"] * 3000
    rows += [
        f"ZL{NUMBER},2014-04-05,发明",
        f"CN {NUMBER},2014.04.04,实用新型",
        f"{NUMBER},,",
        "2.01410E+11,2015-01-01,发明",
    ]
    batch = read("申请号,申请日,专利类型\n" + "\n".join(rows) + "\n")
    rejected = [p for p in batch.problems if p.severity is Severity.REJECTED]
    assert [(p.code, p.row, p.field) for p in rejected] == [
        ("rows_contradict", 6002, "申请日"),
        ("rows_contradict", 6003, "专利类型"),
        ("number_digits_lost", 6005, "申请号"),
    ]
    assert rejected[0].value == "2014-04-05 / 2014-04-04"
    assert batch.documents == 6004


def test_every_column_of_the_citys_monthly_list_is_read(read: Read) -> None:
    cells = {
            "序号": "1", "申请号": NUMBER, "专利类型": "发明专利", "发明名称": "一种装置", "申请日": "2014.04.04",
            "授权公告日": "20160106", "第一申请人": "示例甲公司", "申请人类型": "企业", "申请人地址": "示例市创新路1号",
            "邮编": "100001", "区县": "创新区", "主分类号": "H01L21/00", "代理机构": "示例代理有限公司",
    }  # fmt: skip
    batch = one(read, **cells)
    (record,) = batch.records
    assert batch.problems == []
    assert (record.application_number, record.right_type, record.title[0].text) == (
        "CN201410135735.5",
        "invention",
        "一种装置",
    )
    assert (record.filing_date, record.grant_date) == (date(2014, 4, 4), date(2016, 1, 6))
    assert record.applicants == (Party("示例甲公司", None, "示例市创新路1号", "100001"),)
    assert (record.applicant_type, record.district, record.agency) == ("企业", "创新区", "示例代理有限公司")
    assert record.ipc == ("H01L21/00",)


@pytest.mark.parametrize("kind", ["C1", "C7", "B8"])
def test_text_after_partial_invalidation_or_correction_is_no_grant(read: Read, kind: str) -> None:
    batch = one(read, **{"公开(公告)号": f"CN104000000{kind}", "公开(公告)日": "2020-01-07", "专利类型": "发明"})
    (record,) = batch.records
    assert (record.kind, record.publication_date, record.grant_date) == (kind, date(2020, 1, 7), None)


def test_headings_of_vendors_bring_counts_families_citations_and_agents(read: Callable[..., Batch]) -> None:
    heading = (
        "公开（公告）号,标题,标准化申请人,当前权利人,当前专利权人地址,专利权人类型,统一社会信用代码,专利有效性,当前法律状态,失效日,"
        "简单同族,被引证次数,转让次数,许可次数,质押次数,无效次数,诉讼次数,首项权利要求,引证专利,代理人"
    )
    row = (
        "CN109999998B,一种灯,示例,示例公司,示例市一路1号,企业,,失效,未缴年费,2022-01-03,"
        "CN109999998A; US9999998B2,3,1,0,2,0,0,1.一种灯。,CN102999998A;US5999998A,张三;李四"
    )
    batch = read(
        f"{heading}\n{row}\n{row.replace('CN109999998A; US9999998B2', '66999998').replace('9998B', '9997B')}\n"
    )
    first, second = batch.records
    assert batch.problems == []
    assert [(count.name, count.value) for count in first.vendor_counts] == [
        ("cited_by", 3), ("transfers", 1), ("licences", 0), ("pledges", 2), ("invalidations", 0), ("suits", 0),
    ]  # fmt: skip
    assert (first.family_members, first.family_id) == (("CN109999998A", "US9999998B2"), None)
    assert (second.family_members, second.family_id) == ((), "66999998")
    assert [citation.number for citation in first.citations] == ["CN102999998A", "US5999998A"]
    assert [agent.name for agent in first.agents] == ["张三", "李四"]
    assert (first.vendor_validity, first.vendor_status) == ("失效", "未缴年费")


@pytest.mark.parametrize("heading", ["无效宣告决定号", "审查决定号", "决定号"])
def test_a_text_after_a_decision_carries_the_decisions_number_and_day(read: Read, heading: str) -> None:
    given = {
        "公开（公告）号": "CN101234567C1",
        heading: "第51234号",
        "决定日": "2022-03-01",
        "权利要求": "1. 一种装置。",
    }
    record = one(read, **given).records[0]
    assert (record.publication_number, record.kind) == ("CN101234567C1", "C1")
    assert (record.decision_number, record.decision_date) == ("第51234号", date(2022, 3, 1))


def test_an_impossible_day_of_decision_is_a_warning_and_the_row_is_kept(read: Read) -> None:
    batch = one(read, **{"公开（公告）号": "CN101234567C1", "决定号": "1", "决定日": "2022-13-01"})
    assert batch.records[0].decision_date is None
    assert [problem.severity for problem in batch.problems] == [Severity.WARNING]
