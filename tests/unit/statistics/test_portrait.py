"""The portrait of an organisation: what it holds, what comes due, what may be restored and until when."""

from __future__ import annotations

from datetime import date

import pytest

from patentry import wording
from patentry.corpus import DuckEngine
from patentry.statistics import HighValueRule
from patentry.statistics.high_value.derivation import SPANS, table_of
from patentry.statistics.portrait import Portrait, _rules, portrait_of
from patentry.statistics.portrait_names import keys_named, keys_of
from patentry.wording import Refusal

ON = date(2023, 11, 30)
RULE = HighValueRule()
TABLES = f"""
CREATE TABLE patents AS SELECT *, NULL AS publication_number FROM (VALUES
  (1, 'CN201310000001.0', 'CN', '甲', 'invention', 'CN201310000001.0',
   '企业', DATE '2013-02-10', DATE '2016-01-05', DATE '2033-02-10'),
  (2, 'CN202120000002.0', 'CN', '乙', 'utility_model', 'CN202120000002.0',
   '企业', DATE '2021-12-20', DATE '2022-05-01', DATE '2031-12-20'),
  (3, 'CN202210000003.0', 'CN', '丙', 'invention', 'CN202210000003.0',
   '企业', DATE '2022-06-01', NULL, NULL),
  (6, 'CN202210000006.0', 'CN', '己', 'invention', 'CN202210000006.0',
   '企业', DATE '2022-06-02', NULL, NULL),
  (4, 'CN201810000004.0', 'CN', '丁', 'invention', 'CN201810000004.0',
   '企业', DATE '2018-04-20', DATE '2020-01-05', DATE '2038-04-20'),
  (5, 'CN202010000005.0', 'CN', '戊', 'invention', 'CN202010000005.0',
   '个人', DATE '2020-04-20', DATE '2022-01-05', DATE '2040-04-20'))
  t(id, patent, authority, title, right_type, application_number, applicant_type, filing_date, grant_date, expires_on);
CREATE TABLE patent_bases (patent VARCHAR, base VARCHAR);
CREATE TABLE seats AS SELECT *, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until FROM (VALUES
  (1, 'holder', 10), (2, 'holder', 10), (3, 'filing', 10), (6, 'filing', 10),
  (4, 'holder', 10), (5, 'holder', 20)) t(id, role, party);
CREATE TABLE spans AS SELECT *, 1 AS settled FROM (VALUES
  (1, 0, DATE '2016-01-05', DATE '2033-02-10'), (2, 0, DATE '2022-05-01', DATE '2031-12-20'),
  (4, 0, DATE '2020-01-05', DATE '2023-11-01'),
  (5, 0, DATE '2022-01-05', DATE '2040-04-20')) t(id, view, start, until);
CREATE TABLE party_organisations AS SELECT *, DATE '0001-01-01' AS named_from, DATE '9999-12-31' AS named_to
  FROM (VALUES
  (10, '91X', '某某公司'), (20, 'p1', '张某')) t(party, organisation, holder);
CREATE TABLE organisation_names AS SELECT *, DATE '0001-01-01' AS since, DATE '9999-12-31' AS until, 1 AS patents FROM
  (VALUES ('某某公司', '91X', '某某公司', '91X'), ('张某', 'p1', '张某', NULL)) t(name, organisation, holder, code);
CREATE TABLE event_kinds AS SELECT 'CN' AS authority, k AS code, k AS title, k AS kind FROM (VALUES
  ('fee_lapse'), ('pledge'), ('publication'), ('examination'), ('office_action')) t(k);
CREATE TABLE events AS SELECT number, true AS is_application, NULL AS base, effective, announced, k AS code, k AS title
  FROM (VALUES ('CN201810000004.0', DATE '2023-04-20', DATE '2023-11-01', 'fee_lapse'),
    ('CN201310000001.0', NULL, DATE '2022-01-01', 'pledge'),
    ('CN202210000003.0', NULL, DATE '2023-01-01', 'publication'),
    ('CN202210000006.0', NULL, DATE '2023-06-01', 'office_action'),
    ('CN202210000006.0', NULL, DATE '2023-03-01', 'examination'),
    ('CN202210000003.0', NULL, DATE '2023-03-01', 'examination')) t(number, effective, announced, k);
CREATE TABLE {table_of(SPANS, RULE)} AS SELECT 1 AS id, DATE '2023-02-11' AS since,
  DATE '9999-12-31' AS ends, true AS sure;
CREATE TABLE overseas_members AS SELECT 'CN201310000001.0' AS number, 'US1' AS member, 'US' AS country;
CREATE TABLE enterprise_tags AS SELECT '某某公司' AS name, NULL::VARCHAR AS uscc, '高新技术企业' AS tag, '' AS level,
  DATE '2021-01-01' AS valid_from, DATE '2024-01-01' AS valid_to, '名单' AS source;
"""


@pytest.fixture(scope="module")
def engine() -> DuckEngine:
    made = DuckEngine()
    for statement in TABLES.split(";\n"):
        if statement.strip():
            made.sql(statement)
    return made


@pytest.fixture(scope="module")
def portrait(engine: DuckEngine) -> Portrait:
    return portrait_of(engine, "91X", on=ON, rule=RULE, data_through=ON)


def test_what_is_in_force_stands_by_type_and_age(portrait: Portrait) -> None:
    assert portrait.in_force == {"invention": {10: 1}, "utility_model": {0: 1}}
    assert portrait.total == 2
    assert (portrait.high_value_sure, portrait.high_value_possible, portrait.pledged) == (1, 1, 1)
    assert portrait.overseas == {"US": 1}


def test_what_is_pending_stands_at_the_last_stage_announced(portrait: Portrait) -> None:
    assert portrait.pending == {"filed": 0, "published": 0, "examination": 1, "office_action": 1}


def test_fees_of_ninety_days_have_their_last_day_off_the_weekend(portrait: Portrait) -> None:
    told = [(one.number, one.fee.year, one.fee.due) for one in portrait.fees]
    assert told == [
        ("CN202120000002.0", 3, date(2023, 12, 20)),
        ("CN201310000001.0", 12, date(2024, 2, 12)),
    ]


def test_a_lapse_may_be_restored_two_months_after_its_grace_and_two_years_at_most(portrait: Portrait) -> None:
    (one,) = portrait.restorable
    assert (one.lapsed_on, one.surely_until, one.utmost) == (date(2023, 4, 20), date(2023, 12, 20), date(2025, 4, 20))


def test_the_three_next_steps_are_the_first_rules_that_hold_with_their_source(portrait: Portrait) -> None:
    steps = [(step.code, step.count) for step in portrait.next_steps]
    assert steps == [("portrait.step.restorable", 1), ("portrait.step.fees", 2), ("portrait.step.titles_ending", 1)]
    assert all(step.source for step in portrait.next_steps)


def test_a_natural_person_has_no_portrait_and_is_not_found(engine: DuckEngine) -> None:
    assert keys_named(engine, "某") == (("91X", "某某公司"),)
    for nobody in ("p1", "none"):
        with pytest.raises(Refusal):
            portrait_of(engine, nobody, on=ON, rule=RULE, data_through=ON)


def test_names_lead_to_portraits_where_they_are_one_organisation_and_no_person(engine: DuckEngine) -> None:
    assert keys_of(engine, ["某某公司", "张某", "无此名"]) == {"某某公司": "91X"}
    assert keys_of(engine, []) == {}


def test_every_rule_is_said_in_both_languages_and_names_its_source() -> None:
    for rule in _rules():
        assert rule["source"]
        assert rule["source_en"]
        assert wording.say(f"portrait.step.{rule['when']}", lang="zh", n=1) != wording.say(
            f"portrait.step.{rule['when']}", lang="en", n=1
        )
