"""What kind of applicant a name is: enterprise, university, research unit, agency or body, individual (非职务)."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

import pyarrow as pa

from patentry.corpus import DuckEngine

TYPES = ("enterprise", "university", "research", "agency", "individual")
"""企业 · 高等院校 · 科研单位 · 机关团体 (together 职务) · 个人 (非职务)."""


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    text = files("patentry.statistics.structure").joinpath(name).read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def stated_type(word: str) -> str | None:
    """Answer the type a file's own word for the applicant means; None for a word that says nothing."""
    folded = word.strip().casefold()
    return next((row["type"] for row in _table("stated_types.csv") if row["stated"] == folded), None)


def derive_types(engine: DuckEngine) -> None:
    """Make the tables `stated_types` (a word of the files → type) and `holder_types` (party → type by its name)."""
    words = engine.sql(
        """SELECT DISTINCT applicant_type FROM patents WHERE applicant_type IS NOT NULL ORDER BY applicant_type"""
    )["applicant_type"].to_pylist()
    known = [(word, kind) for word in words if (kind := stated_type(word)) is not None]
    engine.add_rows("stated_types", _pairs(known, "applicant_type"))
    _name_types(engine)
    left = engine.sql("SELECT DISTINCT name FROM named WHERE type IS NULL")["name"].to_pylist()
    told = [(name, kind) for name in left if (kind := _leftover(name)) is not None]
    engine.add_rows("told", _pairs(told, "name"))
    engine.sql(
        """CREATE OR REPLACE TABLE holder_types AS SELECT n.party, coalesce(n.type, t.type) AS type
           FROM named n LEFT JOIN told t USING (name) WHERE coalesce(n.type, t.type) IS NOT NULL ORDER BY n.party"""
    )


def _name_types(engine: DuckEngine) -> None:
    """By the words of the table, in its order; a remark in brackets at the end of a name is no part of it."""
    tests = " ".join(
        f"WHEN regexp_matches(bare, '{row['pattern'].replace(chr(39), chr(39) * 2)}') THEN '{row['type']}'"
        for row in _table("holder_words.csv")
    )
    engine.sql(
        f"""CREATE OR REPLACE TABLE named AS
        SELECT party, name, CASE {tests} END AS type FROM (
          SELECT party, trim(seated.name) AS name,
            regexp_replace(trim(translate(seated.name, '（）', '()')), '(?:\\((?:[^合()]*)\\)|\\s)+$', '') AS bare
          FROM parties WHERE trim(seated.name) <> '')"""
    )


@cache
def type_of_name(name: str) -> str | None:
    """Answer the type a holder's name alone tells; None where it tells none."""
    bare = re.sub(r"(?:\((?:[^合()]*)\)|\s)+$", "", name.replace("（", "(").replace("）", ")").strip())
    for row in _table("holder_words.csv"):
        if re.search(row["pattern"], bare):
            return row["type"]
    return _leftover(name.strip()) if bare else None


def _leftover(name: str) -> str | None:
    """A name without a telling ending: a legal form inside it, or a person."""
    # Imported here: the tables of names take a moment to load, and other groupings do without them.
    from patentry.parties.names import normal_form

    form = normal_form(name)
    if form.is_person:
        return "individual"
    return "enterprise" if form.form else None


def _pairs(rows: list[tuple[str, str]], key: str) -> pa.Table:
    return pa.table(
        {
            key: pa.array([row[0] for row in rows], pa.string()),
            "type": pa.array([row[1] for row in rows], pa.string()),
        }
    )
