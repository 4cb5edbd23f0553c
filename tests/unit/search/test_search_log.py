"""Steps of the search log and what becomes of them when they are combined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentry.search.log import Found, combine_steps
from patentry.search.query import QueryError

STEPS = {
    1: Found(frozenset("abc"), frozenset("x")),
    2: Found(frozenset("bcd")),
    3: Found(frozenset("c")),
}


@pytest.mark.parametrize(
    ("expression", "documents", "unknown"),
    [
        ("S1", "abc", "x"),
        ("s1 and S2", "bc", ""),
        ("Ｓ１ 与 （S2 非 S3）", "b", ""),
        ("S1 OR S2", "abcd", "x"),
        ("S1 NOT S2", "a", "x"),
        ("S2 NOT S1", "d", ""),
        ("NOT S3 AND S1", "ab", "x"),
        ("NOT (NOT S1 OR NOT S2)", "bc", ""),
        ("S2 AND (S3 OR NOT S1)", "cd", ""),
    ],
)
def test_steps_are_combined_by_what_they_found(expression: str, documents: str, unknown: str) -> None:
    assert combine_steps(expression, STEPS) == Found(frozenset(documents), frozenset(unknown))


@pytest.mark.parametrize(
    ("expression", "code", "column"),
    [
        ("S1 AND S9", "step_missing", 8),
        ("S1 AND TI=display", "only_steps", 11),
        ("S1 AND (S2", "bracket_open", 8),
        ("S1 AND", "unfinished", 7),
        ("", "empty", 1),
        ("NOT S1", "steps_denied", 5),
        ("S1 OR NOT S2", "steps_denied", 1),
    ],
)
def test_what_cannot_be_combined_names_its_column(expression: str, code: str, column: int) -> None:
    with pytest.raises(QueryError) as wrong:
        combine_steps(expression, STEPS)
    assert (wrong.value.code, wrong.value.column) == (code, column)
    for lang in ("zh", "en"):
        assert "{" not in wrong.value.sentence(lang)


_SETS = st.frozensets(st.sampled_from("abcdef"))


@given(st.lists(st.tuples(_SETS, _SETS), min_size=3, max_size=3))
def test_the_laws_of_sets_hold_with_unknown_documents(sets: list[tuple[frozenset[str], frozenset[str]]]) -> None:
    steps = {i: Found(sure, unknown - sure) for i, (sure, unknown) in enumerate(sets, start=1)}
    for one, other in (
        ("S1 AND S2", "S2 AND S1"),
        ("S1 AND (S2 OR S3)", "(S1 AND S2) OR (S1 AND S3)"),
        ("S1 NOT (S2 OR S3)", "(S1 NOT S2) NOT S3"),
        ("NOT NOT S1", "S1"),
    ):
        assert combine_steps(one, steps) == combine_steps(other, steps)
