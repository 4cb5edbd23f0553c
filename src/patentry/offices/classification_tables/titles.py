"""The format `class_titles`: titles of symbols, as WIPO's plain lists give them or as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from patentry.classes import parse_ipc
from patentry.offices.reading import Batch, Chunk, Source
from patentry.offices.tabular.cells import language_of
from patentry.offices.tabular.delimited import rows_of_text
from patentry.offices.tabular.encoding import encoding_of, text_of_sample
from patentry.offices.tabular.headings import Heading, Headings, load_headings
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import Rows, TabularFormat
from patentry.records import ClassTitle

_SYMBOL = r"[A-HY](?:\d\d(?:[A-Z](?:\s*\d{1,4}(?:/\d{1,6})?)?)?)?"
_LINE = re.compile(rf"{_SYMBOL}\t\s*\S")
_WHOLE = re.compile(_SYMBOL)
_LINES_LOOKED_AT = 20
PLAIN = Heading(row=0, names=("symbol", "title"), fields=("symbol", "title"), unknown=())


class ClassTitles(TabularFormat):
    """Rows of `scheme,symbol,lang,title,edition`, or lines of a symbol, a tab and a title without headings."""

    name = "class_titles"
    needs = (frozenset({"symbol"}), frozenset({"title"}))
    refuses = frozenset({"number"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def recognises(self, source: Source) -> bool:
        """Answer whether the file is such lines, or a sheet with our headings."""
        return _is_plain(source) or super().recognises(source)

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the lines or the sheet by rows."""
        if not _is_plain(source):
            yield from super().chunks(source)
            return
        damaged = encoding_of(source.path).damaged
        rows: list[tuple[int, list[str]]] = []
        for number, cells in rows_of_text(source.path, "\t"):
            rows.append((number, [cells[0], " ".join(filter(None, cells[1:]))]))
            if len(rows) >= self.rows_per_chunk:
                yield Chunk(rows[0][0], Rows(PLAIN, rows, damaged=damaged))
                rows = []
        if rows:
            yield Chunk(rows[0][0], Rows(PLAIN, rows, damaged=damaged))

    def take(self, row: Row, batch: Batch) -> None:
        """Take one title; a symbol that is none, or no title, refuses the row."""
        title = row.text("title")
        symbol, level = _symbol(row.text("symbol"))
        if not title:
            raise RowRefusedError("title_missing", "title", row.text("symbol"))
        edition = row.optional("edition")
        batch.reference.append(
            ClassTitle(
                scheme=(row.text("scheme") or "IPC").upper(),
                symbol=symbol,
                level=level,
                lang=row.text("lang").lower() or language_of(title),
                title=title,
                edition=edition,
            )
        )
        batch.documents += 1


def _is_plain(source: Source) -> bool:
    """Whether the first line that holds anything is a symbol, a tab and a title, and so are most that follow."""
    text = text_of_sample(source.sample())
    lines = [line for line in (text or "").lstrip("\ufeff").splitlines() if line.strip()][:_LINES_LOOKED_AT]
    fitting = sum(bool(_LINE.match(line)) for line in lines)
    return len(lines) >= 2 and bool(_LINE.match(lines[0])) and fitting * 4 >= len(lines) * 3


def _symbol(text: str) -> tuple[str, str]:
    """The canonical symbol and its level; a main group may stand without its /00."""
    squeezed = "".join(text.upper().split())
    if not _WHOLE.fullmatch(squeezed):
        raise RowRefusedError("class_unreadable", "symbol", text)
    if len(squeezed) <= 4:
        return squeezed, {1: "section", 3: "class", 4: "subclass"}[len(squeezed)]
    symbol = parse_ipc(squeezed if "/" in squeezed else f"{squeezed}/00")
    if symbol is None:
        raise RowRefusedError("class_unreadable", "symbol", text)
    return symbol, "group" if symbol.endswith("/00") else "subgroup"
