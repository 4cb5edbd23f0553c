"""What the groups of a grouping are called, where they are neither codes with a sentence nor names themselves."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from patentry.corpus import DuckEngine
from patentry.statistics.industries.derivation import open_lists
from patentry.statistics.structure.grouping import INDUSTRIES, TECHNOLOGY_FIELD
from patentry.statistics.structure.tables import LIST_OF, Concordances, chosen_scheme, demand_list
from patentry.status.tenures import Tenures


@dataclass(frozen=True, slots=True)
class GroupName:
    """A group's name in both languages; where a concordance has one only, it stands for both."""

    zh: str
    en: str


@cache
def _fields() -> Mapping[str, GroupName]:
    text = files("patentry.statistics.structure").joinpath("technology_fields.csv").read_text("utf-8")
    return {row["field"]: GroupName(row["zh"], row["en"]) for row in csv.DictReader(text.splitlines())}


def group_names(tenures: Tenures, by: str, chosen: Concordances) -> Mapping[str, GroupName]:
    """Answer the names of groups by their code: WIPO's 35 fields, the branches of a concordance.

    Raises `Refusal` where the list a grouping rests on is not on file.
    """
    if by in LIST_OF:
        demand_list(DuckEngine(memory_limit="256MB", threads=1), tenures, by)
    if by == TECHNOLOGY_FIELD:
        return _fields()
    if by not in INDUSTRIES:
        return {}
    engine = DuckEngine(memory_limit="256MB", threads=1)
    open_lists(engine, tenures, ("concordances",))
    scheme, version = chosen_scheme(engine, by, chosen)
    rows = engine.sql(
        "SELECT branch, min(branch_name) AS name FROM concordances WHERE scheme = ? AND version = ? GROUP BY branch",
        (scheme, version),
    ).to_pylist()
    return {row["branch"]: _named(row["name"] or row["branch"]) for row in rows}


def _named(text: str) -> GroupName:
    """The name of a branch, which a table may write "中文 / English"."""
    zh, _mark, en = text.partition(" / ")
    return GroupName(zh, en or zh)
