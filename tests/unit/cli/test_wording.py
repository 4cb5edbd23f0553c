"""Everything the library can say, it can say in both languages; and it never needs a sentence it does not have."""

from __future__ import annotations

import ast
import csv
import re
import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import patentry
from patentry.numbers.errors import CODES
from patentry.parties import Place
from patentry.records import EventKind, RightType
from patentry.statistics import Attribution
from patentry.statistics.counting import GROUPINGS
from patentry.statistics.desk import VIEWS
from patentry.status.effects import Cause
from patentry.status.standing import ENDED_STATES, FLAGS, NEVER_GRANTED
from patentry.wording import TABLES, codes, say

SOURCE = Path(patentry.__file__).parent
RAISED = {
    "Problem": 0, "UnreadableFileError": 0, "RowRefusedError": 0, "CellError": 0, "RefusedDocumentError": 0,
    "RecordFieldError": 0, "NumberError": 0, "Refused": 1, "warn": 0, "required": 2,
}  # fmt: skip
"""Calls that make a problem, and which argument is its code."""
FAMILIES = (
    "attribution|cause|cli|effect|event|figure|flag|grouping|home|note|patent|period|place|problem|region|rule"
    "|right_type|snapshot|state|template|test|versus|view|why"
)
CODE = re.compile(rf"(?:{FAMILIES})\.[a-z0-9_]+(?:\.[a-z0-9_]+)*")


def trees() -> Iterator[ast.Module]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def _name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _constants(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def problem_codes_in_source() -> set[str]:
    """First arguments of what makes problems, `missing=` and what `complaint_…` functions return."""
    found: set[str] = set(CODES)
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                place = RAISED.get(_name_of(node))
                asked = [node.args[place]] if place is not None and len(node.args) > place else []
                asked += [word.value for word in node.keywords if word.arg in ("missing", "code")]
                found |= {a.value for a in asked if isinstance(a, ast.Constant) and isinstance(a.value, str)}
            elif isinstance(node, ast.FunctionDef) and node.name.startswith("complaint"):
                returned = [n.value for n in ast.walk(node) if isinstance(n, ast.Return) and n.value is not None]
                found |= {c for value in returned for c in _constants(value)}
    return found


def rows() -> list[dict[str, str]]:
    room = files("patentry.wording")
    tables = (room.joinpath(table).read_text(encoding="utf-8").splitlines() for table in TABLES)
    return [row for table in tables for row in csv.DictReader(table)]


def places_in(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_problem_any_reader_can_emit_has_words() -> None:
    found = problem_codes_in_source()
    assert len(found) > 50
    assert not {code for code in found if f"problem.{code}" not in codes()}


def test_no_problem_has_words_that_nothing_says() -> None:
    said = {constant for tree in trees() for constant in _constants(tree)}
    worded = {code.removeprefix("problem.") for code in codes() if code.startswith("problem.")}
    assert not worded - said


def test_every_code_written_in_the_source_has_words() -> None:
    written = {c for tree in trees() for c in _constants(tree) if CODE.fullmatch(c)}
    assert len(written) > 50
    assert not written - codes()


ENDINGS = (
    Cause.EXPIRY, Cause.FEE_LAPSE, Cause.ABANDONMENT, Cause.DOUBLE_PATENTING, Cause.WHOLE_INVALIDATION,
    Cause.US_FEE_UNPAID, Cause.NO_FEE_DATA, Cause.NOT_ANNOUNCED, Cause.VENDOR_LAPSED, Cause.SETTLED,
)  # fmt: skip
OPEN = (
    Cause.GRANT, Cause.RESTORATION, Cause.NO_GRANT_DATE, Cause.NO_FEE_DATA, Cause.NO_FILING_DATE,
    Cause.LAPSE_BEFORE_GRANT, Cause.NOT_ANNOUNCED, Cause.VENDOR_LAPSED,
)  # fmt: skip
FAMILY = {
    "cause": [*(cause.name.lower() for cause in Cause), "not_granted_yet", "application"],
    "effect": list(EventKind),
    "event": list(EventKind),
    "right_type": list(RightType),
    "why.right_type": list(RightType),
    "why.region": list(Place),
    "place": list(Place),
    "flag": list(FLAGS),
    "state": [*ENDED_STATES.values(), *NEVER_GRANTED.values(), "in_force", "in_force_grace", "pending", "not_filed",
              "in_force_partially_invalidated", "unknown", "lapsed"],
    "rule": [*Attribution, "cnipa.patentee", "cnipa.applicant"],
    "attribution": list(Attribution),
    "view": list(VIEWS),
    "test": ["known", "right_type", "granted", "region", "in_force", "period", "counted_once"],
    "why.ended": [*(cause.name.lower() for cause in ENDINGS), "not_granted_yet",
                  *(f"effect.{kind}" for kind in NEVER_GRANTED)],
    "why.open": [cause.name.lower() for cause in OPEN],
    "why.in_force": [cause.name.lower() for cause in (Cause.GRANT, Cause.RESTORATION)],
    "cli.figure": ["on", "region", "group", "value", "numerator", "denominator", "unknown", "growth", "versus"],
    "status": ["effective", "announced", "code", "event", "effect"],
}  # fmt: skip


@pytest.mark.parametrize("family", FAMILY)
def test_every_member_of_a_family_has_words(family: str) -> None:
    assert not {f"{family}.{member}" for member in FAMILY[family]} - codes()


def test_every_code_stands_once() -> None:
    written = [row["code"] for row in rows()]
    assert not {code for code in written if written.count(code) > 1}


def test_both_languages_are_there_and_name_the_same_values() -> None:
    for row in rows():
        assert None not in row.values(), row
        assert None not in row, row
        assert row["zh"].strip(), row["code"]
        assert row["en"].strip(), row["code"]
        assert places_in(row["zh"]) == places_in(row["en"]), row["code"]


def test_chinese_is_chinese_and_english_is_english() -> None:
    han = re.compile("[\u4e00-\u9fff]")
    for row in rows():
        if not row["code"].startswith(("cli.figure.terms",)):
            assert han.search(row["zh"]), row["code"]
        stated_in_english = row["en"].replace("人", "").replace("万", "")
        assert not han.search(stated_in_english), row["code"]


def test_a_problem_says_what_to_do_and_needs_no_more_than_its_value() -> None:
    for row in rows():
        if row["code"].startswith("problem."):
            assert places_in(row["zh"]) <= {"value"}, row["code"]
            assert len(re.split(r"[。；]", row["zh"].strip("。"))) >= 2, row["code"]
            assert row["zh"].endswith("。"), row["code"]
            assert row["en"].endswith("."), row["code"]
            assert len(re.split(r"[.;:,] ", row["en"])) >= 2, row["code"]


def test_a_code_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("problem.no_such", lang="en")


def test_groupings_are_spelt_as_the_contract_spells_them() -> None:
    assert set(GROUPINGS) == {
        "region",
        "holder",
        "applicant_type",
        "ipc_section",
        "ipc_class",
        "right_type",
        "category",
        "overlap",
        "match_level",
        "outcome",
        "co_owners",
        "official_type",
        "type_basis",
        "enterprise_tag",
        "strategic_industry",
        "digital_industry",
        "green_technology",
        "technology_field",
        "ipc_subclass",
    }
