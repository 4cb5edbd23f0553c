"""Classification symbols in the spellings of offices and vendors."""

from __future__ import annotations

import pytest

from patentry.classes import class_of, format_symbol, parse_ipc, section_of


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("H01L21/00", "H01L21/00"),
        ("H01L  21/00", "H01L21/00"),
        ("h01l 21/302", "H01L21/302"),
        ("H01L 21/00(2006.01)I", "H01L21/00"),
        ("H01L21/00 (2006.01) I", "H01L21/00"),
        ("H01L21/00(20060101)AFI", "H01L21/00"),
        ("H01L-021/00", "H01L21/00"),
        ("Ｈ０１Ｌ２１／００", "H01L21/00"),
        ("G06F015/16", "G06F15/16"),
        ("G06F3/048817", "G06F3/048817"),
        ("H01L2221/683", "H01L2221/683"),
        ("Y02E10/50", "Y02E10/50"),
        ("H01L0021302000", "H01L21/302"),
        ("A61K0008000000", "A61K8/00"),
        ("H01L", "H01L"),
        ("H01L(2006.01)", "H01L"),
    ],
)
def test_spellings_of_one_symbol_give_its_canonical_form(spelling: str, canonical: str) -> None:
    assert parse_ipc(spelling) == canonical


@pytest.mark.parametrize(
    ("columns", "canonical"),
    [
        ("A45F  504", "A45F5/04"),
        ("H05K  720", "H05K7/20"),
        ("A43B 2300", "A43B23/00"),
        ("C07C24900", "C07C249/00"),
        ("H01L 21302", "H01L21/302"),
    ],
)
def test_main_group_of_the_fixed_width_form_stands_in_three_columns(columns: str, canonical: str) -> None:
    assert parse_ipc(columns) == canonical


@pytest.mark.parametrize(
    "text", ["", "0299", "H01", "I01L21/00", "H01L21", "H01L21/0", "02-99", "半导体", "H01L21/00;G06F3/00"]
)
def test_what_is_no_symbol_is_never_guessed(text: str) -> None:
    assert parse_ipc(text) is None
    assert section_of(text) is None
    assert class_of(text) is None


def test_section_and_class_are_the_head_of_the_symbol() -> None:
    assert section_of("H01L 21/00") == "H"
    assert class_of("H01L 21/00") == "H01"
    assert class_of("G06F") == "G06"


def test_zeros_that_only_pad_a_subgroup_are_dropped_and_two_digits_stay() -> None:
    assert format_symbol(subclass="H01L", main="0021", sub="300000") == "H01L21/30"
    assert format_symbol(subclass="H01L", main="21", sub="00") == "H01L21/00"
    assert format_symbol(subclass="H01L", main=None, sub=None) == "H01L"
