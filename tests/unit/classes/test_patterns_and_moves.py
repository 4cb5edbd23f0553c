"""Patterns of symbols, and where matter stands in another edition."""

from __future__ import annotations

import pytest

from patentry.classes import FieldTable, PatternError, move, parse_pattern, read_moves, same_matter, shipped_moves
from patentry.classes import technology_field as field_of
from patentry.records import SymbolMove, TechnologyField

MOVES = read_moves(
    SymbolMove(from_symbol=before, to_symbol=after, edition=edition, source="", checked="")
    for before, after, edition in (
        ("G06F17/30*", "G06F16*", "2019.01"),
        ("H01L27*", "H01L27*", "2020.01"),
        ("H01L27/32*", "H10K59*", "2023.01"),
        ("H01L51*", "H10K*", "2023.01"),
        ("H10K59*", "H10K1*", "2030.01"),
    )
)


@pytest.mark.parametrize(
    ("pattern", "covered", "outside"),
    [
        ("H04L1*", ["H04L1/00", "H04L1/18"], ["H04L12/00", "H04L", "H04W1/00"]),
        ("H01L27/32", ["H01L27/32"], ["H01L27/322", "H01L27/30"]),
        ("H01L27/32*", ["H01L27/32", "H01L27/322"], ["H01L27/30"]),
        ("H01L 27/00", ["H01L27/00"], ["H01L27/32"]),
        ("G16H", ["G16H10/60", "G16H"], ["G16B10/00"]),
        ("H04*", ["H04L1/00", "H04W4/00"], ["H05B1/00"]),
        ("H04N   3%", ["H04N3/12"], ["H04N30/00"]),
        ("H04N 101%", ["H04N101/00"], ["H04N1/00"]),
        ("F21H%", ["F21H3/00"], ["F21K9/00"]),
        ("A61B5", ["A61B5/00"], ["A61B5/04"]),
        ("ａ６１ｂ５＊", ["A61B5/04"], ["A61B50/00"]),
        ("H", ["H01L27/32"], ["G06F1/00"]),
    ],
)
def test_pattern_covers_what_it_writes(pattern: str, covered: list[str], outside: list[str]) -> None:
    parsed = parse_pattern(pattern)
    assert all(parsed.covers(symbol) for symbol in covered)
    assert not any(parsed.covers(symbol) for symbol in outside)
    assert parse_pattern(parsed.text) == parsed


@pytest.mark.parametrize("text", ["", "*", "Z01L", "H0412", "H01L/32", "H01L27/", "H04L1**", "显示"])
def test_what_is_no_pattern_is_refused(text: str) -> None:
    with pytest.raises(PatternError):
        parse_pattern(text)


@pytest.mark.parametrize(
    ("symbol", "edition", "now"),
    [
        ("G06F17/30", "2015.01", ["G06F16*"]),
        ("G06F17/30", "2019.01", ["G06F17/30"]),
        ("G06F17/50", "2015.01", ["G06F17/50"]),
        ("H01L51/52", "2021.01", ["H10K*"]),
        ("H01L27/32", "2021.01", ["H10K1*"]),
        ("H01L27/322", "2025.01", ["H01L27/322"]),
        ("A61K31/00", "2015.01", ["A61K31/00"]),
    ],
)
def test_symbol_moves_through_the_editions_after_its_own(symbol: str, edition: str, now: list[str]) -> None:
    assert [place.text for place in move(symbol, MOVES, from_edition=edition)] == now


def test_matter_is_found_from_either_side_of_a_move() -> None:
    assert same_matter(parse_pattern("H01L27/32*"), "H10K59/12", MOVES)
    assert same_matter(parse_pattern("H01L27*"), "H10K59/12", MOVES)
    assert same_matter(parse_pattern("H10K59*"), "H01L27/32", MOVES)
    assert not same_matter(parse_pattern("H01L27/30*"), "H10K59/12", MOVES)
    assert not same_matter(parse_pattern("H01L27/32*"), "H10F10/00", MOVES)


def test_shipped_moves_are_patterns_and_say_how_sure_they_are() -> None:
    rows = shipped_moves()
    assert len(read_moves(rows)) == len(rows) > 30
    assert all(row.source and row.checked in ("read", "unverified") for row in rows)
    moves = read_moves(rows)
    for before, after in (
        ("H01L27/32", "H10K59*"),
        ("H01L51/50", "H10K*"),
        ("H01L31/04", "H10F*"),
        ("H01L33/00", "H10H*"),
    ):
        assert [place.text for place in move(before, moves, from_edition="2021.01")] == [after]


def test_field_is_that_of_the_longest_place_in_the_table_and_follows_moves() -> None:
    def row(number: int, ipc: str) -> TechnologyField:
        return TechnologyField(field=number, sector="", name="", ipc=ipc)

    table = FieldTable.of([row(8, "H01L*"), row(2, "H04N3*"), row(3, "H04N1*"), row(10, "G01N*"), row(11, "G01N33*")])
    moves = read_moves(shipped_moves())

    def number(symbol: str) -> int | None:
        found = field_of(symbol, table, moves=moves)
        return found.field if found else None

    assert [number(symbol) for symbol in ("H01L21/00", "H04N3/12", "H04N1/00", "G01N21/00", "G01N33/50")] == [
        8,
        2,
        3,
        10,
        11,
    ]
    assert [number(symbol) for symbol in ("H10K59/12", "H10F10/00", "H10H20/00")] == [8, 8, 8]
    assert [number(symbol) for symbol in ("H04N5/00", "A01B1/00", "nonsense")] == [None, None, None]
