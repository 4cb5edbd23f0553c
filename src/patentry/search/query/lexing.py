"""From characters to tokens. Folding keeps every column: a full-width bracket becomes one half-width character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from patentry.search.query.wrong import QueryError

_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00A0: " ",
    **{ord(mark): '"' for mark in "“”„‟«»「」『』"},
    **{ord(mark): "'" for mark in "‘’‚"},
    **{ord(mark): "-" for mark in "‐‑‒–—−"},
    ord("【"): "[",
    ord("】"): "]",
    ord("〔"): "(",
    ord("〕"): ")",
    ord("、"): ",",
    ord("；"): ";",
}
_OPERATORS = {
    "AND": "AND",
    "&": "AND",
    "&&": "AND",
    "与": "AND",
    "并且": "AND",
    "OR": "OR",
    "|": "OR",
    "||": "OR",
    "或": "OR",
    "或者": "OR",
    "NOT": "NOT",
    "ANDNOT": "NOT",
    "!": "NOT",
    "非": "NOT",
}
# In the Dialog and incoPat families (nW) keeps the order and (nN) does not; W/n and $Wn (Lexis, PatSnap) do not either.
_NEARNESS = (
    (re.compile(r"\(?(\d{1,2})W\)?", re.I), True),
    (re.compile(r"\(W(\d{0,2})\)", re.I), True),
    (re.compile(r"\$?PRE/?(\d{1,2})", re.I), True),
    (re.compile(r"ADJ/?(\d{0,2})", re.I), True),
    (re.compile(r"\(?(\d{1,2})N\)?", re.I), False),
    (re.compile(r"\(N(\d{0,2})\)", re.I), False),
    (re.compile(r"\$?W/?(\d{1,2})", re.I), False),
    (re.compile(r"N/(\d{1,2})", re.I), False),
    (re.compile(r"NEAR/?(\d{0,2})", re.I), False),
)
_BRACKETED = re.compile(r"\(\s*(?:\d{0,2}[WN]|[WN]\d{0,2})\s*\)", re.I)
_PLAIN_NEAR = 10
_COMPARED = re.compile(r">=|<=|==|=|:|>|<")
# An apostrophe or & inside a word is part of it: L'Oréal, AT&T.
_SIGN = re.compile(r"&&?|\|\|?|!")
_WORD = re.compile(r"""[^\s()\[\]="<>:,;][^\s()\[\]="<>:,;]*""")


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    OPEN = "("
    CLOSE = ")"
    RANGE_OPEN = "["
    RANGE_CLOSE = "]"
    COMPARE = "="
    COMMA = ","
    OPERATOR = "operator"
    NEAR = "near"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind, its text as folded (of an operator its name) and the column it begins at, from 1."""

    kind: Kind
    text: str
    column: int
    within: int = 0
    ordered: bool = False


_SIGNS = {
    "(": Kind.OPEN,
    ")": Kind.CLOSE,
    "[": Kind.RANGE_OPEN,
    "]": Kind.RANGE_CLOSE,
    ",": Kind.COMMA,
    ";": Kind.COMMA,
}


def fold(text: str) -> str:
    """Answer the text with full-width signs, quotes and dashes as their plain ones, each at its own place."""
    return text.translate(_FOLDED)


def tokens(text: str) -> list[Token]:
    """Answer the tokens of a query, the last one its end. Raises `QueryError` for a quote that is never closed."""
    folded, found, at = fold(text), list[Token](), 0
    while at < len(folded):
        if folded[at].isspace():
            at += 1
            continue
        token, at = _next(folded, at)
        found.append(token)
    return [*found, Token(Kind.END, "", len(text) + 1)]


def _next(text: str, at: int) -> tuple[Token, int]:
    sign, column = text[at], at + 1
    if bracketed := _BRACKETED.match(text, at):
        return _near(re.sub(r"\s", "", bracketed[0]), column), bracketed.end()
    if sign in _SIGNS:
        return Token(_SIGNS[sign], sign, column), at + 1
    if compared := _COMPARED.match(text, at):
        return Token(Kind.COMPARE, compared[0].replace("==", "=").replace(":", "="), column), compared.end()
    if operator := _SIGN.match(text, at):
        return Token(Kind.OPERATOR, _OPERATORS[operator[0]], column), operator.end()
    if sign == '"' or (sign == "'" and "'" in text[at + 1 :]):
        return _quoted(text, at)
    word = _WORD.match(text, at)
    # Every other character begins a word; the pattern leaves out only what was taken above.
    assert word is not None
    return _word(word[0], column), word.end()


def _quoted(text: str, at: int) -> tuple[Token, int]:
    end = text.find(text[at], at + 1)
    if end < 0:
        raise QueryError("quote_open", column=at + 1, found=text[at : at + 20], expected='"')
    return Token(Kind.QUOTED, text[at + 1 : end].strip(), at + 1), end + 1


def _word(text: str, column: int) -> Token:
    if name := _OPERATORS.get(text.upper()):
        return Token(Kind.OPERATOR, name, column)
    if any(pattern.fullmatch(text) for pattern, _ in _NEARNESS):
        return _near(text, column)
    return Token(Kind.WORD, text, column)


def _near(text: str, column: int) -> Token:
    for pattern, ordered in _NEARNESS:
        if matched := pattern.fullmatch(text):
            told = matched[1]
            return Token(Kind.NEAR, text, column, int(told) if told else (0 if ordered else _PLAIN_NEAR), ordered)
    raise AssertionError(text)
