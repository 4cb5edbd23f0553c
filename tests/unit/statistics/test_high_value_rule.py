"""The settings of the high-value rule: read from the home, refused in words where they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from patentry.corpus import Home
from patentry.statistics import HighValueRule
from patentry.statistics.high_value import read_rule
from patentry.wording import Refusal


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.create()
    made.rules.mkdir()
    return made


def _state(home: Home, text: str) -> None:
    (home.rules / "high_value.toml").write_text(text, encoding="utf-8")


def test_a_home_without_settings_leaves_the_threshold_open(home: Home) -> None:
    assert read_rule(home) == HighValueRule(pledge_threshold=None, ten_years_from="filing")


def test_settings_of_the_home_stand_until_a_file_is_given(home: Home, tmp_path: Path) -> None:
    _state(home, 'pledge_threshold = 10000000\nten_years_from = "grant"\n')
    assert read_rule(home) == HighValueRule(pledge_threshold=1e7, ten_years_from="grant")
    other = tmp_path / "other.toml"
    other.write_text("pledge_threshold = 5e6\n", encoding="utf-8")
    assert read_rule(home, other) == HighValueRule(pledge_threshold=5e6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pledge_threshold = 0", "high_value.rule_value"),
        ("pledge_threshold = true", "high_value.rule_value"),
        ('pledge_threshold = "1000万"', "high_value.rule_value"),
        ('ten_years_from = "publication"', "high_value.rule_value"),
        ('hmt_is_overseas = "no"', "high_value.rule_value"),
        ("treshold = 1", "high_value.rule_field"),
        ("pledge_threshold = ", "high_value.rule_unreadable"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_in_both_languages(home: Home, text: str, code: str) -> None:
    _state(home, text)
    with pytest.raises(Refusal) as refused:
        read_rule(home)
    assert refused.value.code == code
    assert str(home.rules / "high_value.toml") in refused.value.sentence("zh")
    assert str(home.rules / "high_value.toml") in refused.value.sentence("en")


def test_other_settings_have_another_digest_and_the_same_ones_the_same() -> None:
    assert HighValueRule(pledge_threshold=1e7).digest == HighValueRule(pledge_threshold=1e7).digest
    assert HighValueRule(pledge_threshold=1e7).digest != HighValueRule(pledge_threshold=2e7).digest


def test_a_settings_file_that_is_not_there_is_refused(home: Home, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read_rule(home, tmp_path / "missing.toml")
    assert refused.value.code == "high_value.rule_unreadable"
