"""Numbers of an official list: mended where nothing is left to choice, told apart where something is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentry.numbers.cn import check_digit
from patentry.statistics.reconciliation import read_stated
from patentry.wording import codes

WHOLE = "CN201710601862.3"
"""A number that occurs in sources, with its check digit."""


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("201710601862.3", ""),
        ("CN201710601862.3", ""),
        ("2017106018623", "spelling"),
        ("ZL201710601862.3", "spelling"),
        ("ZL 2017 1 0601862.3", "spelling"),
        ("２０１７１０６０１８６２．３", "spelling"),
        (" 'CN201710601862.3 ", "spelling"),
        ("申请号：201710601862.3", "spelling"),
        ("专利号ZL201710601862.3", "spelling"),
        ("201710601862", "check_digit"),
        ("ZL201710601862", "check_digit"),
        ("2.017106018623E+12", "written_out"),
        ("2.01710601862E+11", "written_out"),
        ("2.017106018623E+11", "written_out"),
        ("2O171O6O1862.3", "letters"),
        ("20l7l060l862.3", "letters"),
    ],
)
def test_number_is_read_where_nothing_is_left_to_choice(text: str, mended: str) -> None:
    reading = read_stated(text)
    assert (reading.number, reading.mended, reading.damage) == (WHOLE, mended, "")


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("", "number_empty"),
        ("2.0171E+11", "number_digits_lost"),
        ("2.01710601862E+12", "number_digits_lost"),
        ("201710000000", "number_digits_lost"),
        ("201710601862.4", "number_check_digit"),
        ("2O171O6O1862", "number_unreadable"),
        ("2017106018", "number_length"),
        ("201710601862.3;201610158350.X", "number_several"),
        ("待补", "number_unreadable"),
        ("x" * 500, "number_unreadable"),
    ],
)
def test_number_that_leaves_a_choice_is_told_and_not_guessed(text: str, damage: str) -> None:
    reading = read_stated(text)
    assert (reading.number, reading.damage) == ("", damage)
    assert f"problem.{damage}" in codes()


def test_publication_number_stands_for_its_patent() -> None:
    reading = read_stated("CN107403150B")
    assert (reading.number, reading.is_application) == ("CN107403150", False)


def test_lost_digits_leave_the_bounds_between_which_the_number_lies() -> None:
    reading = read_stated("2.02120E+11")  # a spreadsheet rounds 202119901288 up
    assert reading.low <= "202119901288" <= reading.high + "9"


serials = st.integers(0, 9_999_998).map(lambda n: f"{n + 1:07d}").filter(lambda s: s != "0000000")
digits = st.builds(lambda y, t, s: f"{y}{t}{s}", st.integers(2004, 2026), st.sampled_from("12389"), serials)
dressings = st.sampled_from(["{d}.{c}", "ZL{d}.{c}", "CN{d}{c}", "ZL {d}.{c}", "{d}{c}", " {d}.{c} "])


@given(digits, dressings)
def test_every_dressing_of_a_number_is_the_same_number(d: str, dressing: str) -> None:
    c = check_digit(d)
    assert read_stated(dressing.format(d=d, c=c)).number == f"CN{d}.{c}"


@given(digits, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_never_taken_for_another_patent(d: str, place: int, by: int) -> None:
    wrong = d[:place] + str((int(d[place]) + by) % 10) + d[place + 1 :]
    assert read_stated(f"{wrong}.{check_digit(d)}").number in ("", f"CN{d}.{check_digit(d)}")


@given(st.text(max_size=80))
def test_any_text_is_read_or_told_with_a_code_that_can_be_said(text: str) -> None:
    reading = read_stated(text)
    assert bool(reading.number) != bool(reading.damage)
    assert not reading.damage or f"problem.{reading.damage}" in codes()
