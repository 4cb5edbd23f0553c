"""Which column is which: headings in their many spellings, from a data table of each format."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from patentry.offices.tabular.delimited import Cells

NOT_READ = "-"
"""The field of a heading that is known and deliberately not read."""
_DROPPED = str.maketrans("", "", "()[]{}<>【】〔〕「」《》_-/\\:：*.·'\"“”‘’#、,;\ufeff\u200b\u200c\u200d")
_EVERYWHERE = ("序号", "行号", "编号", "no", "rowno", "row")
_LONGEST_HEADING = 80


def squeeze_heading(text: str) -> str:
    """Fold width, case, spaces, brackets and marks, so that 公开（公告）号 and 公开(公告)号 are one
    heading.
    """
    folded = unicodedata.normalize("NFKC", text[:_LONGEST_HEADING]).casefold()
    return "".join(folded.translate(_DROPPED).split())


def exact_heading(text: str) -> str:
    """Fold case and outer spaces only: the headings of our own tables are field names."""
    return text[:_LONGEST_HEADING].strip("\ufeff \t\n").casefold()


@dataclass(frozen=True)
class Heading:
    """A heading row as it stands in the file. `fields` has None for a column that is not read."""

    row: int
    names: tuple[str, ...]
    fields: tuple[str | None, ...]
    unknown: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        """The fields the row names."""
        return frozenset(field for field in self.fields if field)

    @cached_property
    def is_mostly_known(self) -> bool:
        """Whether more headings are known than not: a table that shares a word or two with ours is another's."""
        return sum(1 for name in self.names if name) > 2 * len(self.unknown)

    @cached_property
    def repeated(self) -> tuple[str, ...]:
        """The headings of columns whose field stood before."""
        return tuple(
            self.names[index] for index, field in enumerate(self.fields) if field and field in self.fields[:index]
        )

    def name_of(self, field: str) -> str:
        """Answer the heading under which the file has this field, or the field's own name."""
        return self.names[self.fields.index(field)] if field in self.fields else field


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings a format knows: spelling → field."""

    fields: Mapping[str, str]
    exact: bool = False

    def field_of(self, name: str) -> str | None:
        """Answer the field, `NOT_READ`, or None for a heading nobody knows."""
        return self.fields.get(exact_heading(name) if self.exact else squeeze_heading(name))

    def read(self, row: int, cells: Cells) -> Heading:
        """Read one row as a heading row."""
        found = [self.field_of(cell) for cell in cells]
        return Heading(
            row=row,
            names=tuple(cell.strip() for cell in cells),
            fields=tuple(None if field == NOT_READ else field for field in found),
            unknown=tuple(
                cell.strip()
                for cell, field in zip(cells, found, strict=True)
                if field is None and squeeze_heading(cell)
            ),
        )

    def find(self, rows: Iterable[tuple[int, Cells]]) -> Heading | None:
        """Answer the first row with at least two known headings; rows above it are banners."""
        for number, cells in rows:
            heading = self.read(number, cells)
            if len(heading.known) >= 2:
                return heading
        return None


def load_headings(package: str, *, table: str | None = None) -> Headings:
    """Load a format's `headings.csv` (columns `heading,field`, and `table` where one folder has several)."""
    text = files(package).joinpath("headings.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    fields = {squeeze_heading(name): NOT_READ for name in _EVERYWHERE}
    fields |= {squeeze_heading(row["heading"]): row["field"] for row in rows if row.get("table") == table}
    return Headings(fields)


def exact_headings(names: Iterable[str]) -> Headings:
    """Answer headings that are their own field names."""
    return Headings({name: name for name in names}, exact=True)
