"""Answers of the query pages: records and fees under a number, or a refusal that says why."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from patentry.offices.reading import Batch, Source
from patentry.records import FeeFact, FeeStatus, LangText, Party, RightType, Severity

Read = Callable[..., Batch]
NUMBER = "2014101357355"
OTHER = "2017106018623"


def page(*, number: str = NUMBER, **items: str) -> dict[str, Any]:
    """A bibliographic page."""
    stated = {
        "zhuanlimc": "一种示例装置", "zhuanlisqh": number, "anjianywzt": "专利权维持", "zhufenlh": "F16K11/074",
        "fufenlh": "F16K31/04", "shenqingr": "2014-04-04", "falvzt": " ",
    } | items  # fmt: skip
    party = {"shenqingrgb": "中国", "shenqingryb": "--", "shenqingrxm": "示例甲公司", "shenqingrdz": "示例市创新路1号"}
    return {
        "data": {
            "zhuluxmxx": {"zhuluxmxx": stated, "isShow": True},
            "shenqingren": {"shenqingrenList": [party], "isShow": True},
        }
    }


def fees(**lists: Any) -> dict[str, Any]:
    """A fee page."""
    owed = [
        {
            "yingjiaoffyzlmc": "发明专利第11年年费",
            "yingjiaoje": 4000,
            "jiaofeijzr": "2024-04-08",
            "yingjiaoffyzt": "未缴",
        }
    ]
    late = [
        {"zhinajjfsj": "2024年05月08日至2024年06月04日", "zhinajdqnfje": 4000, "zhinajyjznje": 200, "zhinajzj": 4200},
        {"zhinajjfsj": "2024年06月05日至2024年07月04日", "zhinajdqnfje": 4000, "zhinajyjznje": 400, "zhinajzj": 4400},
    ]
    paid = [
        {
            "yijiaofjfzlmc": "发明专利第10年年费",
            "yijiaofjfje": 4000,
            "yijiaofjfrq": "2023-03-11",
            "yijiaofjfrxm": "示例代理所",
        }
    ]
    told = {"owed": owed, "late": late, "paid": paid} | lists
    return {
        "code": 200, "msg": "成功",
        "data": {
            "yingjiaofei": {"isShow": True, "svYingjfList": told["owed"]},
            "zhinajin": {"isShow": True, "svZnjList": told["late"]},
            "yijiaofei": {"isShow": True, "svYijfList": told["paid"]},
        },
    }  # fmt: skip


def told(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def codes(batch: Batch) -> list[tuple[str, Severity]]:
    return [(problem.code, problem.severity) for problem in batch.problems]


def facts(batch: Batch) -> list[FeeFact]:
    return [row for row in batch.reference if isinstance(row, FeeFact)]


def test_bibliographic_page_becomes_a_record_with_the_status_beside_it(read: Read) -> None:
    batch = read(told(page()), "answer.json", expect="cnipa_query_json")
    (record,) = batch.records
    assert (record.authority, record.application_number, record.right_type) == (
        "CN",
        "CN201410135735.5",
        RightType.INVENTION,
    )
    assert record.title == (LangText("zh", "一种示例装置"),)
    assert (record.filing_date, record.grant_date, record.publication_number) == (date(2014, 4, 4), None, None)
    assert record.ipc == ("F16K11/074", "F16K31/04")
    assert record.applicants == (Party("示例甲公司", "CN", "示例市创新路1号"),)
    assert record.vendor_status == "专利权维持"
    assert (batch.events, batch.problems) == ([], [])


def test_publication_and_grant_are_read_where_the_page_has_them(read: Read) -> None:
    batch = read(
        told(
            page(
                gongkaiggh="CN104000000A", gongkaiggr="2014-09-10", shouquanggh="CN104000000B", shouquanggr="2016-01-06"
            )
        )
    )
    (record,) = batch.records
    assert (record.publication_number, record.kind, record.grant_date) == ("CN104000000B", "B", date(2016, 1, 6))


def test_fee_page_becomes_what_is_owed_the_windows_and_what_was_paid(read: Read) -> None:
    batch = read(told(fees()), f"fyxx_{NUMBER}.json", expect="cnipa_query_json")
    owed, first, second, paid = facts(batch)
    assert owed == FeeFact(
        number="CN201410135735.5", kind="发明专利第11年年费", year=11, amount=4000, due=date(2024, 4, 8),
        status=FeeStatus.DUE,
    )  # fmt: skip
    assert (first.window_from, first.window_to, first.surcharge, first.status) == (
        date(2024, 5, 8), date(2024, 6, 4), 200, FeeStatus.OVERDUE,
    )  # fmt: skip
    assert (second.window_from, second.surcharge) == (date(2024, 6, 5), 400)
    assert (paid.paid_on, paid.payer, paid.year, paid.status) == (date(2023, 3, 11), "示例代理所", 10, FeeStatus.PAID)
    assert (batch.documents, batch.problems) == (4, [])


def test_fee_page_without_a_number_is_refused_whole(read: Read) -> None:
    batch = read(told(fees()), "fyxx.json")
    assert (batch.documents, batch.rejected) == (1, 1)
    assert codes(batch) == [("query_number_missing", Severity.REJECTED)]
    assert "svYingjfList" in batch.quarantine[0].content


@pytest.mark.parametrize(
    "name", [f"{NUMBER}.json", "费用 201410135735.5.json", f"pages.zip!{OTHER}/{NUMBER} fyxx.json"]
)
def test_number_comes_from_the_files_own_name(read: Read, name: str) -> None:
    assert {fact.number for fact in facts(read(told(fees()), Path(name).name))} == {"CN201410135735.5"}


@pytest.mark.parametrize("name", [f"{NUMBER}_{OTHER}.json", "2014101357350.json", "20240408.json"])
def test_name_with_two_numbers_or_a_wrong_check_digit_names_nobody(read: Read, name: str) -> None:
    assert codes(read(told(fees()), name)) == [("query_number_missing", Severity.REJECTED)]


@pytest.mark.parametrize(
    "wrapped",
    [
        {NUMBER: fees()},
        {"zhuanlisqh": NUMBER, "fyxx": fees()},
        {"zhuanlisqh": NUMBER, "data": fees()["data"]},
        {"sqxx": page(), "fyxx": fees()},
        [{"application_no": "ZL 2014 1 0135735.5", "fyxx": fees()}],
        {"cases": {NUMBER: {"fyxx": fees()}}},
    ],
)
def test_number_comes_from_what_surrounds_the_page(read: Read, wrapped: object) -> None:
    batch = read(told(wrapped), "answers.json", expect="cnipa_query_json")
    assert {fact.number for fact in facts(batch)} == {"CN201410135735.5"}
    assert len(facts(batch)) == 4


def test_several_cases_stand_in_a_list_or_one_a_line(read: Read) -> None:
    cases = [page(), page(number=OTHER), {OTHER: fees()}]
    whole, lines = read(told(cases)), read("\n".join(map(told, cases)) + "\n")
    assert len(whole.records) == len(lines.records) == 2
    assert [fact.number for fact in facts(whole)] == [fact.number for fact in facts(lines)] == ["CN201710601862.3"] * 4


def test_name_of_the_file_is_nobodys_number_where_it_holds_several_cases(read: Read) -> None:
    batch = read(told([fees(), fees()]), f"{NUMBER}.json")
    assert codes(batch) == [("query_number_missing", Severity.REJECTED)] * 2


def test_wrong_number_costs_its_case_only(read: Read) -> None:
    batch = read(told([page(number="2014101357354"), page(number=OTHER)]))
    assert [record.application_number for record in batch.records] == ["CN201710601862.3"]
    assert codes(batch) == [("number_check_digit", Severity.REJECTED)]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ({"shenqingr": "2014-02-30"}, "date_impossible"),
        ({"shenqingr": "soon"}, "date_unreadable"),
        ({"shouquanggr": "2013-01-01"}, "grant_before_filing"),
        ({"gongkaiggh": "CN12"}, "number_length"),
    ],
)
def test_impossible_bibliographic_page_is_refused(read: Read, items: dict[str, str], code: str) -> None:
    batch = read(told(page(**items)))
    assert (codes(batch), batch.records) == ([(code, Severity.REJECTED)], [])


@pytest.mark.parametrize(
    ("lists", "code", "severity"),
    [
        ({"owed": [{"yingjiaoje": 900, "jiaofeijzr": "2024-04-08"}]}, "fee_kind_missing", Severity.REJECTED),
        ({"owed": ["年费"]}, "fee_kind_missing", Severity.REJECTED),
        ({"owed": [{"yingjiaoffyzlmc": "年费", "jiaofeijzr": "2024-02-30"}]}, "date_impossible", Severity.REJECTED),
        ({"owed": [{"yingjiaoffyzlmc": "年费", "yingjiaoffyzt": "悬而未决"}]}, "fee_status_unknown", Severity.WARNING),
        ({"owed": [{"yingjiaoffyzlmc": "年费", "yingjiaoje": "若干"}]}, "money_unreadable", Severity.WARNING),
        ({"late": [{"zhinajjfsj": "2024年05月08日"}]}, "fee_window_unreadable", Severity.REJECTED),
        ({"late": [{"zhinajjfsj": "2024年06月08日至2024年05月08日"}]}, "validity_reversed", Severity.REJECTED),
        (
            {
                "late": [
                    {
                        "zhinajjfsj": "2024年05月08日至2024年06月04日",
                        "zhinajdqnfje": 4000,
                        "zhinajyjznje": 200,
                        "zhinajzj": 1,
                    }
                ]
            },
            "fee_total_differs",
            Severity.WARNING,
        ),
    ],
)
def test_doubtful_fee_costs_or_warns_of_itself_only(
    read: Read, lists: dict[str, Any], code: str, severity: Severity
) -> None:
    alone = {"owed": [], "late": [], "paid": []} | lists
    batch = read(told({NUMBER: fees(**alone)}))
    assert codes(batch) == [(code, severity)]
    assert batch.documents == 1
    assert batch.rejected == (severity is Severity.REJECTED)


def test_answer_without_content_is_refused(read: Read) -> None:
    batch = read(told([page(), {"code": 401, "msg": "登录已失效", "data": None}]))
    assert codes(batch) == [("query_answer_empty", Severity.REJECTED)]
    assert batch.problems[0].value == "登录已失效"


def test_hidden_sections_say_nothing_and_others_are_named(read: Read) -> None:
    hidden = {"zhuanlisqh": NUMBER, "data": {"yingjiaofei": {"isShow": False}, "shoujufawen": {"svSjfwList": []}}}
    batch = read(told(hidden))
    assert (batch.documents, codes(batch)) == (0, [("query_section_unread", Severity.WARNING)])


@pytest.mark.parametrize("cut", [80, 200, 300])
def test_cut_file_is_refused(read: Read, cut: int) -> None:
    batch = read(told(page())[:cut], "cut.json", named="cnipa_query_json")
    assert codes(batch) == [("json_broken", Severity.REJECTED)]


def test_line_that_is_no_json_costs_that_line(read: Read) -> None:
    batch = read(told(page()) + "\n{broken\n" + told(page(number=OTHER)) + "\n")
    assert (batch.documents, batch.kept, codes(batch)) == (3, 2, [("json_broken", Severity.REJECTED)])


def test_answer_past_the_cap_costs_itself(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentry.offices.cnipa_query_json.format.LARGEST_ANSWER", 900)
    long = page(number=OTHER, zhuanlimc="长" * 1000)
    batch = read(f"[{told(page())},{told(long)},{told(page())}]")
    assert (batch.kept, codes(batch)) == (2, [("document_too_large", Severity.REJECTED)])


@pytest.mark.samples
def test_real_answers_of_both_pages(
    samples: Path, read_source: Callable[..., Batch], write: Callable[..., Source]
) -> None:
    fee_page = samples / "reference" / "cnipa_cpquery_fyxx_sample.json"
    batch = read_source(Source(fee_page, fee_page.name), "", "cnipa_query_json")
    assert codes(batch) == [("query_number_missing", Severity.REJECTED)]
    owed, window, paid = facts(read_source(write(fee_page.read_bytes(), f"{NUMBER}.json")))
    assert (owed.kind, owed.amount, owed.due, owed.status) == ("恢复权利请求费", 1000, date(2026, 9, 9), FeeStatus.DUE)
    assert (window.window_from, window.window_to) == (date(2026, 1, 6), date(2026, 2, 3))
    assert (window.amount, window.surcharge) == (1200, 60)
    assert (paid.kind, paid.amount, paid.paid_on) == ("发明专利申请实质审查费", 375, date(2026, 3, 11))
    biblio = samples / "reference" / "cnipa_cpquery_sqxx_sample.json"
    (record,) = read_source(Source(biblio, biblio.name)).records
    assert (record.application_number, record.filing_date) == ("CN202610479601.8", date(2026, 4, 13))
    assert (record.vendor_status, record.ipc) == ("等待实审提案", ("F16K11/074", "F16K31/04"))
