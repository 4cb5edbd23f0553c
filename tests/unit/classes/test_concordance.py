"""A concordance: an IPC place and a keyword match, a place alone is another, lower level."""

from __future__ import annotations

import pytest

from patentry.classes import Level, compile_rows, fold_text, match_branches, match_row, read_moves, shipped_moves
from patentry.records import ConcordanceRow

MOVES = read_moves(shipped_moves())


def row(include: str, **told: object) -> ConcordanceRow:
    """A row of a fictional concordance; keywords and exclusions are separated by spaces."""
    lists = {name: tuple(str(told.get(name, "")).split()) for name in ("exclude", "keywords")}
    return ConcordanceRow(
        scheme="示例产业",
        version="2021",
        branch=str(told.get("branch", "1.1")),
        branch_name="示例",
        row=int(str(told.get("number", 1))),
        include=tuple(include.split()),
        keywords_open=bool(told.get("is_open")),
        **lists,
    )


@pytest.mark.parametrize(
    ("rule", "symbols", "text", "level"),
    [
        (row("A61B5*", keywords="脑部结构"), "A61B5/04", "一种脑部 结构成像装置", Level.MATCHED),
        (row("A61B5*", keywords="ＥＥＧ"), "A61B5/04", "an eeg cap", Level.MATCHED),
        (row("G06F40*"), "G06F40/20", "任何文字", Level.IPC_ONLY),
        (row("A61B5*", keywords="脑部结构", is_open=True), "A61B5/04", "心电", Level.KEYWORD_OPEN),
        (row("A61B5*", keywords="脑部结构"), "A61B5/04", "心电", Level.IPC_KEYWORD_MISS),
        (row("A61B5*", exclude="A61B5/0476", keywords="脑部结构"), "A61B5/0476", "脑部结构", Level.NONE),
        (row("A61B5*", exclude="A61B5/0476", keywords="脑部结构"), "A61B5/0476 A61B5/04", "脑部结构", Level.MATCHED),
        (row("A61B5*", keywords="脑部结构"), "A61K31/00", "脑部结构", Level.NONE),
        (row("H04L1*"), "H04L12/00", "", Level.NONE),
        (row("A61B5*", keywords="脑部结构"), "", "脑部结构", Level.NONE),
    ],
)
def test_levels(rule: ConcordanceRow, symbols: str, text: str, level: Level) -> None:
    (compiled,) = compile_rows([rule]).rows
    assert match_row(compiled, symbols.split(), fold_text(text)).level is level


def test_only_the_first_two_levels_meet_the_rule() -> None:
    assert [level.is_hit for level in Level] == [True, True, False, False, False]


def test_keyword_never_matches_across_title_and_abstract() -> None:
    (compiled,) = compile_rows([row("A61B5*", keywords="脑部结构")]).rows
    assert match_row(compiled, ["A61B5/04"], fold_text("脑部", "结构")).level is Level.IPC_KEYWORD_MISS


def test_new_symbols_meet_an_old_concordance_through_the_edition_map_and_say_so() -> None:
    rule = row("H01L27/32* H01L51*", keywords="显示")
    (compiled,), (mapped,) = compile_rows([rule]).rows, compile_rows([rule], moves=MOVES).rows
    assert match_row(compiled, ["H10K59/12"], fold_text("显示面板")).level is Level.NONE
    found = match_row(mapped, ["H10K59/12"], fold_text("显示面板"))
    assert (found.level, found.symbol, found.keyword, found.moved) == (Level.MATCHED, "H10K59/12", "显示", True)
    assert not match_row(mapped, ["H01L51/50"], fold_text("显示面板")).moved


def test_an_exclusion_reaches_as_far_through_moves_as_an_inclusion() -> None:
    (compiled,) = compile_rows([row("H01L*", exclude="H01L51* H01L27/32*")], moves=MOVES).rows
    assert match_row(compiled, ["H10K59/12"], "").level is Level.NONE
    assert match_row(compiled, ["H10F10/00"], "").level is Level.IPC_ONLY


def test_a_branch_answers_with_its_surest_row() -> None:
    rows = compile_rows(
        [
            row("A61B5*", keywords="血压", number=1),
            row("A61B5*", keywords="脑部结构", number=2),
            row("A61B*", number=3),
            row("G16H", number=4, branch="1.2"),
        ]
    )
    found = match_branches(rows, ["A61B5/04"], fold_text("脑部结构"))
    assert {branch: (match.level, match.row) for branch, match in found.items()} == {"1.1": (Level.MATCHED, 2)}
    found = match_branches(rows, ["A61B5/04", "G16H10/00"], fold_text("心电"))
    assert {branch: match.level for branch, match in found.items()} == {"1.1": Level.IPC_ONLY, "1.2": Level.IPC_ONLY}


def test_a_new_symbol_finds_the_rows_of_an_old_concordance() -> None:
    rows = [
        row("H01L27/32*", branch="a"),
        row("G06F40*", branch="b"),
        row("H01L33*", branch="c"),
        row("H10K*", branch="d"),
    ]
    found = match_branches(compile_rows(rows, moves=MOVES), ["H10K59/12", "G06F17/20"], "")
    assert {branch: match.moved for branch, match in found.items()} == {"a": True, "b": True, "d": False}
