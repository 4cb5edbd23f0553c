"""Whatever the claims say, they become a tree: total, deterministic, without rings, nothing made up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soaking import MANY, soak_drawn

from patentry.claims import limitations, tree, with_dependencies
from patentry.records import Claim

PIECES = (
    "A pump of claim ", "claims 1 to ", " 3", "2", ", ", " or ", " and ", "-", "any preceding claim", "9999", "(", ")",
    "the preceding claim", "根据权利要求", "任一项所述的泵", "上述权利要求", "，其特征在于，", "；", "包括",
    "wherein", "\n",
    "nach einem der Ansprüche ", "bis", "comprising", "dadurch gekennzeichnet, dass", "selon la revendication ", " à ",
    "請求項", "から", "제", "항 내지 ", "1.5", "Use of ", "a method",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join)
CLAIMS = st.lists(
    st.builds(
        Claim, st.integers(0, 12), TEXTS, st.lists(st.integers(0, 14), max_size=2).map(tuple)
    ),
    max_size=12,
)  # fmt: skip


def _check(claims: list[Claim]) -> None:
    found = tree(claims)
    assert found == tree(claims)
    numbers = {claim.number for claim in claims}
    assert {node.number for node in found.nodes} == numbers == set(found.depth)
    under = [child for children in found.children.values() for child in children]
    assert sorted([*under, *found.roots]) == sorted(numbers)
    for node in found.nodes:
        assert all(cited < node.number and cited in numbers for cited in node.depends_on)
    read = with_dependencies([claim._replace(depends_on=()) for claim in claims])
    assert [(claim.number, claim.text) for claim in read] == [(claim.number, claim.text) for claim in claims]
    assert all(cited < claim.number for claim in read for cited in claim.depends_on)


@given(CLAIMS)
@settings(max_examples=150, deadline=None)
def test_any_claims_make_a_tree_without_rings(claims: list[Claim]) -> None:
    _check(claims)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_limitations_are_pieces_of_the_text_in_order(text: str) -> None:
    split = limitations(text)
    at = 0
    for piece in (split.preamble, *split.limitations):
        at = text.index(piece, at) + len(piece)


@pytest.mark.parametrize(
    "piece", ["claim 1,", "claims 1-", "제1항,", "权利要求1、", "any preceding claim ", "，其中", "given "]
)
def test_long_claims_take_no_longer_than_their_length(piece: str) -> None:
    began = time.process_time()
    _check([Claim(1, "A pump"), Claim(2, piece * (200_000 // len(piece)))])
    assert time.process_time() - began < 5


@pytest.mark.soak
def test_any_claims_make_a_tree_for_long() -> None:
    soak_drawn(more)


@MANY
@given(CLAIMS)
def more(claims: list[Claim]) -> None:
    _check(claims)
