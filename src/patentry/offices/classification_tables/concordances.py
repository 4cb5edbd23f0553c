"""The format `concordances`: branches of an industry classification by IPC place and keyword."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from patentry.classes import Move, read_moves, row_doubts, shipped_moves
from patentry.offices.classification_tables.places import PlaceError, read_places
from patentry.offices.classification_tables.symbol_moves import read_edition
from patentry.offices.reading import Batch
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import ConcordanceRow

_CUT = re.compile(r"[、;；|\n，]+|,\s*")
_OPEN = re.compile(r"[\s、，,]*(?:等+(?:[技产装设]\w{0,2})?|…+|\.{3,})[。.]?$")
_UNNAMED = "未注明"


@dataclass(slots=True)
class _ConcordanceBatch(Batch):
    rows: dict[tuple[str, str, str], int] = field(default_factory=dict)


class Concordances(TabularFormat):
    """Rows of `scheme,version,branch,branch_name,include,exclude,keywords,edition,source`."""

    name = "concordances"
    rows_per_chunk = 200_000
    needs = (frozenset({"branch"}), frozenset({"include"}), frozenset({"branch_name", "keywords", "scheme"}))
    refuses = frozenset({"number"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def new_batch(self) -> Batch:
        """Answer a batch that numbers the rows of each branch."""
        return _ConcordanceBatch()

    def take(self, row: Row, batch: Batch) -> None:
        """Take one row; without a branch, or with a place that is none, it is refused."""
        assert isinstance(batch, _ConcordanceBatch)
        branch = row.text("branch")
        if not branch:
            raise RowRefusedError("branch_missing", "branch", "")
        include, also_excluded = _places(row, "include")
        exclude, nested = _places(row, "exclude")
        if not include:
            raise RowRefusedError("class_pattern_unreadable", "include", row.text("include"))
        excluded, edition = (*also_excluded, *exclude, *nested), read_edition(row)
        _doubt(row, include, excluded, edition)
        keywords, is_open = read_keywords(row.text("keywords"))
        key = row.text("scheme") or _UNNAMED, row.text("version"), branch
        number = batch.rows[key] = batch.rows.get(key, 0) + 1
        batch.reference.append(
            ConcordanceRow(
                scheme=key[0],
                version=key[1],
                branch=branch,
                branch_name=row.text("branch_name"),
                row=number,
                include=include,
                exclude=excluded,
                keywords=keywords,
                keywords_open=is_open,
                edition=edition,
                source=row.text("source"),
            )
        )
        batch.documents += 1


def _places(row: Row, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        return read_places(row.text(name))
    except PlaceError as error:
        raise RowRefusedError("class_pattern_unreadable", name, str(error)) from error


def _doubt(row: Row, include: tuple[str, ...], exclude: tuple[str, ...], edition: str | None) -> None:
    """Refuse a row whose exclusions leave nothing of it; tell of exclusions and editions that look like slips."""
    doubts = row_doubts(include=include, exclude=exclude, edition=edition, moves=_moves())
    if len(doubts.barred) == len(include):
        raise RowRefusedError("concordance_row_empty", "exclude", row.text("exclude"))
    for place in doubts.barred[:1]:
        row.warn("concordance_overlap", "exclude", place)
    for place in doubts.idle[:1]:
        row.warn("concordance_exclude_idle", "exclude", place)
    for place, target in doubts.moved[:1]:
        row.warn("concordance_edition_old", "include", f"{place} → {target}")


@cache
def _moves() -> tuple[Move, ...]:
    return read_moves(shipped_moves())


def read_keywords(text: str) -> tuple[tuple[str, ...], bool]:
    """Answer the keywords of a cell, each once, and whether their list is open (it ends with 等)."""
    stripped = text.strip()
    closed = _OPEN.sub("", stripped)
    words = (word.strip() for word in _CUT.split(closed))
    return tuple(dict.fromkeys(filter(None, words))), closed != stripped
