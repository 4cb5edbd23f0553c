"""Reference rows about classification: technology fields, titles, symbols that moved, concordances."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyField:
    """One line of WIPO's table of technology fields: the IPC places of a field.

    `ipc` is a pattern of `patentry.classes.patterns`: "F21H*" a subclass, "H04N3*" a main group.
    """

    field: int
    sector: str
    name: str
    ipc: str
    updated_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTitle:
    """The title of a symbol in a language. `level`: section, class, subclass, group or subgroup.

    A symbol may have several titles in one edition (a guidance heading beside its own title); all are kept.
    """

    scheme: str
    symbol: str
    level: str
    lang: str
    title: str
    edition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolMove:
    """Matter that moved from one place of the IPC to another with an edition.

    Both sides are patterns of `patentry.classes.patterns`: matter under `from_symbol` stands from `edition` on
    somewhere under `to_symbol`.
    """

    from_symbol: str
    to_symbol: str
    edition: str
    source: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceRow:
    """One row of a concordance between branches of industry and the IPC.

    `include` and `exclude` are patterns; `keywords` narrow an IPC hit down, and `keywords_open` says that their list
    ends with 等. A row without keywords rests on the IPC alone. `edition` is the IPC edition of its symbols.
    """

    scheme: str
    version: str
    branch: str
    branch_name: str
    row: int
    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    keywords_open: bool = False
    edition: str | None = None
    source: str = ""
