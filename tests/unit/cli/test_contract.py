"""The forms other programs rely on: every key, every exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Command = Any
RECORD = (
    "publication_number", "authority", "kind", "right_type", "application_number", "filing_date", "publication_date",
    "grant_date", "title", "abstract", "claims", "inventors", "applicants", "holders", "ipc", "cpc", "citations",
    "non_patent_citations", "family_id",
)  # fmt: skip
STATUS = (
    "number", "on", "view", "known", "in_force", "state", "reason", "since", "until", "expires_on", "next_fee_due",
    "holders", "region", "flags", "events", "fees",
)  # fmt: skip
FIGURE = ("figure", "unit", "snapshot", "view", "known", "attribution", "data_through", "rows")
ROW = (
    "region", "on", "value", "numerator", "unknown", "denominator", "denominator_date", "basis", "source", "group",
    "provisional", "growth", "versus",
)  # fmt: skip
CORE = ("--region", "core", "--on", "2023-06-30")


def only_row(answer: Any) -> dict[str, Any]:
    (row,) = answer.json["rows"]
    assert isinstance(row, dict)
    return row


def test_ingest_accounts_for_every_document(empty: Command, heading: str, row: Callable[..., str]) -> None:
    bad = row(2).replace("2015-03-02", "2023-02-30")
    path = empty.write("list.csv", "\n".join([heading, row(1), bad]) + "\n")
    answer = empty("ingest", path)
    assert answer.code == 0
    assert answer.json == {
        "snapshot": 1,
        "files": [
            {
                "path": str(path), "format": "cnipa_table", "documents": 2, "kept": 1, "rejected": 1,
                "problems": [
                    {"code": "date_impossible", "severity": "rejected", "count": 1,
                     "example": {"row": 3, "field": "申请日", "value": "2023-02-30"}}
                ],
            }
        ],
    }  # fmt: skip
    again = empty("ingest", path)
    assert (again.code, again.json) == (0, answer.json)


def test_ingest_answers_one_only_where_nothing_could_be_taken(empty: Command, heading: str) -> None:
    nothing_wrong = empty.write("headings.csv", heading + "\n")
    nothing_right = empty.write("letter.txt", "Dear officer,\n")
    assert empty("ingest", nothing_wrong).code == 0
    refused = empty("ingest", nothing_right)
    assert (refused.code, refused.json["snapshot"]) == (1, 0)
    assert refused.json["files"][0] | {"problems": []} == {
        "path": str(nothing_right), "format": None, "documents": 1, "kept": 0, "rejected": 1, "problems": [],
    }  # fmt: skip
    missing = empty("ingest", empty.folder / "nowhere.csv")
    assert (missing.code, missing.json["files"][0]["problems"][0]["code"]) == (1, "file_missing")


def test_a_named_format_overrides_what_the_content_says(empty: Command, heading: str, row: Callable[..., str]) -> None:
    path = empty.write("list.csv", f"{heading}\n{row(1)}\n")
    answer = empty("ingest", path, "--format", "legal_events")
    assert answer.code == 1
    assert answer.json["files"][0]["problems"][0]["code"] in {"column_missing", "heading_missing"}
    assert empty("ingest", path, "--format", "cnipa_table").code == 0
    assert empty("ingest", path, "--format", "nonsense").code == 2


def test_records_are_printed_with_the_contracts_fields_in_its_order(district: Command) -> None:
    answer = district("records", "--format", "jsonl")
    records = [json.loads(line) for line in answer.lines]
    assert answer.code == 0
    assert len(records) == 11
    assert all(tuple(record)[: len(RECORD)] == RECORD for record in records)
    grant = next(record for record in records if record["publication_number"] == "CN104000002B")
    assert {name: grant[name] for name in RECORD[:8]} == {
        "publication_number": "CN104000002B", "authority": "CN", "kind": "B", "right_type": "invention",
        "application_number": "CN201510000002.8", "filing_date": "2015-03-02", "publication_date": "2017-05-03",
        "grant_date": "2017-05-03",
    } | {"application_number": grant["application_number"]}  # fmt: skip
    assert grant["title"] == {"zh": "一种装置2"}
    party = {"name": "云州甲公司", "country": None, "address": "云州市高新区科创路8号"}
    assert (grant["applicants"], grant["ipc"], grant["claims"]) == ([party], ["H01L21/00"], [])
    without_publication = next(record for record in records if record["publication_number"] is None)
    assert without_publication["application_number"].startswith("CN201510000008.")


def test_records_ingested_again_give_the_same_records_line_for_line(district: Command, empty: Command) -> None:
    printed = district("records", "--format", "jsonl", as_json=False).out
    path = empty.write("export.jsonl", printed)
    answer = empty("ingest", path)
    assert answer.json["files"][0] | {"problems": []} == {
        "path": str(path), "format": "table", "documents": 11, "kept": 11, "rejected": 0, "problems": [],
    }  # fmt: skip
    assert empty("records", "--format", "jsonl").out == printed


@pytest.mark.parametrize("spelling", ["{}", "CN{}", "ZL{}", "cn {}"])
def test_any_form_of_a_number_names_the_patent(district: Command, number: Callable[..., str], spelling: str) -> None:
    named = spelling.format(number(3))
    assert [json.loads(line)["kind"] for line in district("records", "--number", named).lines] == ["A", "B"]
    assert district("status", named, "--on", "2023-06-30").json["number"] == "CN104000003B"
    assert district("figure", "effective_inventions", *CORE, "--why", named).json["counted"] is True


@pytest.mark.parametrize("named", ["CN104000003B", "CN104000003A", "104000003", "CN 104000003 B"])
def test_any_publication_number_names_the_patent(district: Command, named: str) -> None:
    assert [json.loads(line)["kind"] for line in district("records", "--number", named).lines] == ["A", "B"]
    assert district("status", named, "--on", "2023-06-30").json["number"] == "CN104000003B"


def test_thirteen_digits_without_the_point_name_the_patent_too(district: Command, number: Callable[..., str]) -> None:
    assert district("status", number(3).replace(".", ""), "--on", "2023-06-30").json["number"] == "CN104000003B"


def test_status_has_the_contracts_form(district: Command, number: Callable[..., str]) -> None:
    answer = district("status", number(2), "--on", "2023-06-30").json
    assert tuple(answer) == STATUS
    # 2 March 2024 is a Saturday: the fee can still be paid on the Monday.
    assert answer | {"reason": "", "events": []} == {
        "number": "CN104000002B", "on": "2023-06-30", "view": "recorded", "known": None, "in_force": True,
        "state": "in_force", "reason": "", "since": "2017-05-03", "until": "2035-03-02", "expires_on": "2035-03-02",
        "next_fee_due": "2024-03-04", "holders": ["云州甲公司"], "region": "core", "flags": ["pledged"], "events": [],
        "fees": [],
    }  # fmt: skip
    (event,) = answer["events"]
    assert {name: event[name] for name in ("effective", "announced", "code", "text", "effect")} == {
        "effective": "2022-02-11", "announced": "2022-03-01", "code": "", "text": "专利权质押合同登记的生效",
        "effect": "a flag only",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("on", "options", "in_force"),
    [
        ("2021-01-01", (), True),
        ("2021-01-01", ("--view", "legal"), False),
        ("2021-01-01", ("--view", "legal", "--known", "2021-01-31"), True),
        ("2021-07-01", (), False),
        ("2021-07-01", ("--snapshot", "1"), True),
        ("2016-01-01", (), False),
    ],
)
def test_status_depends_on_day_view_what_was_known_and_snapshot(
    district: Command, number: Callable[..., str], on: str, options: tuple[str, ...], in_force: bool
) -> None:
    answer = district("status", number(1), "--on", on, *options)
    assert (answer.code, answer.json["in_force"]) == (0, in_force)


def test_an_unsettled_status_is_null(district: Command, number: Callable[..., str]) -> None:
    answer = district("status", number(8), "--on", "2023-06-30").json
    assert (answer["in_force"], answer["state"]) == (None, "unknown")


def test_a_figure_has_the_contracts_form(district: Command) -> None:
    answer = district("figure", "inventions_per_10k", *CORE, "--versus", "published").json
    assert tuple(answer)[: len(FIGURE)] == FIGURE
    assert {name: answer[name] for name in FIGURE[:7]} == {
        "figure": "inventions_per_10k", "unit": "patents_per_10k", "snapshot": 2, "view": "recorded", "known": None,
        "attribution": "cnipa", "data_through": "2022-03-01",
    }  # fmt: skip
    row = answer["rows"][0]
    assert tuple(row)[: len(ROW)] == ROW
    assert (row["value"], row["numerator"], row["denominator"], row["unknown"]) == (2, 4, 20_000, 2)
    assert (row["denominator_date"], row["basis"], row["source"]) == ("2022-12-31", "prior_year_end", "统计公报")
    assert (row["group"], row["provisional"]) == (None, True)
    growths = {"year_on_year", "previous", "year_end"}
    assert set(row["growth"]) == growths | {f"{name}_points" for name in growths}
    assert row["growth"]["year_on_year_points"] is None
    assert row["growth"]["year_on_year"] == pytest.approx((4 / 2) / (3 / 1.9) - 1)
    assert {name: row["versus"][name] for name in ("region", "on", "value", "source")} == {
        "region": "city", "on": "2022-12-31", "value": 50.5, "source": "市知识产权局",
    }  # fmt: skip
    assert row["versus"]["ratio"] == pytest.approx(2 / 50.5)
    assert row["versus"]["difference"] == pytest.approx(2 - 50.5)
    assert {"versus.dates_differ", "versus.part_of_whole"} <= set(row["versus"]["notes"])


def test_explain_lists_exactly_the_patents_counted_and_leaves_out_the_unknown(district: Command) -> None:
    answer = district("figure", "effective_inventions", *CORE, "--explain").json
    patents = answer["patents"]
    assert len(patents) == answer["rows"][0]["value"] == 4
    assert answer["rows"][0]["unknown"] == 2
    assert {patent["number"] for patent in patents} == {f"CN10400000{serial}B" for serial in (2, 3, 4, 5)}
    assert all(
        set(patent) == {"number", "application_number", "since", "reason", "quality", "days"} for patent in patents
    )
    assert "patents" not in district("figure", "effective_inventions", *CORE).json


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        *((figure, "cnipa") for figure in ("effective_inventions", "inventions_per_10k", "grants", "applications")),
        *(("effective_inventions", rule) for rule in ("holder_now", "applicant_at_filing", "any", "fractional")),
        ("grants", "any"),
    ],
)
def test_each_figure_explains_as_many_patents_as_it_counts(district: Command, figure: str, rule: str) -> None:
    answer = district("figure", figure, "--region", "zone", "--on", "2017-12-31", "--attribution", rule, "--explain")
    assert answer.code == 0
    assert answer.json["attribution"] == rule
    assert len(answer.json["patents"]) == only_row(answer)["numerator"]


def test_a_series_has_a_row_for_each_period(district: Command) -> None:
    answer = district(
        "figure", "grants", "--region", "zone", "--from", "2017-01-01", "--to", "2018-12-31", "--every", "year"
    )
    assert [(row["on"], row["value"]) for row in answer.json["rows"]] == [("2017-12-31", 5), ("2018-12-31", 1)]


def test_a_breakdown_names_its_groups(district: Command) -> None:
    rows = district("figure", "effective_inventions", *CORE, "--by", "holder").json["rows"]
    assert {row["group"]: row["value"] for row in rows if row["value"]} == {"云州甲公司": 3, "云州乙公司": 1}


@pytest.mark.parametrize(
    ("serial", "counted", "test"),
    [(2, True, None), (1, False, "in_force"), (6, None, "region"), (7, False, "right_type"), (8, None, "in_force"),
     (9, False, "granted"), (10, False, "region")],
)  # fmt: skip
def test_why_says_which_test_decides(
    district: Command, number: Callable[..., str], serial: int, counted: bool | None, test: str | None
) -> None:
    kind = 2 if serial == 7 else 1
    answer = district("figure", "effective_inventions", *CORE, "--why", number(serial, kind=kind))
    assert answer.code == 0
    assert answer.json["counted"] is counted
    reasons = answer.json["reasons"]
    assert all(set(reason) == {"test", "result", "evidence"} and reason["evidence"] for reason in reasons)
    if test is not None:
        assert counted in [reason["result"] for reason in reasons if reason["test"] == test]


def test_why_of_a_number_that_is_not_in_the_files(district: Command, number: Callable[..., str]) -> None:
    answer = district("figure", "effective_inventions", *CORE, "--why", number(999))
    assert (answer.code, answer.json["counted"]) == (0, False)
    assert number(999) in answer.json["reasons"][0]["evidence"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "201510000002.X", "--on", "2023-06-30"),
        ("status", "not a number", "--on", "2023-06-30"),
        ("status", "CN999999999B", "--on", "2023-06-30"),
        ("records", "--number", "2.01410E+11"),
        ("records", "--snapshot", "99"),
        ("figure", "effective_inventions", "--region", "nowhere", "--on", "2023-06-30"),
        ("figure", "no_such_figure", *CORE),
        ("figure", "effective_inventions", *CORE, "--versus", "core"),
        ("figure", "effective_inventions", *CORE, "--versus", "nowhere"),
        ("figure", "effective_inventions", *CORE, "--versus", "published"),
        ("figure", "effective_inventions", *CORE, "--snapshot", "99"),
        ("figure", "grants", "--region", "core", "--from", "2023-01-01", "--to", "2022-01-01", "--every", "month"),
        ("figure", "effective_inventions", *CORE, "--why", "not a number"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_one_sentence(district: Command, arguments: tuple[str, ...]) -> None:
    answer = district(*arguments)
    assert (answer.code, answer.out) == (1, "")
    assert json.loads(answer.err)["error"].strip()
    for lang in ("zh", "en"):
        plain = district(*arguments, as_json=False, lang=lang)
        assert plain.code == 1
        assert plain.err.count("\n") == 1
        assert "Traceback" not in plain.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("status", "CN104000002B"),
        ("status", "CN104000002B", "--on", "2023-02-30"),
        ("status", "CN104000002B", "--on", "30.11.2023"),
        ("status", "CN104000002B", "--on", "2023-06-30", "--view", "both"),
        ("figure", "effective_inventions", "--region", "core"),
        ("figure", "effective_inventions", "--on", "2023-06-30"),
        ("figure", "effective_inventions", *CORE, "--every", "month"),
        ("figure", "effective_inventions", "--region", "core", "--from", "2022-01-01", "--to", "2023-01-01"),
        ("figure", "effective_inventions", *CORE, "--by", "colour"),
        ("figure", "effective_inventions", *CORE, "--attribution", "mine"),
        ("records", "--snapshot", "zero"),
        ("records", "--format", "xml"),
        ("ingest",),
    ],
)
def test_wrong_usage_is_two(district: Command, arguments: tuple[str, ...]) -> None:
    answer = district(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "usage:" in answer.err


def test_a_folder_that_is_no_home_is_refused(empty: Command, number: Callable[..., str]) -> None:
    (empty.home / "patentry-home").unlink()
    for arguments in (("records",), ("status", number(1), "--on", "2023-06-30"), ("snapshots",), ("ingest", "x.csv")):
        answer = empty(*arguments)
        assert answer.code == 1
        assert "init" in json.loads(answer.err)["error"]


def test_an_empty_home_has_no_records_and_no_figures_yet(empty: Command) -> None:
    assert (empty("records").code, empty("records").out) == (0, "")
    assert empty("snapshots").json == {"snapshots": [], "sources": []}
    refused = empty("figure", "effective_inventions", *CORE)
    assert refused.code == 1
    assert "ingest" in json.loads(refused.err)["error"]
