"""The format `inpadoc_codes`: the EPO's list of legal-event codes, as published in a spreadsheet."""

from __future__ import annotations

from functools import cached_property

from patentry.offices.reading import Batch
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import EventCode

INFLUENCES = frozenset({"", "+", "-"})


class EventCodes(TabularFormat):
    """Rows of `Authority, Event-code, Date Created, Influence, Description ENG, …, Event-class`."""

    name = "inpadoc_codes"
    needs = (frozenset({"country"}), frozenset({"code"}), frozenset({"influence"}), frozenset({"description"}))
    refuses = frozenset({"number"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one code; codes are padded to four places, and a blank influence is one of the three."""
        influence = row.stated("influence")
        if influence not in INFLUENCES:
            row.warn("influence_unknown", "influence", influence)
            influence = ""
        batch.reference.append(
            EventCode(
                country=_stated(row, "country"),
                code=_stated(row, "code"),
                description=row.text("description"),
                description_original=row.text("description_original"),
                influence=influence,
                event_class=row.stated("event_class"),
                class_title=row.text("class_title"),
                valid_from=row.day("valid_from"),
            )
        )
        batch.documents += 1


def _stated(row: Row, field: str) -> str:
    """A code may read NA, and so may a country."""
    text = row.stated(field)
    if not text:
        raise RowRefusedError("event_code_missing", field, "")
    return text
