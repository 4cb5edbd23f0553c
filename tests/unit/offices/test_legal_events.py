from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from patentry.offices.gazette_text.detail import read_detail, split_title
from patentry.offices.reading import Batch
from patentry.records import Party, Severity

Read = Callable[..., Batch]
NUMBER = "201410135735.5"
SHORT = "number,date,effective_date,code,text,holder,address"
CHINESE = "申请号,法律状态公告日,法律状态,法律状态信息"


def warnings(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems if problem.severity is Severity.WARNING]


def test_an_event_keeps_both_its_dates(read: Read) -> None:
    batch = read(f"{SHORT}\nCN{NUMBER},2020-05-01,2019-04-04,CF01,未缴年费专利权终止,,\n", expect="legal_events")
    event = batch.events[0]
    assert (event.number, event.is_application) == ("CN201410135735.5", True)
    assert (event.announced, event.effective) == (date(2020, 5, 1), date(2019, 4, 4))
    assert (event.code, event.title) == ("CF01", "未缴年费专利权终止")
    assert batch.problems == []


def test_a_publication_number_is_said_to_be_none_of_an_application(read: Read) -> None:
    batch = read(f"{SHORT}\nUS8093456B2,2012-01-10,,,grant,,\n")
    assert (batch.events[0].number, batch.events[0].is_application) == ("US8093456B2", False)


def test_the_announcement_never_takes_the_place_of_a_missing_effective_date(read: Read) -> None:
    batch = read(f"{CHINESE}\n{NUMBER},2020.05.01,专利权的终止,未缴年费专利权终止\n{NUMBER},2016.01.06,授权,授权\n")
    assert [event.effective for event in batch.events] == [None, None]
    assert warnings(batch) == ["effective_date_missing"]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (
            "终止日期",
            "未缴年费专利权终止IPC(主分类):H01L 21/00申请日:20140404授权公告日:20160106终止日期:20190404",
        ),
        (
            "登记生效日",
            "专利权的转移IPC(主分类):H01L 21/00登记生效日:20190404变更事项:专利权人变更前权利人:甲变更后权利人:乙",
        ),
        ("放弃生效日", "专利权的主动放弃 放弃生效日：2019年4月4日"),
    ],
)
def test_the_long_text_gives_the_effective_date(read: Read, label: str, text: str) -> None:
    assert label in text
    for row in (f"{NUMBER},2020-05-01,{text[:6]},{text}", f"{NUMBER},2020-05-01,{text},"):
        event = read(f"{CHINESE}\n{row}\n").events[0]
        assert event.effective == date(2019, 4, 4)
        assert event.announced == date(2020, 5, 1)


def test_a_long_text_alone_is_cut_into_status_and_detail(read: Read) -> None:
    event = read(f"{SHORT}\n{NUMBER},2020-05-01,,,未缴年费专利权终止IPC(主分类):H01L21/00终止日期:20190404,,\n").events[
        0
    ]
    assert event.title == "未缴年费专利权终止"
    assert event.detail == "IPC(主分类):H01L21/00终止日期:20190404"


TRANSFER = (
    "专利权的转移IPC(主分类):G06F 17/30登记生效日:20190404"
    "变更事项:专利权人变更前权利人:甲有限公司变更后权利人:乙有限公司;丙大学"
    "变更事项:地址变更前权利人:100088 北京市西城区一号变更后权利人:100176 北京市示范区二号;100083 北京市海淀区三号"
)


def test_a_transfer_has_holders_before_and_after_with_their_addresses() -> None:
    detail = read_detail(TRANSFER)
    assert detail.before == (Party("甲有限公司", address="北京市西城区一号", postcode="100088"),)
    assert detail.after == (
        Party("乙有限公司", address="北京市示范区二号", postcode="100176"),
        Party("丙大学", address="北京市海淀区三号", postcode="100083"),
    )


def test_a_co_owner_who_joins_has_nobody_before() -> None:
    detail = read_detail(TRANSFER + "变更事项:共同专利权人变更前权利人:无变更后权利人:丁研究院")
    assert [party.name for party in detail.before] == ["甲有限公司"]
    assert [party.name for party in detail.after] == ["乙有限公司", "丙大学", "丁研究院"]
    assert detail.after[2].address is None


def test_separators_between_the_labels_make_no_difference() -> None:
    names = "变更事项：专利权人；\n变更前：甲有限公司；\n变更后：乙有限公司；\n"
    detail = read_detail(names + "变更事项：地址；变更前：北京一号；变更后：北京二号")
    assert detail.before == (Party("甲有限公司", address="北京一号"),)
    assert detail.after == (Party("乙有限公司", address="北京二号"),)


def test_a_change_of_address_alone_names_nobody() -> None:
    detail = read_detail("变更事项:地址变更前:北京一号变更后:北京二号")
    assert detail.after == (Party("", address="北京二号"),)


def test_a_change_of_inventor_is_no_change_of_holder() -> None:
    detail = read_detail("变更事项:发明人变更前:张三变更后:李四变更事项:专利代理机构变更前:甲变更后:乙")
    assert (detail.before, detail.after) == ((), ())


def test_a_pledge_has_its_number_and_parties() -> None:
    detail = read_detail(
        "专利权质押合同登记的生效IPC(主分类):H01L 21/00登记号:2019990000001登记生效日:20190404"
        "出质人:甲有限公司;乙有限公司质权人:示例银行发明名称:一种装置申请日:20140404授权公告日:20160106"
    )
    assert detail.contract_number == "2019990000001"
    assert detail.effective == "20190404"
    assert detail.parties == (("pledgor", "甲有限公司"), ("pledgor", "乙有限公司"), ("pledgee", "示例银行"))


def test_a_licence_has_its_number_and_parties(read: Read) -> None:
    text = "合同备案号:X2019110000001让与人:甲有限公司受让人:乙有限公司许可种类:独占许可备案日期:20190404"
    event = read(f"{CHINESE}\n{NUMBER},2019-05-01,专利实施许可合同备案的生效,{text}\n").events[0]
    assert event.contract_number == "X2019110000001"
    assert event.parties == (("licensor", "甲有限公司"), ("licensee", "乙有限公司"))
    assert event.effective == date(2019, 4, 4)
    assert "独占许可" in event.detail


def test_holder_and_address_columns_say_who_holds_after_a_transfer(read: Read) -> None:
    batch = read(
        f"{SHORT}\n{NUMBER},2019-05-01,2019-04-04,,专利权的转移,甲公司;乙公司,北京一号;北京二号\n"
        f"{NUMBER},2019-06-01,,,专利权质押合同登记的生效,甲公司,\n"
    )
    assert batch.events[0].after == (Party("甲公司", address="北京一号"), Party("乙公司", address="北京二号"))
    assert batch.events[1].after == ()


HISTORIES = (
    """#法律状态公告日：2016-01-06; 法律状态：授权; 描述信息：授权#法律状态公告日：2020-05-01; 法律状态：专利权的终止;\
 描述信息：未缴年费专利权终止IPC(主分类):H01L21/00终止日期:20190404""",
    """法律状态公告日:20160106;法律状态:授权;法律状态信息:授权
法律状态公告日:20200501;法律状态:专利权的终止;法律状态信息:未缴年费专利权终止 终止日期：2019.04.04""",
    """公告日：2016.01.06；法律状态：授权；描述信息：授权；
公告日：2020.05.01；法律状态：专利权的终止；描述信息：未缴年费专利权终止
终止日期：2019年04月04日""",
)


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("heading", ["历史法律状态", "法律状态信息", "法律状态"])
def test_a_whole_history_in_one_cell_is_as_many_events(read: Read, history: str, heading: str) -> None:
    content = f'申请号,{heading},法律状态公告日\n{NUMBER},"{history}",\n'
    batch = read(content, expect="legal_events")
    assert batch.documents == 2
    assert [(str(e.announced), str(e.effective), e.title) for e in batch.events] == [
        ("2016-01-06", "None", "授权"),
        ("2020-05-01", "2019-04-04", "专利权的终止"),
    ]
    assert "授权公告日" not in batch.events[0].detail
    assert batch.problems == []


def test_a_wrong_block_of_a_history_costs_that_block_only(read: Read) -> None:
    history = HISTORIES[0].replace("2016-01-06", "2016-02-30")
    batch = read(f'申请号,历史法律状态\n{NUMBER},"{history}"\n', expect="legal_events")
    assert (batch.documents, batch.rejected, len(batch.events)) == (2, 1, 1)
    assert batch.problems[0][:2] == ("date_impossible", 2)
    assert json.loads(batch.quarantine[0].content)["announced"] == "2016-02-30"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{NUMBER},,,,授权,,", "date_missing"),
        (f"{NUMBER},2023-02-30,,,授权,,", "date_impossible"),
        (f"{NUMBER},soon,,,授权,,", "date_unreadable"),
        (",2020-05-01,,,授权,,", "number_missing"),
        ("201410135735.6,2020-05-01,,,授权,,", "number_check_digit"),
        (
            f"{NUMBER},2020-05-01,,,未缴年费专利权终止申请日:20140404终止日期:20130404,,",
            "lapse_before_filing",
        ),
        (
            f"{NUMBER},2020-05-01,,,未缴年费专利权终止授权公告日:20160106终止日期:20150404,,",
            "lapse_before_grant",
        ),
    ],
)
def test_a_wrong_event_is_refused(read: Read, row: str, code: str) -> None:
    batch = read(f"{SHORT}\n{row}\n")
    assert (batch.rejected, batch.problems[0].code) == (1, code)


def test_a_lapse_before_the_grant_beside_it_is_refused_in_either_order(read: Read) -> None:
    lapse, grant = f"{NUMBER},2015-05-01,2014-04-04,,未缴年费专利权终止,,", f"{NUMBER},2016-01-06,,,授权,,"
    other = "95115608.X,1999-01-06,,,授权,,"
    for rows in ((lapse, grant, other), (other, grant, lapse)):
        batch = read("\n".join((SHORT, *rows, "")))
        assert [(p.code, p.field) for p in batch.problems] == [("lapse_before_grant", "effective_date")]
        assert [event.title for event in batch.events] == ["授权", "授权"]


def test_doubts_leave_the_event_in(read: Read) -> None:
    batch = read(
        f"{SHORT}\n{NUMBER},,2019-04-04,,授权,,\n{NUMBER},2020-05-01,2023-02-30,,专利权的恢复,,\n"
        f"{NUMBER},2020-05-01,,,天气晴,,\n"
    )
    assert warnings(batch) == ["announced_missing", "date_impossible", "event_unrecognised"]
    assert [event.announced for event in batch.events] == [None, date(2020, 5, 1), date(2020, 5, 1)]
    assert batch.events[1].effective is None


def test_a_code_in_the_status_column_is_a_code(read: Read) -> None:
    event = read(f"申请号,法律状态公告日,法律状态\n{NUMBER},2016-01-06,GR01\n").events[0]
    assert (event.code, event.title) == ("GR01", "")


def test_a_list_with_a_status_column_is_no_list_of_events(read: Read) -> None:
    read(f"申请号,公告日,法律状态,申请人\n{NUMBER},2016-01-06,有效,甲公司\n", expect="cnipa_table")


def test_events_of_one_patent_stay_in_one_chunk(write: Callable[..., object]) -> None:
    from patentry.offices.registry import format_named

    rows = "".join(f"{NUMBER},2016-01-06,授权\n" for _ in range(4001)) + "95115608.X,1999-01-06,授权\n"
    source = write(f"申请号,法律状态公告日,法律状态\n{rows}")
    chunks = list(format_named("legal_events").chunks(source))  # type: ignore[arg-type]
    assert [chunk.first_row for chunk in chunks] == [2, 4003]


def test_a_status_without_labels_has_no_detail() -> None:
    assert split_title("授权") == ("授权", "")
