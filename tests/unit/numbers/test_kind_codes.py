"""What kind codes mean, and when."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files
from typing import get_args

import pytest

from patentry.numbers import KindMeaning, Stage, meaning_of_kind


@pytest.mark.parametrize(
    ("authority", "kind", "on", "stage", "right"),
    [
        ("CN", "A", "2012-05-02", "application", "invention"),
        ("CN", "B", "1990-05-02", "examined_application", "invention"),
        ("CN", "B", "1992-12-31", "examined_application", "invention"),
        ("CN", "B", "2010-04-07", "grant", "invention"),
        ("CN", "B", "2014-06-11", "grant", "invention"),
        ("CN", "C", "2005-05-04", "grant", "invention"),
        ("CN", "C", "2010-04-07", "other", None),
        ("CN", "C3", "2012-05-02", "after_invalidation", "invention"),
        ("CN", "U", "1990-05-02", "examined_application", "utility_model"),
        ("CN", "U", "2014-06-11", "grant", "utility_model"),
        ("CN", "Y", "2005-05-04", "grant", "utility_model"),
        ("CN", "Y1", "2014-06-11", "after_invalidation", "utility_model"),
        ("CN", "S", "2014-06-11", "grant", "design"),
        ("CN", "D", "2005-05-04", "grant", "design"),
        ("CN", "S7", "2014-06-11", "after_invalidation", "design"),
        ("CN", "S8", "2014-06-11", "correction", "design"),
        ("CN", "B8", "2014-06-11", "correction", "invention"),
        ("US", "A", "1999-06-01", "grant", "invention"),
        ("US", "A1", "2000-12-26", "grant", "invention"),
        ("US", "A1", "2004-01-01", "application", "invention"),
        ("US", "B1", "1999-06-01", "other", None),
        ("US", "B2", "2012-01-10", "grant", "invention"),
        ("US", "S1", "2012-01-10", "grant", "design"),
        ("US", "P1", "2000-12-26", "grant", "plant"),
        ("US", "P1", "2004-01-01", "application", "plant"),
        ("US", "P3", "2004-01-06", "grant", "plant"),
        ("US", "E1", "2004-01-06", "grant", None),
        ("US", "H1", "2004-01-06", "other", "other"),
        ("EP", "B1", "2004-01-07", "grant", "invention"),
        ("EP", "A3", "2004-01-07", "search_report", "invention"),
        ("EP", "B2", "2004-01-07", "after_invalidation", "invention"),
        ("WO", "A9", "2004-01-08", "correction", "invention"),
        ("NZ", "B2", "2004-01-08", "other", None),
    ],
)
def test_kind_means_what_it_meant_on_the_day(authority: str, kind: str, on: str, stage: str, right: str | None) -> None:
    meaning = meaning_of_kind(authority=authority, kind=kind, on=date.fromisoformat(on))
    assert (meaning.stage, meaning.right_type) == (stage, right)


def test_without_a_day_the_latest_meaning_is_given_and_said_to_be_uncertain() -> None:
    assert meaning_of_kind(authority="CN", kind="B", on=None) == KindMeaning("grant", "invention", False)
    assert meaning_of_kind(authority="CN", kind="C", on=None) == KindMeaning("grant", "invention", True)
    assert meaning_of_kind(authority="CN", kind="Q", on=None).stage == "other"


def test_every_row_has_a_stage_a_source_and_an_era_of_its_own() -> None:
    table = files("patentry.numbers").joinpath("kind_codes.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    spans: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        assert row["stage"] in get_args(Stage)
        assert row["source"]
        spans.setdefault((row["authority"], row["kind"]), []).append((row["valid_from"], row["valid_to"] or "9"))
    for eras in spans.values():
        eras.sort()
        assert all(eras[i][1] <= eras[i + 1][0] for i in range(len(eras) - 1))
        assert all(start < end for start, end in eras)
