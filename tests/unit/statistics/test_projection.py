"""What would change a stock within a year: measured from past years alone, unknown where there are too few cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from patentry import wording
from patentry.corpus import DuckEngine
from patentry.statistics.projection import settings
from patentry.statistics.projection.measuring import (
    due_soon,
    ended_unannounced,
    measured,
    stated_overdue,
    windows_before,
)
from patentry.statistics.projection.projecting import Measured, Projection, Rate, projected, rate_of

ON = date(2020, 6, 30)
NOTHING = Measured(expiring=0, by_year={}, stayed={}, restorable=0, restored=(), pending={}, granted={}, new=())
SPAN = Projection(
    figure="effective_inventions",
    region="core",
    on=ON,
    until=date(2021, 6, 30),
    view="recorded",
    attribution="cnipa",
    snapshot=1,
    data_through=ON,
    stock=100,
    denominator=None,
    scale=1,
    parts=(),
    due_soon=0,
    stated_overdue=0,
    ended_unannounced=0,
    actual=None,
)


def test_a_rate_is_that_of_all_years_its_ends_those_of_years_with_enough_cases() -> None:
    rate = rate_of([(100, 90), (100, 80), (4, 0)], minimum=30)
    assert rate == Rate(cases=204, years=3, low=0.8, central=170 / 204, high=0.9)


def test_too_few_cases_are_no_rate() -> None:
    assert rate_of([(10, 9), (19, 19)], minimum=30) is None
    assert rate_of([], minimum=0) is None


def test_years_that_are_each_too_small_give_no_extremes() -> None:
    rate = rate_of([(20, 10), (20, 20)], minimum=30)
    assert rate is not None
    assert (rate.low, rate.central, rate.high) == (0.75, 0.75, 0.75)


def test_terms_end_surely_and_an_unknown_rate_is_in_no_central_value_but_widens_the_span() -> None:
    told = replace(NOTHING, expiring=5, by_year={("CN", 7): 10}, pending={("CN", "published"): 8}, restorable=2)
    found = replace(SPAN, parts=projected(told, minimum=30))
    assert (found.low, found.central, found.high) == (100 - 5 - 10, 95, 95 + 8 + 2)
    assert found.open_ends == 20
    assert found.lacks_new


def test_known_rates_move_the_stock_within_their_ends() -> None:
    told = replace(
        NOTHING,
        by_year={("CN", 7): 50},
        stayed={("CN", 7): [(100, 90), (100, 80)]},
        pending={("CN", "examination"): 10},
        granted={("CN", "examination"): [(40, 20)]},
        restorable=10,
        restored=[(50, 5)],
        new=[4, 6],
    )
    found = replace(SPAN, parts=projected(told, minimum=30))
    assert found.low == pytest.approx(100 - 10 + 5 + 1 + 4)
    assert found.central == pytest.approx(100 - 7.5 + 5 + 1 + 5)
    assert found.high == pytest.approx(100 - 5 + 5 + 1 + 6)
    assert found.open_ends == 0
    assert [part.kind for part in found.summary] == ["expiring", "fees", "restorable", "pending", "new"]
    assert found.fees.count == 50


def test_a_patent_without_a_filing_date_has_no_rate_of_its_own() -> None:
    told = replace(NOTHING, by_year={("CN", None): 3}, stayed={("CN", None): [(100, 100)]})
    (fee,) = [part for part in projected(told, minimum=1) if part.kind == "fee"]
    assert (fee.of, fee.rate, fee.central, fee.low, fee.high) == ("?", None, None, -3, 0)


def test_another_office_s_parts_bear_its_letters() -> None:
    told = replace(NOTHING, by_year={("US", 9): 1}, pending={("US", "published"): 1})
    parts = projected(told, minimum=1)
    assert [(part.of, part.stage) for part in parts if part.of] == [("US:9", ""), ("US:published", "published")]


def test_a_density_is_shown_by_the_denominator_of_the_day() -> None:
    found = replace(SPAN, denominator=20_000.0, scale=10_000)
    assert found.shown(found.central) == 50
    assert "projection.assumption.population" in found.assumptions
    assert "projection.assumption.population" not in SPAN.assumptions


def test_no_past_year_reaches_beyond_the_day_or_before_the_data() -> None:
    found = windows_before(ON, years=3, first_day=date(2018, 1, 1))
    assert found == ((date(2019, 6, 30), ON), (date(2018, 6, 30), date(2019, 6, 30)))
    assert windows_before(ON, years=3, first_day=None) == ()


def test_every_setting_has_its_source_and_every_assumption_is_said_in_both_languages() -> None:
    assert {name for name, _zh, _en in settings().sources} == {"minimum_cases", "years_back", "due_soon_days"}
    assert all(zh and en for _name, zh, en in settings().sources)
    for code in replace(SPAN, denominator=1.0).assumptions:
        said = {lang: wording.say(code, lang=lang, years=5, cases=30) for lang in ("zh", "en")}
        assert said["zh"] != said["en"]


TABLES = """
CREATE TABLE patents AS SELECT *, NULL AS publication_number FROM (VALUES
  (1, 'CN1', 'CN', 'invention', DATE '2012-08-15', DATE '2015-01-01', DATE '2032-08-15'),
  (2, 'CN2', 'CN', 'invention', DATE '2000-12-01', DATE '2004-01-01', DATE '2020-12-01'),
  (3, 'CN3', 'CN', 'invention', DATE '2012-03-01', DATE '2015-01-01', DATE '2032-03-01'),
  (4, 'CN4', 'CN', 'invention', DATE '2018-03-01', NULL, NULL),
  (5, 'CN5', 'CN', 'invention', DATE '2017-03-01', NULL, NULL),
  (6, 'CN6', 'CN', 'invention', DATE '2019-08-01', DATE '2020-03-01', DATE '2039-08-01'),
  (7, 'CN7', 'CN', 'utility_model', DATE '2018-03-01', DATE '2018-09-01', DATE '2028-03-01'))
  t(id, patent, authority, right_type, filing_date, grant_date, expires_on);
CREATE TABLE patent_bases (patent VARCHAR, base VARCHAR);
CREATE TABLE spans AS SELECT *, 1 AS settled FROM (VALUES
  (1, 0, DATE '2015-01-01', DATE '2032-08-15'), (2, 0, DATE '2004-01-01', DATE '2020-12-01'),
  (3, 0, DATE '2015-01-01', DATE '2019-12-01'), (6, 0, DATE '2020-03-01', DATE '2039-08-01'),
  (7, 0, DATE '2018-09-01', DATE '2028-03-01')) t(id, view, start, until);
CREATE TABLE event_kinds AS SELECT 'CN' AS authority, k AS code, k AS title, k AS kind FROM (VALUES
  ('fee_lapse'), ('publication'), ('examination'), ('office_action'), ('withdrawal')) t(k);
CREATE TABLE events AS SELECT number, true AS is_application, NULL AS base, effective, announced, k AS code, k AS title
  FROM (VALUES ('CN3', DATE '2019-03-01', DATE '2019-12-01', 'fee_lapse'),
    ('CN1', DATE '2020-03-15', DATE '2020-11-01', 'fee_lapse'),
    ('CN4', NULL, DATE '2019-09-01', 'publication'), ('CN4', NULL, DATE '2019-10-01', 'office_action'),
    ('CN4', NULL, DATE '2019-09-15', 'examination'), ('CN5', NULL, DATE '2018-09-01', 'publication'),
    ('CN5', NULL, DATE '2020-01-01', 'withdrawal')) t(number, effective, announced, k);
CREATE TABLE fees AS SELECT *, number AS key, 1 AS place FROM (VALUES
  ('CN1', 'overdue', DATE '2020-04-15', NULL::DATE), ('CN2', 'overdue', DATE '2019-04-15', NULL),
  ('CN6', 'overdue', DATE '2020-04-15', DATE '2020-05-01')) t(number, status, due, paid_on);
"""


COUNTED = "SELECT unnest([1, 2, 6])"


@pytest.fixture(scope="module")
def engine() -> DuckEngine:
    made = DuckEngine()
    for statement in TABLES.split(";\n"):
        if statement.strip():
            made.sql(statement)
    return made


def asked(engine: DuckEngine) -> Measured:
    return measured(
        engine,
        counted=COUNTED,
        counted_before="SELECT unnest([1, 2, 3])",
        applications="SELECT unnest(range(1, 8))",
        right_type="invention",
        view=0,
        on=ON,
        windows=windows_before(ON, years=1, first_day=date(2000, 1, 1)),
    )


def test_terms_that_end_stand_apart_from_fees_by_the_patent_year_that_has_begun(engine: DuckEngine) -> None:
    found = asked(engine)
    assert found.expiring == 1
    assert found.by_year == {("CN", 8): 1, ("CN", 1): 1}


def test_renewal_is_measured_of_those_in_force_a_year_before_whose_term_ran_on(engine: DuckEngine) -> None:
    # Of two in their 7th and 8th patent year on 2019-06-30 one lapsed; the one of the 19th ended no term in that year.
    assert asked(engine).stayed == {("CN", 7): [(1, 1)], ("CN", 8): [(1, 0)], ("CN", 19): [(1, 1)]}


def test_a_lapse_announced_within_the_year_may_come_back(engine: DuckEngine) -> None:
    assert asked(engine).restorable == 1


def test_pending_applications_stand_at_their_last_stage_and_those_withdrawn_nowhere(engine: DuckEngine) -> None:
    assert asked(engine).pending == {("CN", "office_action"): 1}


def test_grants_are_measured_of_those_pending_a_year_before_and_new_ones_apart(engine: DuckEngine) -> None:
    found = asked(engine)
    assert found.granted == {("CN", "filed"): [(1, 0)], ("CN", "published"): [(1, 0)]}
    assert found.new == [1]


def test_facts_beside_the_projection_are_those_of_the_day(engine: DuckEngine) -> None:
    assert due_soon(engine, COUNTED, on=ON, days=90) == 2, "the one of August 2012 and the one of August 2019"
    assert stated_overdue(engine, COUNTED, on=ON) == 1, "one is beyond its grace, one is paid"
    assert ended_unannounced(engine, COUNTED, on=ON) == 1
