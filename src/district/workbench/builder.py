"""The query builder: rows of a field, words and how they join, made into a fielded query anybody could have typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from district.design.language import Lang
from district.workbench.library import FieldKind, fields

FEWEST_ROWS = 3
MOST_ROWS = 12
JOINS = ("AND", "OR", "NOT")
QUOTED = (FieldKind.PARTY, FieldKind.NUMBER, FieldKind.FAMILY, FieldKind.STATUS)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the builder; `join` says how it is joined to what stands above it."""

    join: str
    field: str
    words: str


def choices(lang: Lang) -> tuple[tuple[str, str], ...]:
    """Answer the fields one can choose, with their names in a language."""
    return tuple((one.name, f"{one.zh if lang == 'zh' else one.en} ({one.name})") for one in fields())


def rows_sent(joins: Sequence[str], names: Sequence[str], words: Sequence[str]) -> tuple[Row, ...]:
    """Answer the rows of a form as it was sent; what no builder has is left out."""
    known = {one.name for one in fields()}
    sent = zip(joins, names, words, strict=False)
    return tuple(
        Row(join if join in JOINS else "AND", name, text.strip()[:2000])
        for join, name, text in list(sent)[:MOST_ROWS]
        if name in known
    )


def composed(rows: Iterable[Row]) -> str:
    """Answer the query of the rows that say something; each row binds to all that stand above it."""
    query, joined = "", set[str]()
    for row in rows:
        if not row.words:
            continue
        term = _term(row)
        if not query:
            query = f"NOT {term}" if row.join == "NOT" else term
            continue
        # Each row binds to all above it, so what was joined another way before is bracketed.
        head = f"({query})" if joined - {row.join} or query.startswith("NOT") else query
        joined.add(row.join)
        query = f"{head} {'AND NOT' if row.join == 'NOT' else row.join} {term}"
    return query


def _term(row: Row) -> str:
    kind = next(one.kind for one in fields() if one.name == row.field)
    words = row.words
    if kind in QUOTED and not any(sign in words for sign in "\"'()（）"):
        words = f'"{words}"'
    elif kind is FieldKind.DAY:
        return f"{row.field}{words}" if words[0] in "<>" else f"{row.field}={words}"
    elif " " in words and not (words.startswith(('"', "(", "[")) and words.endswith(('"', ")", "]"))):
        words = f"({words})"
    return f"{row.field}={words}"
