"""A mapping: which columns of a table make which field of a record."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.tabular.cells import Order
from patentry.offices.tabular.headings import squeeze_heading

YES = ("true", "yes", "y", "1", "x", "是", "✓", "√")
"""What a marked cell holds where the mapping does not say otherwise."""
SEPARATORS = r"\s*(?:[;；|]|\n)\s*"


@dataclass(frozen=True)
class TableMapping:
    """`fields`: field → headings, joined in their order. `constants`: field → a value every row has.

    `labels` are yes/no columns whose heading becomes a label where the cell holds one of `yes`.
    """

    headings: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    yes: tuple[str, ...] = YES
    days: Order | None = None
    separator: str = ""
    """What stands between values; empty for `;`, `|` and line ends."""
    padded_group: int = 0

    @property
    def fingerprint(self) -> str:
        """What files with the same headings share."""
        return fingerprint_of(self.headings)

    @property
    def names_patents(self) -> bool:
        """Whether a column gives the patents' numbers; without one nothing can be read."""
        return bool(self.fields.keys() & {"publication_number", "application_number"})

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings of columns that are not read."""
        used = {name for names in (*self.fields.values(), self.labels) for name in names}
        return tuple(name for name in dict.fromkeys(self.headings) if name.strip() and name not in used)

    @cached_property
    def spelling(self) -> Spelling:
        """How the cells are cut."""
        pattern = (
            rf"\s*(?:{re.escape(self.separator.strip() or self.separator)}|\n)\s*" if self.separator else SEPARATORS
        )
        return Spelling(values=re.compile(pattern), padded_group=self.padded_group)

    def told(self) -> str:
        """Answer the mapping in one line, field ← headings."""
        parts = [f"{name} ← {' + '.join(headings)}" for name, headings in self.fields.items()]
        parts += [f"{name} = {value}" for name, value in self.constants.items()]
        if self.labels:
            parts.append(f"labels ← {', '.join(self.labels)}")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping the table suggests. `is_certain`: its numbers can be read and something else is known, too."""

    mapping: TableMapping
    is_certain: bool
    sheet: str = ""


def fingerprint_of(headings: Iterable[str]) -> str:
    """Answer what a heading row is known by, whatever its width, case and spaces."""
    joined = "\x1f".join(squeeze_heading(name) for name in headings).rstrip("\x1f")
    return hashlib.sha256(joined.encode("utf-8", errors="replace")).hexdigest()[:16]
