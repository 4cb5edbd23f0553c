"""A tree as text that reads back as the same tree: what the search log and every report print."""

from __future__ import annotations

from patentry.search.query.fields import fields
from patentry.search.query.tree import (
    And,
    ClassIs,
    DayIn,
    Near,
    Node,
    Not,
    NumberIs,
    Or,
    PartyIs,
    Phrase,
    StatusIs,
    Step,
    Word,
)


def format_query(node: Node) -> str:
    """Answer the query in its plain form, every term with its field."""
    match node:
        case And(parts):
            return " AND ".join(_inner(part) for part in parts)
        case Or(parts):
            return " OR ".join(_inner(part) for part in parts)
        case Not(inner):
            return f"NOT {_inner(inner)}"
        case Near(first, second, within, ordered):
            sign = f"PRE/{within}" if ordered else f"NEAR/{within}"
            return f"{format_query(first)} {sign} {format_query(second)}"
        case Step(number):
            return f"S{number}"
        case _:
            return _leaf(node)


def _inner(node: Node) -> str:
    text = format_query(node)
    return f"({text})" if isinstance(node, And | Or | Near) else text


def _leaf(node: Word | Phrase | ClassIs | PartyIs | NumberIs | DayIn | StatusIs) -> str:
    match node:
        case Word(text, sections):
            return f"{_named(sections)}={text}"
        case Phrase(text, sections):
            return f"{_named(sections)}={_quoted(text)}"
        case ClassIs(scheme, pattern):
            return f"{scheme}={pattern}"
        case PartyIs(roles, name):
            return f"{_named(roles)}={_quoted(name)}"
        case NumberIs(kinds, number):
            return f"{_named(kinds)}={_quoted(number)}"
        case DayIn(day, first, last):
            return f"{_named((day,))}=[{first or '*'} TO {last or '*'}]"
        case StatusIs(field, value):
            return f"{field}={_quoted(value)}"


def _quoted(text: str) -> str:
    # A text never holds both kinds: one of them would have ended it.
    return f"'{text}'" if '"' in text else f'"{text}"'


def _named(sections: tuple[str, ...]) -> str:
    return next(field.name for field in fields() if field.sections == sections)
