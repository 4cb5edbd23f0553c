"""Printing: JSON for programs, columns for people, complaints to stderr."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from patentry.wording import Lang, say


def plain(value: Any) -> Any:
    """Answer a value as JSON knows it: ISO dates, dataclasses as objects, tuples as lists, whole numbers whole."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command prints, and in which language."""

    as_json: bool
    lang: Lang

    def say(self, code: str, **values: object) -> str:
        """Answer a sentence in the output's language."""
        return say(code, lang=self.lang, **values)

    def json(self, value: object) -> None:
        """Print a value as JSON."""
        print(json.dumps(plain(value), ensure_ascii=False, indent=None))

    def line(self, text: str = "") -> None:
        """Print a line for people."""
        print(text)

    def table(self, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print rows in columns; a wide Chinese character takes two places."""
        cells = [list(heading), *[["—" if cell is None else str(cell) for cell in row] for row in rows]]
        widths = [max(_width(row[i]) for row in cells) for i in range(len(heading))]
        for row in cells:
            padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
            print("  ".join(padded).rstrip())

    def csv(self, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print rows for a spreadsheet: with a mark of UTF-8, and no cell that would run as a formula."""
        lines = io.StringIO(newline="")
        writer = csv.writer(lines)
        writer.writerow(heading)
        writer.writerows([_cell(value) for value in row] for row in rows)
        print("\ufeff" + lines.getvalue(), end="")

    def complain(self, text: str) -> None:
        """Print what is wrong, for people, or as JSON where that was asked for; always to stderr."""
        print(json.dumps({"error": text}, ensure_ascii=False) if self.as_json else text, file=sys.stderr)


def _cell(value: object) -> object:
    if isinstance(value, str) and value.lstrip()[:1] in ("=", "+", "-", "@"):
        return f"'{value}"
    return value


def _width(text: str) -> int:
    return sum(2 if "⺀" <= c <= "￠" else 1 for c in text)
