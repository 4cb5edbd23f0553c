"""What is wrong with a query, and where."""

from __future__ import annotations

from patentry.wording import Lang, say


class QueryError(ValueError):
    """A query that cannot be read: a stable `code`, the `column` (from 1) it happened at, and what was
    `expected` there (a sign, or `@` and the name of a thing)."""

    def __init__(self, code: str, *, column: int, found: str = "", expected: str = "") -> None:
        super().__init__(f"{code} at {column}: {found!r}, expected {expected}")
        self.code = code
        self.column = column
        self.found = found
        self.expected = expected

    def sentence(self, lang: Lang) -> str:
        """Answer what to tell the person."""
        named = self.expected.startswith("@")
        expected = say(f"query.expected.{self.expected[1:]}", lang=lang) if named else self.expected
        return say(f"query.{self.code}", lang=lang, column=self.column, found=self.found, expected=expected)
