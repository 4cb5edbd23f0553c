"""The formats `aliases` and `separations`: which names are one organisation and which are not, by an officer's word."""

from __future__ import annotations

import csv
from functools import cache, cached_property
from importlib.resources import files

from patentry.numbers import parse_uscc
from patentry.offices.reading import Batch
from patentry.offices.reference_tables.validity import read_validity, required
from patentry.offices.tabular.codes import could_be_uscc
from patentry.offices.tabular.headings import Headings, load_headings, squeeze_heading
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import Alias, Separation


class Aliases(TabularFormat):
    """Rows of `name,organisation,kind,valid_from,valid_to,source`."""

    name = "aliases"
    needs = (frozenset({"name"}), frozenset({"organisation"}))
    refuses = frozenset({"number", "region", "tag"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one other name; a name beside itself and a code whose check place is wrong refuse the row."""
        name = required(row, "name", "name_missing")
        organisation = _organisation(required(row, "organisation", "organisation_missing"))
        if organisation == name:
            raise RowRefusedError("names_equal", "organisation", organisation)
        begins, ends = read_validity(row)
        batch.reference.append(
            Alias(
                name=name,
                organisation=organisation,
                kind=_kind(row),
                valid_from=begins,
                valid_to=ends,
                source=row.text("source"),
            )
        )
        batch.documents += 1


class Separations(TabularFormat):
    """Rows of `name,other_name,reason,source,withdrawn_on`."""

    name = "separations"
    needs = (frozenset({"name"}), frozenset({"other_name"}))
    refuses = frozenset({"number", "region", "tag", "organisation"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take two names that must stay apart; a reason is demanded, as for every correction."""
        name = required(row, "name", "name_missing")
        other = required(row, "other_name", "name_missing")
        if other == name:
            raise RowRefusedError("names_equal", "other_name", other)
        batch.reference.append(
            Separation(
                name=name,
                other_name=other,
                reason=required(row, "reason", "reason_missing"),
                source=row.text("source"),
                withdrawn_on=row.day("withdrawn_on"),
            )
        )
        batch.documents += 1


def _organisation(text: str) -> str:
    """A name as written, or a code in its 18 places."""
    code = parse_uscc(text)
    if code is None and could_be_uscc(text):
        raise RowRefusedError("uscc_check_wrong", "organisation", text)
    return code or text


def _kind(row: Row) -> str:
    text = row.text("kind")
    found = _kinds().get(squeeze_heading(text), "")
    if text and not found:
        row.warn("alias_kind_unknown", "kind", text)
    return found


@cache
def _kinds() -> dict[str, str]:
    text = files(__package__).joinpath("alias_kinds.csv").read_text(encoding="utf-8")
    return {squeeze_heading(row["spelling"]): row["kind"] for row in csv.DictReader(text.splitlines())}
