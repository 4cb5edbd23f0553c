"""What leaves the exit of service figures: nobody who has all that is told can solve what is hidden."""

from __future__ import annotations

import copy
import json
import pickle
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.openstats.disclosure import (
    TOTAL,
    Confidential,
    DisclosureRule,
    Mark,
    Measure,
    PrivacyClass,
    hidden_in,
    release,
    side_by_side,
)

RULE = DisclosureRule(smallest=5, spread=10)
SMALL = DisclosureRule(smallest=3, spread=3)
counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=1)


def told(lists: dict[str, dict[str, int]], rule: DisclosureRule = RULE, measure: Measure = Measure.COUNT):
    total = Confidential.counted({TOTAL: sum(next(iter(lists.values())).values())})
    sealed = {by: Confidential.counted(groups) for by, groups in lists.items()}
    return release(total, sealed, measure=measure, privacy=PrivacyClass.RECORDS, rule=rule)


@given(counts)
def test_whoever_has_the_total_cannot_tell_that_a_hidden_count_is_small_nor_solve_it(groups: dict[str, int]) -> None:
    answer = told({"topic": groups})
    cells = answer.lists["topic"]
    hidden = [cell.key for cell in cells if cell.mark is Mark.HIDDEN]
    if answer.total.value is None:
        assert hidden == [cell.key for cell in cells], "a total that is few takes its breakdown with it"
        return
    if not hidden:
        assert {cell.key: cell.value for cell in cells} == groups
        return
    left = answer.total.value - sum(cell.value or 0 for cell in cells)
    least = 0 if len(hidden) == len(cells) else 1
    for _ in hidden:
        highest = left - least * (len(hidden) - 1)
        assert highest >= RULE.smallest, "it may be no small one at all"
        assert highest > least, "it is not solved"
    assert len(hidden) > 1 or (least == 0 and len(cells) == 1)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 6), min_size=2, max_size=4))
def test_every_hidden_count_has_another_value_in_a_table_that_is_told_alike(groups: dict[str, int]) -> None:
    cells = told({"topic": groups}, SMALL).lists["topic"]
    hidden = [cell.key for cell in cells if cell.mark is Mark.HIDDEN]
    whole = sum(groups.values())
    if not hidden or whole < SMALL.smallest:
        return
    least = 0 if len(hidden) == len(cells) else 1
    left = whole - sum(groups[key] for key in groups if key not in hidden)
    tables = [row for row in product(range(least, left + 1), repeat=len(hidden)) if sum(row) == left]
    for index in range(len(hidden)):
        assert len({row[index] for row in tables}) > 1
        assert max(row[index] for row in tables) >= SMALL.smallest


@given(counts)
def test_no_small_count_is_ever_told(groups: dict[str, int]) -> None:
    answer = told({"topic": groups, "size": {"all": sum(groups.values())}})
    every = [answer.total, *answer.lists["topic"], *answer.lists["size"]]
    assert not [cell for cell in every if cell.value is not None and 0 < cell.value < RULE.smallest]


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_never_tells_of_the_few_on_one_side(yes: int, no: int) -> None:
    sealed = Confidential({TOTAL: {1: yes, 0: no}})
    cell = release(sealed, {}, measure=Measure.SHARE, privacy=PrivacyClass.RECORDS, rule=RULE).total
    if 0 < yes + no < RULE.smallest:
        assert cell.mark is Mark.FEW
    elif 0 < no < RULE.smallest <= yes:
        worst = (yes + no - RULE.smallest + 1) / (yes + no)
        assert cell.mark is Mark.AT_LEAST
        assert cell.value is not None
        assert cell.value <= worst
    elif 0 < yes < RULE.smallest <= no:
        assert cell.mark is Mark.AT_MOST
        assert cell.value is not None
        assert cell.value >= (RULE.smallest - 1) / (yes + no)
    elif yes + no and cell.value is not None:
        assert cell.mark is Mark.GIVEN
        assert abs(cell.value - yes / (yes + no)) <= 0.005 + 1e-9


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 30), max_size=25), min_size=1))
def test_a_median_is_hidden_wherever_its_count_would_be(days: dict[str, list[int]]) -> None:
    rows = [(group, day) for group, every in days.items() for day in every]
    total = Confidential.observed([TOTAL], [(TOTAL, day) for _group, day in rows])
    sealed = {"topic": Confidential.observed(days, rows)}
    answer = release(total, sealed, measure=Measure.MEDIAN, privacy=PrivacyClass.RECORDS, rule=RULE)
    hidden = hidden_in({group: len(every) for group, every in days.items()}, RULE)
    for cell in answer.lists["topic"]:
        assert cell.value is None or (cell.key not in hidden and len(days[cell.key]) >= RULE.spread)


def test_a_small_quarter_is_hidden_with_another_one_of_its_span() -> None:
    quarters = side_by_side({"Q1": Confidential.counted({TOTAL: 3}), "Q2": Confidential.counted({TOTAL: 40})})
    total = Confidential.counted({TOTAL: 43})
    answer = release(total, {"quarter": quarters}, measure=Measure.COUNT, privacy=PrivacyClass.RECORDS, rule=RULE)
    assert answer.total.value == 43
    assert [cell.value for cell in answer.lists["quarter"]] == [None, None]


def test_what_is_announced_in_public_is_told_as_it_is() -> None:
    total, days = Confidential.counted({TOTAL: 3}), Confidential.counted({"center": 1, "branch": 2})
    answer = release(total, {"point": days}, measure=Measure.COUNT, privacy=PrivacyClass.OPEN, rule=RULE)
    assert [answer.total.value, *(cell.value for cell in answer.lists["point"])] == [3, 1, 2]


def test_a_breakdown_that_does_not_add_up_is_a_bug() -> None:
    with pytest.raises(ValueError, match="does not add up"):
        release(
            Confidential.counted({TOTAL: 9}),
            {"topic": Confidential.counted({"a": 8})},
            measure=Measure.COUNT,
            privacy=PrivacyClass.RECORDS,
            rule=RULE,
        )


@pytest.mark.parametrize(
    "leak",
    [
        str,
        "{}".format,
        "%s".__mod__,
        json.dumps,
        pickle.dumps,
        copy.copy,
        copy.deepcopy,
        int,
        float,
        bool,
        list,
        len,
        sum,
        sorted,
        dict,
        lambda one: one[TOTAL],
        lambda one: one == one,
        lambda one: one + 1,
        lambda one: one.__dict__,
        lambda one: vars(one),
    ],
)
def test_a_sealed_value_does_not_come_out_by_itself(leak) -> None:
    with pytest.raises((TypeError, AttributeError)):
        leak(Confidential.counted({TOTAL: 4}))


def test_a_sealed_value_shows_nothing_to_a_debugger() -> None:
    assert "4" not in repr(Confidential.counted({TOTAL: 4}))
