"""Rows that cannot be: refused alone, with file, row, field, value and what to do, and kept in quarantine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from patentry.numbers.cn import check_digit
from patentry.wording import say

Command = Any
Rows = Callable[..., str]


def application(serial: int) -> str:
    """An application number with the right check digit."""
    return f"20151{serial:07d}.{check_digit(f'20151{serial:07d}')}"


EVENTS = "number,date,effective_date,code,text"


def ingest(empty: Command, *lines: str, name: str = "list.csv") -> dict[str, Any]:
    """Ingest the lines as a file; the answer is its account."""
    answer = empty("ingest", empty.write(name, "\n".join(lines) + "\n"))
    (account,) = answer.json["files"]
    assert answer.code == (0 if account["kept"] else 1)
    assert account["documents"] == account["kept"] + account["rejected"]
    assert isinstance(account, dict)
    return account


def quarantined(empty: Command) -> list[dict[str, Any]]:
    paths = sorted((empty.home / "quarantine").iterdir())
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def publications(empty: Command) -> list[str]:
    return [json.loads(line)["publication_number"] for line in empty("records").lines]


BAD_ROWS = [
    # what is wrong, how the second of three rows is spoilt, field, code, value, what the message asks for
    ("wrong check digit", ("{n}", "{n:.13}{x}"), "申请号", "number_check_digit", "{n:.13}{x}", "逐位核对"),
    ("turned into 2.01510E+11", ("{n}", "2.01510E+11"), "申请号", "number_digits_lost", "2.01510E+11", "设为文本"),
    ("digits lost, written out", ("{n}", "201500000000"), "申请号", "number_digits_lost", "201500000000", "设为文本"),
    ("a shifted type digit", ("{n}", "201540000002.1"), "申请号", "number_type_digit", "201540000002.1", "类型位"),
    ("too few digits", ("{n}", "20151000"), "申请号", None, "20151000", ""),
    ("no number at all", ("{n},CN104000002B", ","), "申请号", "number_missing", None, "请补上"),
    ("impossible date", ("2015-03-02", "2023-02-30"), "申请日", "date_impossible", "2023-02-30", "请改正"),
    ("unreadable date", ("2015-03-02", "去年春天"), "申请日", "date_unreadable", "去年春天", "2015-03-11"),
    ("grant before filing", ("2015-03-02", "2018-03-02"), "授权公告日", "grant_before_filing",
     "2017-05-03 < 2018-03-02", "核对两个日期"),
    ("more cells than headings", ("H01L21/00", "H01L21/00,x,y"), None, "too_many_cells", "x", "分隔符"),
]  # fmt: skip


@pytest.mark.parametrize("case", BAD_ROWS, ids=[case[0] for case in BAD_ROWS])
def test_a_bad_row_is_refused_alone_and_says_where_and_what_to_do(
    empty: Command, heading: str, row: Rows, number: Callable[..., str], case: Any
) -> None:
    _, (old, new), field, code, value, advice = case
    own = number(2)
    names = {"n": own, "x": "X" if own[-1] != "X" else "1"}
    spoilt = row(2).replace(old.format(**names), new.format(**names), 1)
    assert spoilt != row(2)
    account = ingest(empty, heading, row(1), spoilt, row(3))
    assert (account["documents"], account["kept"], account["rejected"]) == (3, 2, 1)
    (problem,) = account["problems"]
    assert code is None or problem["code"] == code
    expected = None if value is None else value.format(**names)
    assert problem["example"] == {"row": 3, "field": field, "value": expected}
    assert advice in say(f"problem.{problem['code']}", lang="zh", value=expected)
    assert publications(empty) == ["CN104000001B", "CN104000003B"]
    (aside,) = quarantined(empty)
    assert aside["file"] == account["path"]
    assert (aside["row"], aside["code"], aside["field"], aside["value"]) == (3, problem["code"], field, expected)
    assert "一种装置2" in aside["content"]


def test_every_refused_row_is_in_quarantine_with_its_own_reason(empty: Command, heading: str, row: Rows) -> None:
    spoilt = [row(serial).replace("2015-03-02", day) for serial, day in ((1, "2023-02-30"), (2, "2021-13-01"))]
    account = ingest(empty, heading, *spoilt, row(3))
    assert [(p["code"], p["count"]) for p in account["problems"]] == [("date_impossible", 2)]
    assert [(line["row"], line["field"], line["value"]) for line in quarantined(empty)] == [
        (2, "申请日", "2023-02-30"),
        (3, "申请日", "2021-13-01"),
    ]


def test_a_mended_quarantine_row_can_be_brought_again(empty: Command, heading: str, row: Rows) -> None:
    ingest(empty, heading, row(1), row(2).replace("2015-03-02", "2023-02-30"))
    mended = json.loads(quarantined(empty)[0]["content"]) | {"申请日": "2015-03-02"}
    ingest(empty, ",".join(mended), ",".join(mended.values()), name="mended.csv")
    assert publications(empty) == ["CN104000001B", "CN104000002B"]


def with_check_digit(number: Callable[..., str], wanted: str) -> int:
    """A serial whose check digit is (or, for '', is not) the wanted one."""
    return next(s for s in range(1, 200) if (number(s)[-1] == wanted if wanted else number(s)[-1] not in "0X"))


def test_a_check_digit_nought_that_a_spreadsheet_dropped_is_supplied(
    empty: Command, heading: str, row: Rows, number: Callable[..., str]
) -> None:
    serial = with_check_digit(number, "0")
    account = ingest(empty, heading, row(serial).replace(number(serial), number(serial)[:-2]))
    assert (account["kept"], account["problems"]) == (1, [])
    assert json.loads(empty("records").lines[0])["application_number"] == f"CN{number(serial)}"


def test_a_nought_that_a_spreadsheet_added_is_refused_where_it_is_no_check_digit(
    empty: Command, heading: str, row: Rows, number: Callable[..., str]
) -> None:
    serial = with_check_digit(number, "")
    account = ingest(empty, heading, row(serial).replace(number(serial), number(serial)[:-1] + "0"), row(300))
    assert (account["kept"], account["problems"][0]["code"]) == (1, "number_check_digit")
    assert "小数" in say("problem.number_check_digit", lang="zh", value="x")


def test_thirteen_digits_without_the_point_are_the_number(
    empty: Command, heading: str, row: Rows, number: Callable[..., str]
) -> None:
    account = ingest(empty, heading, row(1).replace(number(1), number(1).replace(".", "")))
    assert (account["kept"], account["problems"]) == (1, [])
    assert json.loads(empty("records").lines[0])["application_number"] == f"CN{number(1)}"


@pytest.mark.parametrize("spelling", ["20150311", "2015.03.11", "2015/3/11", "2015年3月11日", "42074"])
def test_a_date_in_any_spelling_is_that_day(empty: Command, heading: str, row: Rows, spelling: str) -> None:
    account = ingest(empty, heading, row(1).replace("2015-03-02", spelling))
    assert (account["kept"], account["problems"]) == (1, [])
    assert json.loads(empty("records").lines[0])["filing_date"] == "2015-03-11"


def test_a_lapse_before_the_grant_is_refused_and_the_patent_stays_in_force(
    empty: Command, heading: str, row: Rows, number: Callable[..., str]
) -> None:
    granted = f"{number(1)},2017-05-03,,,授权"
    early = f"{number(1)},2016-06-04,2016-03-02,,专利权的终止"
    ingest(empty, heading, row(1))
    account = ingest(empty, EVENTS, granted, early, name="events.csv")
    assert (account["format"], account["kept"], account["rejected"]) == ("legal_events", 1, 1)
    (problem,) = account["problems"]
    assert (problem["code"], problem["example"]["row"]) == ("lapse_before_grant", 3)
    assert problem["example"]["field"] == "effective_date"
    assert empty("status", number(1), "--on", "2018-01-01").json["in_force"] is True


def test_a_lapse_before_the_grant_in_two_files_leaves_the_status_open(
    empty: Command, heading: str, row: Rows, number: Callable[..., str]
) -> None:
    ingest(empty, heading, row(1))
    ingest(empty, EVENTS, f"{number(1)},2016-06-04,2016-03-02,,专利权的终止", name="events.csv")
    for view in ("recorded", "legal"):
        answer = empty("status", number(1), "--on", "2018-01-01", "--view", view)
        assert (answer.code, answer.json["in_force"], answer.json["state"]) == (0, None, "unknown")
        assert "contradict" in answer.json["reason"]


@pytest.mark.parametrize(
    ("old", "new", "field"), [("2015-03-02", "2014-03-02", "申请日"), ("发明", "实用新型", "专利类型")]
)
def test_of_two_rows_that_contradict_each_other_the_second_is_refused(
    empty: Command, heading: str, row: Rows, old: str, new: str, field: str
) -> None:
    account = ingest(empty, heading, row(1), row(2), row(1).replace(old, new, 1))
    assert (account["kept"], account["rejected"]) == (2, 1)
    (problem,) = account["problems"]
    assert (problem["code"], problem["example"]["row"], problem["example"]["field"]) == ("rows_contradict", 4, field)
    assert "删去另一行" in say("problem.rows_contradict", lang="zh", value="x")


def test_an_export_without_address_or_status_is_kept_and_unknown(empty: Command, number: Callable[..., str]) -> None:
    regions = "region,parent,name_zh,name_en,kind,address_patterns\ncity,,云州市,Yunzhou,city,云州市\n"
    assert empty("ingest", empty.write("regions.csv", regions)).code == 0
    without_address = f"{number(1)},一种装置,2015-03-02,2017-05-03,云州甲公司"
    without_grant = f"{number(2)},一种装置,2015-03-02,,云州甲公司"
    account = ingest(empty, "申请号,标题,申请日,授权公告日,申请人", without_address, without_grant)
    assert (account["kept"], account["rejected"]) == (2, 0)
    figure = empty("figure", "effective_inventions", "--region", "city", "--on", "2020-06-30").json["rows"][0]
    assert (figure["value"], figure["unknown"]) == (0, 2)
    first = empty("status", number(1), "--on", "2020-06-30").json
    assert (first["in_force"], first["region"]) == (True, None)
    assert empty("status", number(2), "--on", "2020-06-30").json["in_force"] is None


@pytest.fixture(scope="module")
def odd_lives(tmp_path_factory: pytest.TempPathFactory, new_command: Callable[[Path], Command]) -> Command:
    """Patents 1 to 5, each unsettled in its own way."""
    command = new_command(tmp_path_factory.mktemp("odd"))
    command("init")
    regions = "region,parent,name_zh,name_en,kind,address_patterns\ncity,,云州市,Yunzhou,city,云州市\n"
    heading = "申请号,标题,申请日,授权公告日,申请人,地址,当前法律状态,失效日"
    said = [
        "2015-03-02,,云州甲公司,云州市一路1号,,",
        "2015-03-02,2017-05-03,云州甲公司,云州市一路1号,失效,2035-03-02",
        "2015-03-02,2017-05-03,云州甲公司,云州市一路1号,失效,2021-03-02",
        ",2017-05-03,云州甲公司,云州市一路1号,有效,",
        "2015-03-02,,云州甲公司,云州市一路1号,驳回,",
    ]
    rows = [f"{application(serial)},甲,{rest}" for serial, rest in enumerate(said, start=1)]
    command("ingest", command.write("regions.csv", regions))
    assert ingest(command, heading, *rows)["kept"] == 5
    return command


@pytest.mark.parametrize("on", ["2022-06-30", "2040-06-30"])
@pytest.mark.parametrize(("view", "lang"), [("recorded", "zh"), ("legal", "en")])
def test_why_has_an_answer_for_every_state_even_after_the_longest_term(
    odd_lives: Command, on: str, view: str, lang: str
) -> None:
    terms = ("--region", "city", "--on", on, "--view", view)
    for serial in range(1, 6):
        why = odd_lives("figure", "effective_inventions", *terms, "--why", application(serial), lang=lang)
        assert (why.code, why.err) == (0, "")
        assert all(reason["evidence"] for reason in why.json["reasons"])
        status = odd_lives("status", application(serial), "--on", on, "--view", view, lang=lang, as_json=False)
        assert (status.code, status.err) == (0, "")


def test_a_patent_the_vendor_calls_dead_at_its_expiry_simply_expired(odd_lives: Command) -> None:
    answer = odd_lives("status", application(2), "--on", "2036-01-01").json
    assert (answer["in_force"], answer["state"]) == (False, "lapsed_expired")
    assert odd_lives("status", application(2), "--on", "2030-01-01").json["in_force"] is True
    assert odd_lives("status", application(3), "--on", "2030-01-01").json["in_force"] is None
