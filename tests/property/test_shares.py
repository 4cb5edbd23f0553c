"""Whoever assigns to whom: the time is covered once, nobody is counted twice, the others keep their order."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from patentry.parties import Change, holdings_of
from patentry.parties.ownership import name_key
from patentry.records import EventKind, Party

BEGINNING, END = date(2000, 1, 1), date(2030, 1, 1)
NAMES = ["Lantern Works, Inc.", "LANTERN WORKS INC", "Quill, Kim", "Kim Quill", "Heron", "Otter LLC", "Beacon AG"]
PARTIES = st.lists(
    st.sampled_from(NAMES).map(Party), min_size=1, max_size=3, unique_by=lambda party: name_key(party.name)
)
KINDS = st.sampled_from([EventKind.TRANSFER, EventKind.NAME_CHANGE, EventKind.NAME_ADDRESS_CHANGE])
CHANGES = st.lists(
    st.builds(
        lambda days, kind, before, after: Change(BEGINNING + timedelta(days), False, kind, tuple(after), tuple(before)),
        st.integers(0, 9_000),
        KINDS,
        PARTIES,
        PARTIES,
    ),
    max_size=6,
)


@given(PARTIES, CHANGES)
@settings(max_examples=300, deadline=None)
def test_holdings_cover_the_time_once_and_count_nobody_twice(first: list[Party], changes: list[Change]) -> None:
    held = holdings_of(first=first, changes=changes, beginning=BEGINNING, end=END)
    assert (held[0].start, held[-1].end) == (BEGINNING, END)
    for before, after in pairwise(held):
        assert before.end == after.start
        assert before.start < before.end
    for holding in held:
        keys = [name_key(party.name) for party in holding.holders]
        assert keys
        assert len(set(keys)) == len(keys)


@given(st.permutations(NAMES[2:3] + NAMES[4:]), st.integers(0, 3), st.sampled_from(["New Company", "Second New"]))
def test_the_others_keep_their_places_when_one_assigns(names: list[str], place: int, to: str) -> None:
    change = Change(date(2010, 1, 1), False, EventKind.TRANSFER, (Party(to),), (Party(names[place].upper()),))
    held = holdings_of(first=[Party(name) for name in names], changes=[change], beginning=BEGINNING, end=END)
    assert [party.name for party in held[-1].holders] == [*names[:place], to, *names[place + 1 :]]
