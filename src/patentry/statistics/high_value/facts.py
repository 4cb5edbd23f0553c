"""What each case rests on, as spans of time: SQL that appends to the table `case_facts`.

A fact is (id, case_name, since, ends, sure, reason, fact, on_day, source): the patent meets the case in [since, ends),
surely or possibly, for a `reason` (a code of `patentry.wording` after `why.high_value.`).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from importlib.resources import files

from patentry.corpus import DuckEngine
from patentry.statistics.high_value.cases import Case
from patentry.statistics.high_value.rule import CONTRACT, FILING, HighValueRule
from patentry.statistics.uses.facts import ALWAYS, NEVER, derive_pledges, numbered

STRATEGIC = ("战略性新兴产业", "战略新兴产业", "sei", "strategicemerging")
"""What a concordance of the strategic emerging industries is called, folded; a setting names another."""
HONG_KONG_MACAO_TAIWAN = "'HK', 'MO', 'TW'"
_NOT_GRANTED = (
    "未授权|审查|实审|公开|公布|驳回|撤回|视撤|pending|application|examination|refused|rejected|withdrawn|abandoned"
)
_OVER = "失效|终止|届满|无效|放弃|lapsed|expired|ceased|revoked|terminated"

TABLE = """CREATE OR REPLACE TABLE case_facts (id INTEGER, case_name VARCHAR, since DATE, ends DATE, sure BOOLEAN,
  reason VARCHAR, fact VARCHAR, on_day DATE, source VARCHAR)"""


def _inventions(table: str) -> str:
    """The SQL of an officer's list with the invention that each row names."""
    return numbered(table, only="p.right_type = 'invention'")


def industry(engine: DuckEngine, rule: HighValueRule) -> str | None:
    """HV1: an IPC place with a keyword is sure; IPC alone, an open list or nothing to look in, possible."""
    chosen = chosen_concordance(engine, rule)
    if chosen is None:
        return "no_concordance"
    scheme, version = (text.replace("'", "''") for text in chosen)
    engine.sql(
        f"""INSERT INTO case_facts
        SELECT i.id, 'industry', {ALWAYS}, {NEVER}, i.level = 'matched' AND NOT i.coarse,
          CASE WHEN i.coarse THEN 'industry.moved'
            WHEN i.level = 'ipc_keyword_miss' THEN 'industry.no_text' ELSE 'industry.' || i.level END,
          i.branch, NULL, '{scheme} {version}'
        FROM industries i JOIN classified c USING (id) WHERE i.scheme = '{scheme}' AND i.version = '{version}'
          AND (i.level <> 'ipc_keyword_miss' OR NOT c.has_text)
        UNION ALL
        SELECT id, 'industry', {ALWAYS}, {NEVER}, false, 'industry.no_symbols', '', NULL, '{scheme} {version}'
        FROM classified WHERE NOT has_symbols"""
    )
    return None


def chosen_concordance(engine: DuckEngine, rule: HighValueRule) -> tuple[str, str] | None:
    """Answer scheme and version of the concordance on file that the rule means; of several versions the last."""
    rows = engine.sql("SELECT DISTINCT scheme, version FROM concordances ORDER BY scheme, version").to_pylist()
    pairs = [(row["scheme"], row["version"]) for row in rows]
    if rule.concordance:
        pairs = [pair for pair in pairs if pair[0] == rule.concordance and rule.version in ("", pair[1])]
    else:
        pairs = [pair for pair in pairs if any(name in "".join(pair[0].casefold().split()) for name in STRATEGIC)]
    return max(pairs, key=lambda pair: pair[1], default=None)


def overseas(engine: DuckEngine, rule: HighValueRule) -> str | None:
    """HV2: a member abroad granted by the day is sure; one without a day, or that has lapsed since, possible."""
    if _is_empty(engine, "overseas_members"):
        return "no_members"
    home = "" if rule.hmt_is_overseas else f", {HONG_KONG_MACAO_TAIWAN}"
    engine.sql(
        f"""INSERT INTO case_facts
        SELECT id, 'overseas', coalesce(granted_on, {ALWAYS}), {NEVER},
          granted_on IS NOT NULL AND NOT regexp_matches(lower(status), '{_OVER}'),
          CASE WHEN regexp_matches(lower(status), '{_OVER}') THEN 'overseas.lapsed'
            WHEN granted_on IS NULL THEN 'overseas.no_date' ELSE 'overseas.granted' END,
          member, granted_on, source
        FROM {_inventions("overseas_members")} WHERE country NOT IN ('CN', 'WO'{home})
          AND (granted_on IS NOT NULL OR NOT (regexp_matches(lower(status), '{_NOT_GRANTED}')
            OR (status = '' AND regexp_matches(member, 'A[0-9]?$'))))"""
    )
    return None


def ten_years(engine: DuckEngine, rule: HighValueRule) -> str | None:
    """HV3: strictly more than ten years. Without a filing date ten years from grant are more than enough."""
    stated = "filing_date" if rule.ten_years_from == FILING else "grant_date"
    later = "(p.grant_date + INTERVAL 10 YEAR + INTERVAL 1 DAY)::DATE"
    engine.sql(
        f"""INSERT INTO case_facts
        SELECT id, 'ten_years', ({stated} + INTERVAL 10 YEAR + INTERVAL 1 DAY)::DATE, {NEVER}, true,
          'ten_years.{rule.ten_years_from}', '', {stated}, '' FROM patents
        WHERE right_type = 'invention' AND {stated} IS NOT NULL
        UNION ALL
        SELECT p.id, 'ten_years', s.since, s.ends, s.sure, 'ten_years.no_date', '', NULL, '' FROM patents p,
          LATERAL (SELECT {ALWAYS} AS since, coalesce({later}, {NEVER}) AS ends, false AS sure
            UNION ALL SELECT coalesce({later}, {NEVER}), {NEVER}, true) s
        WHERE p.right_type = 'invention' AND p.{stated} IS NULL AND s.since < s.ends"""
    )
    return None


def pledge(engine: DuckEngine, rule: HighValueRule) -> str | None:
    """HV4: pledged for at least the threshold on the day is sure; an amount not told or not comparable, possible."""
    if rule.pledge_threshold is None:
        return "no_threshold"
    derive_pledges(engine)
    if _is_empty(engine, "pledges") and _is_empty(engine, "announced_pledges"):
        return "no_pledges"
    inventions = "id IN (SELECT id FROM patents WHERE right_type = 'invention')"
    engine.sql(f"CREATE OR REPLACE TABLE pledged AS SELECT * FROM listed_pledges WHERE {inventions}")
    _pledges_on_lists(engine, rule)
    engine.sql(
        f"""INSERT INTO case_facts
        SELECT id, 'pledge', since, ends, false, 'pledge.no_amount', '', since, '' FROM announced_pledges
        WHERE {inventions}"""
    )
    return None


def _pledges_on_lists(engine: DuckEngine, rule: HighValueRule) -> None:
    """Whether the amount reaches the threshold: true, false, or NULL where the list does not settle it.

    The amounts of a contract are added up where they are its patents'; one that a list gives for the contract says
    what a patent is worth only where it is the contract's one patent.
    """
    reaches, whole = f">= {rule.pledge_threshold!r}", f"sum(amount) OVER contract >= {rule.pledge_threshold!r}"
    if rule.pledge_amount_of == CONTRACT:
        test = f"""CASE WHEN amount {reaches} THEN true
            WHEN amount_of = 'contract' OR patents = 1 THEN false
            WHEN amount_of = 'patent' AND untold = 0 THEN {whole}
            WHEN {whole} OR untold > 0 THEN NULL ELSE false END"""
    else:
        test = f"""CASE WHEN amount_of = 'patent' OR patents = 1 THEN amount {reaches}
            WHEN amount {reaches} THEN NULL ELSE false END"""
    engine.sql(
        f"""INSERT INTO case_facts
        SELECT id, 'pledge', coalesce(registered_on, {ALWAYS}), coalesce(released_on, {NEVER}),
          coalesce(meets, false) AND registered_on IS NOT NULL,
          CASE WHEN registered_on IS NULL THEN 'pledge.no_date' WHEN amount IS NULL THEN 'pledge.no_amount'
            WHEN currency <> 'CNY' THEN 'pledge.currency' WHEN meets IS NULL THEN 'pledge.amount_of'
            ELSE 'pledge.reached' END,
          coalesce(contract_number, ''), registered_on, source
        FROM (SELECT *, CASE WHEN amount IS NULL OR currency <> 'CNY' THEN NULL ELSE {test} END AS meets FROM (
            SELECT *, count(*) OVER contract AS patents, count(*) FILTER (amount IS NULL) OVER contract AS untold
            FROM pledged WINDOW contract AS (PARTITION BY coalesce(contract_number, key)))
          WINDOW contract AS (PARTITION BY coalesce(contract_number, key)))
        WHERE coalesce(meets, true) AND (released_on IS NULL OR registered_on IS NULL OR released_on > registered_on)"""
    )


def award(engine: DuckEngine, rule: HighValueRule) -> str | None:
    """HV5: the State science and technology awards and the China Patent Award, from the day of the decision."""
    if _is_empty(engine, "awards"):
        return "no_awards"
    rows = csv.DictReader(
        files("patentry.statistics.high_value").joinpath("award_names.csv").read_text("utf-8").splitlines()
    )
    names = "|".join(f"({row['pattern']})" for row in rows).replace("'", "''")
    engine.sql(
        f"""INSERT INTO case_facts
        SELECT id, 'award', coalesce(awarded_on, {ALWAYS}), {NEVER}, awarded_on IS NOT NULL,
          CASE WHEN awarded_on IS NULL THEN 'award.no_date' ELSE 'award.given' END,
          concat_ws(' ', award, nullif(level, ''), nullif(session, '')), awarded_on, source
        FROM {_inventions("awards")} WHERE regexp_matches(award, '{names}', 'i')"""
    )
    return None


def _is_empty(engine: DuckEngine, table: str) -> bool:
    return bool(engine.sql(f"SELECT count(*) = 0 AS empty FROM (SELECT 1 FROM {table} LIMIT 1)")["empty"][0].as_py())


JUDGES: Mapping[Case, Callable[[DuckEngine, HighValueRule], str | None]] = {
    Case.INDUSTRY: industry,
    Case.OVERSEAS: overseas,
    Case.TEN_YEARS: ten_years,
    Case.PLEDGE: pledge,
    Case.AWARD: award,
}
"""Each appends its facts and answers None, or answers what is missing so that it could not judge."""
