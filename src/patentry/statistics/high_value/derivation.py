"""The spans in which inventions are of high value under a rule, kept beside the tenures."""

from __future__ import annotations

import json
from pathlib import Path

from patentry.classes import Level
from patentry.corpus import DuckEngine
from patentry.corpus.engine import Engine
from patentry.statistics.high_value.cases import CASES, Case, Evaluation
from patentry.statistics.high_value.facts import JUDGES, TABLE, chosen_concordance
from patentry.statistics.high_value.rule import HighValueRule
from patentry.statistics.industries import open_industries
from patentry.statistics.industries.derivation import concordance_of, moves_of, open_lists
from patentry.statistics.industries.places import unknown_places
from patentry.statistics.uses.facts import ALWAYS, NEVER, derive_use_events
from patentry.status.derived import code_digest, made_whole, write_tables
from patentry.status.tenures import Tenures

SPANS, CASE_SPANS, LEVELS, FACTS = "high_value", "high_value_cases", "match_levels", "case_facts"
TABLES = (SPANS, CASE_SPANS, LEVELS, FACTS)
SHOWN_PLACES = 10
_ROOMS = ("classes", "statistics.industries", "statistics.uses", "statistics.high_value")
_LISTS = ("concordances", "symbol_moves", "class_titles", "overseas_members", "pledges", "awards")
_EVALUATIONS = "evaluations.json"


def high_value_files(tenures: Tenures, rule: HighValueRule) -> dict[str, Path]:
    """Answer the files of `TABLES` under a rule, deriving them where that has not been done.

    `high_value`: a row a patent and [since, ends) with `sure` and `quality`, the cases that hold together
    ("industry+award"; the possible ones where none is sure). `high_value_cases`: the same a case, `quality` its code; a
    patent stands there once for each. `case_facts`: what they rest on.
    """
    folder = tenures.folder / _name(rule)
    if not folder.is_dir():
        _derive(tenures, rule, folder)
    return {table: folder / f"{table}.parquet" for table in TABLES}


def open_high_value(engine: Engine, tenures: Tenures, rule: HighValueRule) -> None:
    """Register the spans of high value in an engine, under names of this rule (`table_of`)."""
    for table, path in high_value_files(tenures, rule).items():
        engine.add_file(table_of(table, rule), path)


def table_of(table: str, rule: HighValueRule) -> str:
    """Answer the name of a table of this rule in an engine, which may hold those of several."""
    return f"{table}_{rule.digest}"


def evaluations_of(tenures: Tenures, rule: HighValueRule) -> tuple[Evaluation, ...]:
    """Answer which cases were evaluated, and what the others lack."""
    high_value_files(tenures, rule)
    text = (tenures.folder / _name(rule) / _EVALUATIONS).read_text(encoding="utf-8")
    told = json.loads(text)
    unknown: list[str] = told["unknown_places"]
    return tuple(
        Evaluation(
            case=case,
            missing=told["missing"][case],
            unknown_places=tuple(unknown[:SHOWN_PLACES]) if case is Case.INDUSTRY else (),
            unknown_count=len(unknown) if case is Case.INDUSTRY else 0,
        )
        for case in CASES
    )


def _name(rule: HighValueRule) -> str:
    return f"high-value-{code_digest(*_ROOMS)}-{rule.digest}"


def _derive(tenures: Tenures, rule: HighValueRule, folder: Path) -> None:
    engine = DuckEngine()
    tenures.open(engine)
    open_lists(engine, tenures, _LISTS)
    open_industries(engine, tenures)
    derive_use_events(engine, known=tenures.known)
    engine.sql(TABLE)
    missing = {str(case): JUDGES[case](engine, rule) for case in CASES}
    _derive_spans(engine)
    _derive_levels(engine, rule)
    told = {"missing": missing, "unknown_places": _unknown_places(engine, rule)}
    with made_whole(folder, tenures) as unfinished:
        write_tables(engine, unfinished, TABLES)
        (unfinished / _EVALUATIONS).write_text(json.dumps(told), encoding="utf-8")


def _derive_levels(engine: DuckEngine, rule: HighValueRule) -> None:
    """Of every invention how surely the rule's concordance has it, the surest of all its branches."""
    scheme, version = (text.replace("'", "''") for text in chosen_concordance(engine, rule) or ("", ""))
    order = ", ".join(f"'{level}'" for level in Level)
    engine.sql(
        f"""CREATE OR REPLACE TABLE match_levels AS
        SELECT c.id, {ALWAYS} AS since, {NEVER} AS ends, true AS sure,
          coalesce(b.level, CASE WHEN c.has_symbols THEN 'none' ELSE 'no_symbols' END) AS quality
        FROM classified c LEFT JOIN (
          SELECT id, arg_min(level, list_position([{order}], level)) AS level FROM industries
          WHERE scheme = '{scheme}' AND version = '{version}' GROUP BY id) b USING (id) ORDER BY c.id"""
    )


def _unknown_places(engine: DuckEngine, rule: HighValueRule) -> list[str]:
    chosen = chosen_concordance(engine, rule)
    titled = engine.sql("SELECT DISTINCT symbol FROM class_titles WHERE scheme = 'IPC'")["symbol"].to_pylist()
    if chosen is None or not titled:
        return []
    scheme, version = chosen
    moves = moves_of(engine)
    return list(unknown_places(concordance_of(engine), moves, titled=titled, scheme=scheme, version=version))


def _derive_spans(engine: DuckEngine) -> None:
    """Lay the facts over one another: +1 where one begins, -1 where it ends, and the running sum in between."""
    engine.sql(
        """CREATE OR REPLACE TABLE high_value_cases AS
        WITH edges AS (
          SELECT id, case_name, since AS day, sure::INTEGER AS sure, 1 AS any_one FROM case_facts
          UNION ALL SELECT id, case_name, ends, -sure::INTEGER, -1 FROM case_facts),
        days AS (SELECT id, case_name, day, sum(sure) AS sure, sum(any_one) AS any_one FROM edges GROUP BY ALL),
        states AS (
          SELECT id, case_name, day AS since, lead(day) OVER w AS ends, sum(sure) OVER w > 0 AS sure,
            sum(any_one) OVER w > 0 AS holds FROM days WINDOW w AS (PARTITION BY id, case_name ORDER BY day))
        SELECT id, since, ends, sure, case_name AS quality FROM states WHERE holds ORDER BY id, case_name, since"""
    )
    sums = ", ".join(
        f"sum(sure) FILTER (quality = '{case}') OVER w AS sure_{case}, "
        f"sum(any_one) FILTER (quality = '{case}') OVER w AS any_{case}"
        for case in CASES
    )
    sure = "concat_ws('+', " + ", ".join(f"CASE WHEN sure_{case} > 0 THEN '{case}' END" for case in CASES) + ")"
    possible = "concat_ws('+', " + ", ".join(f"CASE WHEN any_{case} > 0 THEN '{case}' END" for case in CASES) + ")"
    engine.sql(
        f"""CREATE OR REPLACE TABLE high_value AS
        WITH edges AS (
          SELECT id, quality, since AS day, sure::INTEGER AS sure, 1 AS any_one FROM high_value_cases
          UNION ALL SELECT id, quality, ends, -sure::INTEGER, -1 FROM high_value_cases),
        states AS (
          SELECT id, day AS since, lead(day) OVER (PARTITION BY id ORDER BY day, quality, any_one) AS ends, {sums}
          FROM edges WINDOW w AS (PARTITION BY id ORDER BY day)),
        told AS (SELECT id, since, ends, {sure} AS sure_ones, {possible} AS possible_ones FROM states)
        SELECT id, since, ends, sure_ones <> '' AS sure, coalesce(nullif(sure_ones, ''), possible_ones) AS quality
        FROM told WHERE ends > since AND possible_ones <> '' ORDER BY id, since"""
    )
