"""Organisations in time: changes of name, mergers and an officer's aliases, each from its day on."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from patentry.numbers import check_place
from patentry.parties.names import Mention, Reason, Rule, Tie, called, memberships, resolve

FIRST, LAST, DAY, LATER = date(1, 1, 1), date(9999, 12, 31), date(2018, 4, 2), date(2020, 1, 1)
ONE, TWO = (places + check_place(places) for places in ("91110000MA01ABCD1", "91110000MA01ABCD2"))
OLD, NEW, NEWEST = "Old Lamp Works Inc", "Bright Beacon Corp", "Harbour Signal Ltd"


def named_on(
    day: date, mentions: list[Mention], *ties: Tie, apart: tuple[tuple[str, str], ...] = ()
) -> dict[str, tuple[str, Reason]]:
    """The organisation each name belongs to on a day, by what it is called, and why."""
    answer = resolve(mentions, separations=apart)
    labels = called(answer.organisations)
    pieces = list(
        memberships(mentions, answer, ties=ties, separations=apart, beginning=FIRST, end=LAST),
    )
    for index in range(len(mentions)):
        own = sorted((p.start, p.end) for p in pieces if p.mention == index)
        assert own[0][0] == FIRST
        assert own[-1][1] == LAST
        assert all(a[1] == b[0] for a, b in pairwise(own))
    return {
        mentions[p.mention].name: (labels[p.organisation].label, p.reason) for p in pieces if p.start <= day < p.end
    }


def change(old: str, new: str, day: date = DAY, rule: Rule = Rule.NAME_CHANGE) -> Tie:
    return Tie(old, new, day, LAST, rule, "US8000001B2")


def test_a_new_name_stands_for_the_old_one_from_its_day_on() -> None:
    mentions = [Mention(OLD, times=9), Mention("OLD LAMP WORKS, INC."), Mention(NEW)]
    before = named_on(date(2018, 4, 1), mentions, change(OLD, NEW))
    after = named_on(DAY, mentions, change(OLD, NEW))
    assert [before[name][0] for name in (OLD, NEW)] == [OLD, NEW]
    assert {label for label, _ in after.values()} == {NEW}
    assert after[OLD][1] == Reason(Rule.NAME_CHANGE, NEW, evidence="US8000001B2")
    assert after["OLD LAMP WORKS, INC."][1].rule is Rule.SPELLING


def test_names_follow_each_other_in_a_chain() -> None:
    mentions = [Mention(OLD), Mention(NEW), Mention(NEWEST)]
    ties = (change(OLD, NEW), change(NEW, NEWEST, LATER))
    assert {label for label, _ in named_on(DAY, mentions, *ties).values()} == {NEW, NEWEST}
    assert {label for label, _ in named_on(LATER, mentions, *ties).values()} == {NEWEST}


def test_a_change_of_name_never_joins_two_codes_and_a_merger_may() -> None:
    mentions = [Mention(OLD, ONE), Mention(NEW, TWO)]
    assert named_on(LATER, mentions, change(OLD, NEW))[OLD][0] == OLD
    assert named_on(LATER, mentions, change(OLD, NEW, rule=Rule.MERGER))[OLD][0] == NEW


def test_a_name_two_organisations_bear_ties_neither() -> None:
    mentions = [Mention(OLD, ONE), Mention(OLD, TWO), Mention(NEW)]
    assert named_on(LATER, mentions, change(OLD, NEW))[NEW][0] == NEW
    assert {label for name, (label, _) in named_on(LATER, mentions).items() if name == OLD} <= {
        f"{OLD} ({ONE})",
        f"{OLD} ({TWO})",
    }


def test_a_separation_holds_against_every_tie_and_through_other_names() -> None:
    mentions = [Mention(OLD), Mention(NEW), Mention(NEWEST)]
    ties = (change(OLD, NEW), change(NEW, NEWEST, LATER))
    told = named_on(LATER, mentions, *ties, apart=((OLD, NEWEST),))
    assert told[OLD][0] != told[NEWEST][0]


def test_an_alias_with_an_end_no_longer_joins_after_it() -> None:
    mentions = [Mention("Lamp Branch"), Mention(NEW)]
    tie = Tie("Lamp Branch", NEW, DAY, LATER, Rule.ALIAS, "branch")
    told = [
        named_on(day, mentions, tie)["Lamp Branch"][0] for day in (date(2018, 4, 1), DAY, date(2019, 12, 31), LATER)
    ]
    assert told == ["Lamp Branch", NEW, NEW, "Lamp Branch"]


def test_an_alias_of_a_code_nobody_prints_joins_the_names_to_each_other() -> None:
    mentions = [Mention(OLD, times=5), Mention(NEW), Mention(ONE, ONE, 0)]
    ties = [Tie(name, ONE, FIRST, LAST, Rule.ALIAS) for name in (OLD, NEW)]
    assert {label for label, _ in named_on(DAY, mentions, *ties).values()} == {OLD}
