"""From a heading row and some rows below it to a proposed mapping."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.mapped_table import contents
from patentry.offices.mapped_table.mapping import SEPARATORS, Proposal, TableMapping
from patentry.offices.mapped_table.texts import WHOLE_TEXT, is_whole_text
from patentry.offices.tabular.cells import clean, order_of_days

_DEFAULT = Spelling(values=re.compile(SEPARATORS))
_DATES = ("publication_date", "filing_date", "grant_date")
_COUNTING = frozenset({"num", "number", "n", "count", "total", "size", "no", "row", "id", "fold"})
"""A heading that begins so counts, though its first cells be noughts and ones."""
_MARKS = re.compile(r"[\W_]+")


def words_of(heading: str) -> str:
    """Answer a heading as words, folded: `Patent / Publication No.` is `patent publication no`."""
    return _MARKS.sub(" ", unicodedata.normalize("NFKC", heading[:80]).casefold()).strip()


@cache
def _fields_by_words() -> dict[str, str]:
    text = files(__package__).joinpath("words.csv").read_text(encoding="utf-8")
    return {words_of(row["heading"]): row["field"] for row in csv.DictReader(text.splitlines())}


def field_named(heading: str) -> str | None:
    """Answer the field a heading's words name, None where they name none."""
    return _fields_by_words().get(words_of(heading))


def propose(headings: Sequence[str], rows: Sequence[Sequence[str]], *, sheet: str = "") -> Proposal | None:
    """Answer the mapping the table suggests, or None where no column can hold the patents' numbers.

    Where several could, none is chosen: the proposal lacks it for a person to say.
    """
    columns = [[clean(row[place]) if place < len(row) else "" for row in rows] for place in range(len(headings))]
    taken = _Taken(tuple(headings), columns)
    taken.take_number()
    for place, heading in enumerate(headings):
        taken.take_named(place, field_named(heading))
    names_patents = taken.fields.keys() & {"publication_number", "application_number"}
    if not names_patents and not taken.take_likely_number():
        return None
    taken.take_labels()
    return Proposal(taken.mapping(), taken.is_certain, sheet)


class _Taken:
    """Columns given to fields so far."""

    def __init__(self, headings: tuple[str, ...], columns: list[list[str]]) -> None:
        self.headings, self.columns = headings, columns
        self.fields: dict[str, tuple[str, ...]] = {}
        self.used: set[int] = {place for place, heading in enumerate(headings) if not heading.strip()}
        self.labels: list[str] = []
        self.padded = 0
        self.is_read = False

    @property
    def is_certain(self) -> bool:
        return self.is_read and bool(self.labels or len(self.fields) > 1)

    def _named(self, field: str) -> int | None:
        return next(
            (p for p, name in enumerate(self.headings) if p not in self.used and field_named(name) == field), None
        )

    def _give(self, field: str, *places: int) -> None:
        self.fields[field] = tuple(self.headings[place] for place in places)
        self.used.update(places)

    def take_number(self) -> None:
        """Numbers that name their office, under the heading or wherever they stand; else office, number and kind."""
        named = self._named("publication_number")
        if named is not None and contents.are_publications(self.columns[named]):
            self._give("publication_number", named)
            self.is_read = True
            return
        if named is not None and self._take_joined(named):
            return
        self.is_read = False
        alike = [p for p, cells in enumerate(self.columns) if p not in self.used and contents.are_publications(cells)]
        if named is None and len(alike) == 1 and not field_named(self.headings[alike[0]]):
            self._give("publication_number", alike[0])
            self.is_read = True
        elif named is not None:
            self._give("publication_number", named)

    def _take_joined(self, number: int) -> bool:
        office = self._named("authority")
        if office is None or not contents.are_offices(self.columns[office]):
            return False
        kind = self._named("kind")
        if kind is not None and not contents.are_kinds(self.columns[kind]):
            kind = None
        kinds = self.columns[kind] if kind is not None else [""] * len(self.columns[number])
        read = contents.joined_numbers(self.columns[office], self.columns[number], kinds)
        places = [office, number] + ([kind] if kind is not None else [])
        self._give("publication_number", *places)
        self.is_read = read >= contents.MOST
        return True

    def take_likely_number(self) -> bool:
        """The one column of long numbers, with the one of offices and of kinds; answer whether there are any such."""
        places = [place for place in range(len(self.headings)) if place not in self.used]
        numbers = [place for place in places if contents.may_be_numbers(self.columns[place])]
        if len(numbers) == 1:
            offices = [place for place in places if contents.are_offices(self.columns[place])]
            kinds = [place for place in places if contents.are_kinds(self.columns[place])]
            self._give("publication_number", *offices[:1], *numbers, *(kinds if len(kinds) == 1 else []))
        return bool(numbers)

    def take_named(self, place: int, field: str | None) -> None:
        """Give a column to the field its heading names, if its cells are such."""
        if place in self.used or not any(self.columns[place]):
            return
        if field in (None, "authority", "publication_number") and self._symbols(place):
            field = "cpc" if any("2200/" in cell or cell.startswith("Y") for cell in self.columns[place]) else "ipc"
        if field is None or field in self.fields:
            return
        check = _CHECKS.get(field)
        if field in ("ipc", "cpc") and not self._symbols(place):
            return
        if check is None or check(self.columns[place]):
            self._give(field, place)

    def _symbols(self, place: int) -> bool:
        cells = [cell for cell in self.columns[place] if cell]
        padded = contents.padding_of(cells, _DEFAULT)
        if not any(any(c.isdigit() for c in cell) for cell in cells):
            return False
        if not contents.are_symbols(cells, _DEFAULT, padded):
            return False
        self.padded = self.padded or padded
        return True

    def take_labels(self) -> None:
        """Every column left that says yes or no becomes a label."""
        for place, heading in enumerate(self.headings):
            counts = words_of(heading).split(" ")[0] in _COUNTING
            if place not in self.used and not counts and contents.are_yes_or_no(self.columns[place]):
                self.labels.append(heading)

    def mapping(self) -> TableMapping:
        days = [cell for name in _DATES for cell in self._cells(name)]
        return TableMapping(
            headings=self.headings,
            fields=self.fields,
            labels=tuple(self.labels),
            days=order_of_days(days),
            padded_group=self.padded,
        )

    def _cells(self, field: str) -> list[str]:
        return [cell for name in self.fields.get(field, ()) for cell in self.columns[self.headings.index(name)]]


_CHECKS: dict[str, Callable[[list[str]], bool]] = {
    "publication_date": contents.are_days,
    "filing_date": contents.are_days,
    "grant_date": contents.are_days,
    "application_number": contents.are_applications,
    "authority": contents.are_offices,
    "kind": contents.are_kinds,
    "count_cited_by": contents.are_counts,
    "family_members": lambda cells: contents.are_publication_lists(cells, _DEFAULT),
    "citations": lambda cells: contents.are_publication_lists(cells, _DEFAULT),
    "right_type": lambda cells: False,
    WHOLE_TEXT: lambda cells: contents.share(cells, is_whole_text) >= 0.5,
}
