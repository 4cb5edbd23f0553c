"""`patentry claims` as printed and as JSON, and what `records` says of outdated claims."""

from __future__ import annotations

import json
from typing import Any

Command = Any
GRANT = {
    "publication_number": "CN101000001B", "application_number": "CN200810000001.0", "authority": "CN", "kind": "B",
    "right_type": "invention", "publication_date": "2012-03-07", "grant_date": "2012-03-07",
    "claims": [
        {"number": 1, "text": "1. 一种泵，包括盖"},
        {"number": 2, "text": "根据权利要求1所述的泵，其特征在于，盖为圆形"},
        {"number": 3, "text": "一种船，包括权利要求1或2所述的泵"},
    ],
}  # fmt: skip


def test_claims_are_printed_as_a_tree(empty: Command) -> None:
    empty("ingest", empty.write("grant.jsonl", json.dumps(GRANT, ensure_ascii=False)))
    lines = empty("claims", "CN101000001B", "--on", "2013-01-01", as_json=False).lines
    assert lines[:4] == [
        "CN101000001B: on 2013-01-01 the claims are those of CN101000001B (as granted, 2012-03-07)",
        "1 一种泵，包括盖",
        "  2 [1] 根据权利要求1所述的泵，其特征在于，盖为圆形",
        "3 [1, 2] 一种船，包括权利要求1或2所述的泵",
    ]
    assert "no claims had been published" in empty("claims", "CN101000001B", "--on", "2011-01-01", as_json=False).out


def test_claims_have_a_contract(empty: Command) -> None:
    empty("ingest", empty.write("grant.jsonl", json.dumps(GRANT, ensure_ascii=False)))
    answer = empty("claims", "CN101000001B", "--on", "2013-01-01").json
    version = {"publication_number": "CN101000001B", "kind": "B", "date": "2012-03-07", "decision_number": None}
    assert version.items() <= answer["version"].items()
    assert (answer["number"], answer["on"], answer["claims_outdated"]) == ("CN101000001B", "2013-01-01", False)
    assert [(c["number"], c["depends_on"], c["is_dependent"]) for c in answer["claims"]] == [
        (1, [], False),
        (2, [1], True),
        (3, [1, 2], False),
    ]
    assert answer["claims"][1]["limitations"] == ["盖为圆形"]
    assert len(answer["versions"]) == 1


def test_families_are_printed_with_what_joins_them(empty: Command) -> None:
    later = GRANT | {
        "publication_number": "US10000011B2", "application_number": "US16000011", "authority": "US", "kind": "B2",
        "priorities": [{"number": GRANT["application_number"]}],
    }  # fmt: skip
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in (GRANT, later))
    empty("ingest", empty.write("family.jsonl", lines))
    printed = empty("families", "US10000011B2", as_json=False).out
    assert "family P:CN2008" in printed
    assert "the same priorities" in printed
    answer = empty("families", "US10000011B2", "--rule", "extended").json
    assert [member["joined_by"] for member in answer["members"]] == [["same_priorities"], []]
    record = json.loads(empty("records").lines[0])
    assert record["family_id"] is None
    assert record["family"].startswith("P:CN2008")


def test_records_say_whether_claims_are_outdated_and_take_their_own_export_back(empty: Command) -> None:
    events = "number,date,effective_date,code,text\nCN200810000001.0,2015-09-02,,IP01,专利权部分无效\n"
    grant = empty.write("grant.jsonl", json.dumps(GRANT, ensure_ascii=False))
    empty("ingest", grant)
    assert json.loads(empty("records").out)["claims_outdated"] is False
    empty("ingest", empty.write("events.csv", events))
    exported = empty("records").out
    assert json.loads(exported)["claims_outdated"] is True
    told = empty("claims", "CN101000001B", "--on", "2016-01-01", as_json=False).out
    assert "its text has not been ingested" in told
    back = empty("ingest", empty.write("export.jsonl", exported)).json["files"][0]
    assert (back["kept"], back["problems"]) == (1, [])
    assert empty("records").out == exported
