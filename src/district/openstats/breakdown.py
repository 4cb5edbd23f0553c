"""A figure told apart: the groups of one breakdown with their names, shares and what is not settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from district.design.language import Lang
from district.openstats import words
from district.openstats.figure_page import BY_CASE, BY_HOLDER
from district.openstats.provider import FigureRow, Opened, sentence, word
from district.openstats.selection import Choice
from district.openstats.words import group_word, named, spoken
from patentry.statistics.holders.turnover import INVENTIONS

SHOWN = 50
"""A nation has a hundred thousand holders; a page shows the largest, the API gives them all."""
OVERLAP = "overlap"
IN_ORDER = ("industry", "overseas", "ten_years", "pledge", "award")
"""The cases as the national definition lists them."""
FAMILIES = {BY_CASE: "case", "match_level": "level"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One group. `share` is of the whole; None where the figure is no count or the group was not evaluated."""

    code: str
    name: str
    value: float | None
    unknown: float
    share: float | None
    held: float | None = None
    """Of an organisation that is counted itself: its patents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One case: of each other the patents of both, sure and possible; its own cell and `only` are of it at all and of
    it alone. None where the case was not evaluated, which is no nought."""

    name: str
    cells: tuple[tuple[float, float] | None, ...]
    only: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The largest groups, the sum of the others, the whole, and what has to be said of them."""

    rows: tuple[GroupRow, ...]
    left: int
    left_value: float
    whole: float | None
    unknown: float
    overlapping: bool
    notes: tuple[str, ...]
    matrix: tuple[MatrixRow, ...] = ()


def gather(choice: Choice, by: str, *, stats: Opened, lang: Lang, shown: int | None = SHOWN) -> Breakdown:
    """Answer the groups of a question, all of them where `shown` is None. Raises `NotAnswered` for a breakdown
    the figure has not or nobody can make."""
    told, whole = _rows(choice, by, stats), _rows(choice, None, stats)[0]
    names = stats.group_names(by)
    definition = stats.definition(choice.figure)
    counts = definition is not None and not definition.denominator
    rows = [
        GroupRow(
            code=row.group or "",
            name=_name(row.group, by, names, stats, lang),
            value=row.value,
            unknown=row.unknown,
            held=next((part.count for part in row.parts if part.name == INVENTIONS), None),
            share=row.value / whole.value if counts and row.value is not None and whole.value else None,
        )
        for row in told
        if row.value or row.unknown or row.value is None
    ]
    if any(row.held is not None for row in rows) and by == BY_HOLDER:
        rows.sort(key=lambda row: (-(row.value or 0), -(row.held or 0), row.name))
    left = rows[shown:] if shown is not None else []
    notes = dict.fromkeys(note for row in told for note in row.notes if note != "note.groups_overlap")
    return Breakdown(
        rows=tuple(rows[:shown]),
        left=len(left),
        left_value=sum(row.value or 0 for row in left),
        whole=whole.value,
        unknown=whole.unknown,
        overlapping=by == BY_CASE or any("note.groups_overlap" in row.notes for row in told),
        notes=tuple(sentence(note, lang=lang) for note in notes),
        matrix=_matrix(told, choice, stats, lang) if by == OVERLAP else (),
    )


def _matrix(told: tuple[FigureRow, ...], choice: Choice, stats: Opened, lang: Lang) -> tuple[MatrixRow, ...]:
    """The cases against each other, from the patents told apart by the cases that hold together."""
    cases = {row.group or "": row.value is not None for row in _rows(choice, BY_CASE, stats)}
    held = [(frozenset((row.group or "").split("+")), row.value or 0, row.unknown) for row in told]

    def both(one: str, other: str) -> tuple[float, float] | None:
        if not (cases[one] and cases[other]):
            return None
        hits = [(sure, possible) for codes, sure, possible in held if {one, other} <= codes]
        return sum(sure for sure, _ in hits), sum(possible for _, possible in hits)

    def only(case: str) -> tuple[float, float] | None:
        return next(((s, p) for codes, s, p in held if codes == {case}), (0, 0)) if cases[case] else None

    ordered = [case for case in IN_ORDER if case in cases]
    return tuple(
        MatrixRow(
            name=word("case", case, lang=lang),
            cells=tuple(both(case, other) for other in ordered),
            only=only(case),
        )
        for case in ordered
    )


def _rows(choice: Choice, by: str | None, stats: Opened) -> tuple[FigureRow, ...]:
    return stats.figure(
        choice.figure, region=choice.region, on=choice.on, view=choice.view, attribution=choice.attribution, by=by
    ).rows


def offered(choice: Choice, *, stats: Opened, lang: Lang) -> list[tuple[str, str]]:
    """Answer the breakdowns a figure has, by code and name; one whose list is not on file is not offered."""
    definition = stats.definition(choice.figure)
    known = (by for by in (definition.breakdowns if definition else ()) if stats.can_be_told_apart(by))
    return [(by, word("grouping", by, lang=lang)) for by in known]


def group_name(code: str, by: str, *, stats: Opened, lang: Lang) -> str:
    """Answer what a group is called. Raises `NotAnswered` where the breakdown cannot be made."""
    return _name(code, by, stats.group_names(by), stats, lang)


def _name(code: str | None, by: str, names: Mapping[str, tuple[str, str]], stats: Opened, lang: Lang) -> str:
    if code is None:
        return word("group", "unknown", lang=lang)
    if by == "region":
        found = stats.region(code)
        return spoken(found, "name", lang) if found else code
    if by == "right_type":
        return named(words.RIGHT_TYPES, code)
    if by == "co_owners":
        return " + ".join(word("holder_type", one, lang=lang) for one in code.split("+"))
    if by == "overlap":
        return " + ".join(word("case", case, lang=lang) for case in code.split("+"))
    if code in names:
        return f"{code} {names[code][0 if lang == 'zh' else 1]}"
    if by in FAMILIES:
        return word(FAMILIES[by], code, lang=lang)
    return group_word(code, lang=lang)
