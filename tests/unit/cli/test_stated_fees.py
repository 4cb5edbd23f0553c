"""Stated fees from a file to `status`: shown, replaced by a later list, and speaking of grace."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Command = Any
FEES = "申请号,费用种类,应缴金额,缴费截止日,状态,缴费日期"


def test_fees_are_shown_and_a_later_list_replaces_the_same_fee(
    empty: Command, heading: str, row: Callable[..., str], number: Callable[..., str]
) -> None:
    empty("ingest", empty.write("list.csv", f"{heading}\n{row(1)}\n"))
    fee = f"{number(1)},发明专利第9年年费,2000,2023-03-02"
    assert empty("ingest", empty.write("fees.csv", f"{FEES}\n{fee},逾期,\n")).json["files"][0]["kept"] == 1
    status = empty("status", number(1), "--on", "2023-05-01").json
    assert [(told["kind"], told["year"], told["amount"], told["due"], told["status"]) for told in status["fees"]] == [
        ("发明专利第9年年费", 9, 2000, "2023-03-02", "overdue")
    ]
    assert (status["state"], status["flags"], status["in_force"]) == ("in_force_grace", ["grace"], True)
    empty("ingest", empty.write("later.csv", f"{FEES}\n{fee},已缴,2023-04-20\n"))
    later = empty("status", number(1), "--on", "2023-05-01").json
    assert ([told["status"] for told in later["fees"]], later["flags"]) == (["paid"], [])
    plain = empty("status", number(1), "--on", "2023-05-01", as_json=False).out
    assert "发明专利第9年年费" in plain
    assert "2023-04-20" in plain


def test_query_page_completes_the_list_and_its_windows_are_shown(
    empty: Command, heading: str, row: Callable[..., str], number: Callable[..., str]
) -> None:
    empty("ingest", empty.write("list.csv", f"{heading}\n{row(1)}\n"))
    window = {
        "zhinajjfsj": "2023年04月03日至2023年05月02日",
        "zhinajdqnfje": 2000,
        "zhinajyjznje": 100,
        "zhinajzj": 2100,
    }
    page = {number(1): {"code": 200, "data": {"zhinajin": {"isShow": True, "svZnjList": [window]}}}}
    answer = empty("ingest", empty.write("fyxx.json", json.dumps(page, ensure_ascii=False)))
    assert answer.json["files"][0]["format"] == "cnipa_query_json"
    told = {on: empty("status", number(1), "--on", on).json for on in ("2023-04-02", "2023-04-03", "2023-05-03")}
    assert [status["flags"] for status in told.values()] == [[], ["grace"], []]
    (fee,) = told["2023-04-03"]["fees"]
    assert (fee["window_from"], fee["window_to"], fee["surcharge"]) == ("2023-04-03", "2023-05-02", 100)
    assert empty("status", number(1), "--on", "2023-04-03", "--known", "2023-04-01").json["fees"] == []
