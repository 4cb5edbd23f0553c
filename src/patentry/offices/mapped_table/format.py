"""The format `mapped_table`: rows of any table to records, by a mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from patentry.offices.database_exports.record import record_of
from patentry.offices.mapped_table.mapping import TableMapping, fingerprint_of
from patentry.offices.mapped_table.tables import proposal_for, tables_of
from patentry.offices.mapped_table.texts import WHOLE_TEXT, parts_of
from patentry.offices.other_files import taken_for
from patentry.offices.reading import Batch, Source, UnreadableFileError
from patentry.offices.tabular.contradictions import PatentWatch
from patentry.offices.tabular.headings import Heading, Headings, exact_headings, squeeze_heading
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.sheets import Table
from patentry.offices.tabular.table_format import TabularFormat, Watch
from patentry.records import Problem, Severity

_COMPARED = frozenset({"filing_date", "right_type"})
_WATCHED = frozenset({"publication_number", "application_number"}) | _COMPARED
_JOINED_TIGHTLY = frozenset({"publication_number", "application_number"})


_NONE = TableMapping((), {})


@dataclass(frozen=True)
class MappedHeading(Heading):
    """A heading row with the mapping that reads it. `is_assumed`: nobody has confirmed the mapping."""

    mapping: TableMapping = _NONE
    is_assumed: bool = True

    @cached_property
    def columns(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Field, what stands between its parts, and the places of its columns."""
        places = {squeeze_heading(name): str(place) for place, name in reversed(list(enumerate(self.names)))}
        return tuple(
            (
                field,
                "" if field in _JOINED_TIGHTLY else " ",
                tuple(places[name] for name in map(squeeze_heading, names) if name in places),
            )
            for field, names in self.mapping.fields.items()
        )

    @cached_property
    def watched(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The columns that may not contradict each other; none where there is nothing to compare."""
        found = tuple(column for column in self.columns if column[0] in _WATCHED)
        return found if any(field in _COMPARED for field, _, _ in found) else ()

    @cached_property
    def label_places(self) -> tuple[tuple[str, str], ...]:
        """Label and the place of its column."""
        labels = {squeeze_heading(name): name for name in self.mapping.labels}
        found = ((labels.get(squeeze_heading(name)), str(place)) for place, name in enumerate(self.names))
        return tuple((label, place) for label, place in found if label)

    @cached_property
    def yes(self) -> frozenset[str]:
        """The cells that mark their row."""
        said = {one.casefold() for one in self.mapping.yes}
        return frozenset(said | {one.upper() for one in said} | {one.title() for one in said})

    @cached_property
    def stated_under(self) -> dict[str, str]:
        """Field → the heading under which its problems are reported."""
        return {field: names[0] for field, names in self.mapping.fields.items() if names}


class MappedTable(TabularFormat):
    """Any table, by the mapping remembered for its headings or by one that leaves no doubt."""

    name = "mapped_table"
    needs = ()
    keeps_damaged = True

    def __init__(self, remembered: Mapping[str, TableMapping] | None = None) -> None:
        self._remembered = remembered or {}

    @property
    def headings(self) -> Headings:
        """None of its own."""
        return exact_headings(())

    def watch(self) -> Watch | None:
        """Rows of one publication must agree on its filing date."""
        return _MappedWatch()

    def recognises(self, source: Source) -> bool:
        """Answer whether a mapping is remembered for this heading, or the columns leave no doubt."""
        return taken_for(source) is None and bool(self._found(source))

    def remembers(self, source: Source) -> bool:
        """Answer whether a mapping is remembered for a heading of this file."""
        return bool(self._remembered) and any(
            fingerprint_of(table.heading.names) in self._remembered for table in tables_of(source, self._remembered)
        )

    def _tables(self, source: Source) -> list[Table]:
        found = self._found(source)
        if not found:
            raise UnreadableFileError("heading_missing", source.name)
        return found

    def _found(self, source: Source) -> list[Table]:
        return [mapped for table in tables_of(source, self._remembered) if (mapped := self._mapped(table)) is not None]

    def _mapped(self, table: Table) -> Table | None:
        mapping = self._remembered.get(fingerprint_of(table.heading.names))
        is_assumed = mapping is None
        if mapping is None:
            proposal = proposal_for(table)
            if proposal is None or not proposal.is_certain:
                return None
            mapping = proposal.mapping
        used = {squeeze_heading(name) for names in (*mapping.fields.values(), mapping.labels) for name in names}
        names = table.heading.names
        heading = MappedHeading(
            row=table.heading.row,
            names=names,
            # Each column is a field of its own here, by its place; the mapping joins them.
            fields=tuple(str(place) for place in range(len(names))),
            unknown=tuple(name for name in names if name.strip() and squeeze_heading(name) not in used),
            mapping=mapping,
            is_assumed=is_assumed,
        )
        return replace(table, heading=heading)

    def notes_of(self, table: Table) -> tuple[Problem, ...]:
        """Say which mapping was assumed."""
        notes = super().notes_of(table)
        heading = _mapped_heading(table.heading)
        if not heading.is_assumed:
            return notes
        told = f"{heading.mapping.told()} [{heading.mapping.fingerprint}]"
        return (Problem("mapping_assumed", heading.row or None, table.sheet or None, told, Severity.WARNING), *notes)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one row."""
        heading = _mapped_heading(row.heading)
        mapped = _mapped_row(row, heading, heading.columns)
        try:
            batch.records.append(record_of(mapped, heading.mapping.spelling))
        finally:
            row.warnings += mapped.warnings
        batch.documents += 1


class _MappedWatch:
    """Watches the mapped fields, not the columns."""

    def __init__(self) -> None:
        self._watch = PatentWatch()

    def see(self, row: Row) -> RowRefusedError | None:
        heading = _mapped_heading(row.heading)
        return self._watch.see(_mapped_row(row, heading, heading.watched)) if heading.watched else None


def _mapped_heading(heading: Heading) -> MappedHeading:
    assert isinstance(heading, MappedHeading)
    return heading


def _mapped_row(row: Row, heading: MappedHeading, columns: tuple[tuple[str, str, tuple[str, ...]], ...]) -> Row:
    """The row with fields of a record in place of its columns."""
    mapping = heading.mapping
    cells: dict[str, str] = dict(mapping.constants)
    for field, between, places in columns:
        cells[field] = between.join(part for place in places if (part := row.text(place)))
    if WHOLE_TEXT in cells:
        cells |= {field: text for field, text in parts_of(cells.pop(WHOLE_TEXT)).items() if not cells.get(field)}
    marked = row.holding(heading.yes, heading.label_places)
    if marked:
        cells["labels"] = "\n".join(dict.fromkeys(marked))
    return row.mapped(cells, heading.stated_under, order=mapping.days)
