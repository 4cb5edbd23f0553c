"""A credit code is taken as people type it, and refused when its check digit does not agree."""

from __future__ import annotations

import pytest

from district.casework.credit_codes import ALPHABET, parse_credit_code

# A code made up for this test; its check digit was computed by hand.
CODE = "91110302MA0000000X"


def test_spaces_small_letters_and_full_width_signs_are_taken() -> None:
    assert parse_credit_code(" 91110302ma00 00000x ") == CODE
    assert parse_credit_code("９１１１０３０２ＭＡ０００００００Ｘ") == CODE


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_sign_is_refused(place: int) -> None:
    other = ALPHABET[(ALPHABET.index(CODE[place]) + 1) % len(ALPHABET)]
    assert parse_credit_code(CODE[:place] + other + CODE[place + 1 :]) is None


@pytest.mark.parametrize("text", ["", "9111", CODE + "0", "I" * 18, "北京" * 9])
def test_what_is_no_code_is_refused(text: str) -> None:
    assert parse_credit_code(text) is None
