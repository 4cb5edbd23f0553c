"""From tokens to the tree, by recursive descent. Terms side by side must all be found, as the commercial tools read it.

query   := any                      any  := all (OR all)*
all     := one ((AND | NOT | ·) one)*    one := NOT one | term (NEAR term)*
term    := ( any ) | FIELD = value | "phrase" | word | S1
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from patentry.search.query.fields import Field, FieldKind, field_named, fields
from patentry.search.query.lexing import Kind, Token, tokens
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
from patentry.search.query.wrong import QueryError

MOST_TERMS = 2_000
MOST_DEPTH = 60
_STEP = re.compile(r"S(\d{1,4})", re.I)
_DAY = re.compile(r"(\d{4})[-./]?(\d{1,2})?[-./]?(\d{1,2})?")
_SUBCLASS = re.compile(r"[A-HY]\d\d[A-Z]", re.I)
_GROUP = re.compile(r"\d{1,4}(?:/\d{1,6})?\*?")
_OPEN_END = ("", "*", "TODAY", "NOW", "今")
_TEXT = FieldKind.TEXT


def parse_query(text: str, *, default: str = "ALL") -> Node:
    """Answer the tree of a query; words without a field are looked for in `default`.

    Raises `QueryError` with the column of what cannot be read and what was expected there.
    """
    home = field_named(default)
    if home is None or home.kind is not _TEXT:
        raise ValueError(f"{default} is no field of text")
    found = tokens(text)
    if found[0].kind is Kind.END:
        raise QueryError("empty", column=1)
    if len(found) > MOST_TERMS:
        raise QueryError("too_long", column=found[MOST_TERMS].column, found=str(len(found)), expected=str(MOST_TERMS))
    return _Reader(found, home).whole()


@dataclass
class _Reader:
    tokens: list[Token]
    home: Field
    at: int = 0
    depth: int = 0
    named: int = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        """The token at hand, and go on; the end stays at hand."""
        token = self.now
        if token.kind is not Kind.END:
            self.at += 1
        return token

    def whole(self) -> Node:
        node = self.any(self.home)
        if self.now.kind is not Kind.END:
            code = "bracket_closed" if self.now.kind in (Kind.CLOSE, Kind.RANGE_CLOSE) else "unexpected"
            raise self.wrong(code, "AND, OR, NOT")
        return node

    def wrong(self, code: str, expected: str, token: Token | None = None) -> QueryError:
        token = token or self.now
        return QueryError(code, column=token.column, found=token.text, expected=expected)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise self.wrong("too_deep", str(MOST_DEPTH))

    def any(self, field: Field) -> Node:
        self.deeper()
        parts = [self.all(field)]
        while self.now.kind is Kind.COMMA or (self.now.kind is Kind.OPERATOR and self.now.text == "OR"):
            self.take()
            parts.append(self.all(field))
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all(self, field: Field) -> Node:
        parts = [self.one(field)]
        while not self._ends():
            if self.now.kind is Kind.OPERATOR and self.now.text == "AND":
                self.take()
            parts.append(self.one(field))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _ends(self) -> bool:
        token = self.now
        return token.kind in (Kind.END, Kind.CLOSE, Kind.RANGE_CLOSE, Kind.COMMA) or (
            token.kind is Kind.OPERATOR and token.text == "OR"
        )

    def one(self, field: Field) -> Node:
        if self.now.kind is Kind.OPERATOR and self.now.text == "NOT":
            self.deeper()
            self.take()
            denied = Not(self.one(field))
            self.depth -= 1
            return denied
        node = self.term(field)
        while self.now.kind is Kind.NEAR:
            node = self.near(node, field)
        return node

    def near(self, first: Node, field: Field) -> Node:
        sign = self.take()
        second = self.term(field)
        for side in (first, second):
            if not isinstance(side, Word | Phrase):
                raise self.wrong("near_of_words", "", sign)
        assert isinstance(first, Word | Phrase)
        assert isinstance(second, Word | Phrase)
        return Near(first, second, sign.within, sign.ordered, sign.column)

    def term(self, field: Field) -> Node:
        token = self.now
        if token.kind is Kind.OPEN:
            self.take()
            node = self.any(field)
            self.close(token)
            return node
        if token.kind is Kind.WORD and self.tokens[self.at + 1].kind is Kind.COMPARE:
            return self.fielded()
        if token.kind is Kind.RANGE_OPEN and field.kind is FieldKind.DAY:
            return self.days(field)
        if token.kind in (Kind.WORD, Kind.QUOTED):
            return self.leaf(field)
        raise self.wrong("unexpected" if token.text else "unfinished", "@term")

    def close(self, opened: Token) -> None:
        if self.now.kind is not Kind.CLOSE:
            raise self.wrong("bracket_open", ")", opened)
        self.take()

    def fielded(self) -> Node:
        name = self.take()
        field = field_named(name.text)
        if field is None:
            raise self.wrong("field_unknown", _fields_nearest_first(name.text), name)
        compare = self.take()
        if compare.text != "=" and field.kind is not FieldKind.DAY:
            raise self.wrong("compare_of_days", "=", compare)
        if field.kind is FieldKind.DAY and self.now.kind is not Kind.OPEN:
            return self.days(field, compare.text)
        self.named += 1
        node = self.term(field)
        self.named -= 1
        return node

    def days(self, field: Field, compare: str = "=") -> Node:
        token = self.take()
        day = field.sections[0]
        if token.kind is Kind.RANGE_OPEN:
            return self.range(day, token)
        if token.kind not in (Kind.WORD, Kind.QUOTED):
            raise self.wrong("day_wrong", "20180101", token)
        if ".." in token.text or re.fullmatch(r"\d{8}-\d{8}", token.text):
            low, _, high = token.text.partition(".." if ".." in token.text else "-")
            ends = (Token(Kind.WORD, low, token.column), Token(Kind.WORD, high, token.column))
            return self.between(day, *ends, token)
        first_day, last_day = self.day(token)
        return _compared(day, compare, first_day, last_day, token.column)

    def range(self, day: str, opened: Token) -> Node:
        first, parted = self.take(), self.take()
        if parted.kind is not Kind.COMMA and parted.text.upper() not in ("TO", "至", "到", "-"):
            raise self.wrong("range_open", "TO", parted)
        last, closed = self.take(), self.now
        if closed.kind is not Kind.RANGE_CLOSE:
            raise self.wrong("range_open", "]")
        self.take()
        return self.between(day, first, last, opened)

    def between(self, day: str, first: Token, last: Token, token: Token) -> Node:
        low = None if first.text.upper() in _OPEN_END else self.day(first)[0]
        high = None if last.text.upper() in _OPEN_END else self.day(last)[1]
        if low and high and low > high:
            raise self.wrong("range_backwards", f"{high} ≥ {low}", token)
        return DayIn(day, low, high, token.column)

    def day(self, token: Token) -> tuple[date, date]:
        """The first and last day a year, a month or a day stands for."""
        matched = _DAY.fullmatch(token.text)
        if matched is None:
            raise self.wrong("day_wrong", "20180101", token)
        year, month, day = (int(part) if part else 0 for part in matched.groups())
        try:
            if not month:
                return date(year, 1, 1), date(year, 12, 31)
            last = day if day else calendar.monthrange(year, month)[1]
            return date(year, month, day or 1), date(year, month, last)
        except (ValueError, calendar.IllegalMonthError) as error:
            raise self.wrong("day_wrong", "20180101", token) from error

    def leaf(self, field: Field) -> Node:
        token = self.take()
        if field.kind is _TEXT:
            return self.text(token, field)
        if field.kind is FieldKind.DAY:
            first, last = self.day(token)
            return DayIn(field.sections[0], first, last, token.column)
        if field.kind is FieldKind.CLASS:
            return ClassIs(field.name, self.symbol(token), token.column)
        if field.kind is FieldKind.NUMBER:
            return NumberIs(field.sections, token.text, token.column)
        if field.kind is FieldKind.PARTY:
            return PartyIs(field.sections, self.name(token), token.column)
        return StatusIs(field.name, token.text, token.column)

    def symbol(self, token: Token) -> str:
        """A symbol may be written with a blank, "H01L 27/32"."""
        is_parted = _SUBCLASS.fullmatch(token.text) and self.now.kind is Kind.WORD and _GROUP.fullmatch(self.now.text)
        return f"{token.text}{self.take().text}".upper() if is_parted else token.text.upper()

    def name(self, token: Token) -> str:
        """A name of several words need not be quoted: words side by side belong to it."""
        parts = [token.text]
        while token.kind is Kind.WORD and self.now.kind is Kind.WORD and not self._begins_field():
            parts.append(self.take().text)
        return " ".join(parts)

    def _begins_field(self) -> bool:
        return self.tokens[self.at + 1].kind is Kind.COMPARE

    def text(self, token: Token, field: Field) -> Node:
        if token.kind is Kind.QUOTED:
            if not token.text:
                raise self.wrong("phrase_empty", "@word", token)
            return Phrase(token.text, field.sections, token.column)
        if not self.named and (matched := _STEP.fullmatch(token.text)):
            return Step(int(matched[1]), token.column)
        if not token.text.strip("*?#"):
            raise self.wrong("only_wildcards", "@letter", token)
        return Word(token.text, field.sections, token.column)


def _fields_nearest_first(name: str) -> str:
    names = [one.name for one in fields()]
    near = get_close_matches(name.upper(), names, n=2, cutoff=0.6)
    return ", ".join(dict.fromkeys([*near, *names]))


def _compared(day: str, compare: str, first: date, last: date, column: int) -> DayIn:
    low = {"=": first, ">=": first, ">": _after(last)}.get(compare)
    high = {"=": last, "<=": last, "<": _before(first)}.get(compare)
    return DayIn(day, low, high, column)


def _after(day: date) -> date:
    return day if day == date.max else date.fromordinal(day.toordinal() + 1)


def _before(day: date) -> date:
    return day if day == date.min else date.fromordinal(day.toordinal() - 1)
