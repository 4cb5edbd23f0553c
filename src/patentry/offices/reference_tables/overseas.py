"""The format `overseas_members`: members abroad of Chinese patents' families, and since when they are granted."""

from __future__ import annotations

from functools import cached_property

from patentry.numbers import meaning_of_kind
from patentry.offices.reading import Batch
from patentry.offices.tabular.cells import CellError
from patentry.offices.tabular.headings import Headings, load_headings
from patentry.offices.tabular.identity import NumberInCell, read_application, read_number
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import OverseasMember


class OverseasMembers(TabularFormat):
    """Rows of `number,member,country,granted_on,status,source`."""

    name = "overseas_members"
    needs = (frozenset({"number"}), frozenset({"member"}))
    refuses = frozenset({"patent_list"})

    @cached_property
    def headings(self) -> Headings:
        """The headings of this table in `headings.csv`."""
        return load_headings(__package__, table=self.name)

    def take(self, row: Row, batch: Batch) -> None:
        """Take one member; one that is Chinese itself is refused, and a kind that is no grant is a doubt."""
        number = row.parsed("number", read_number, missing="number_missing")
        stated = row.text("member")
        if not stated:
            raise RowRefusedError("number_missing", "member", "")
        member = _member(row, stated)
        country = row.text("country").upper() or (member.authority if member else "")
        if country == "CN":
            raise RowRefusedError("member_not_overseas", "member", stated)
        granted = row.day("granted_on")
        kind = member.kind if member else None
        if granted and kind and meaning_of_kind(authority=country, kind=kind, on=granted).stage == "application":
            row.warn("member_not_granted", "member", stated)
        batch.reference.append(
            OverseasMember(
                number=number.number,
                member=member.number if member else "".join(stated.split()),
                country=country,
                granted_on=granted,
                status=row.text("status"),
                source=row.text("source"),
            )
        )
        batch.documents += 1


def _member(row: Row, text: str) -> NumberInCell | None:
    """The member's number in canonical form; one of an office whose numbers are not known stays as written."""
    for read in (read_number, read_application):
        try:
            return read(text)
        except CellError:
            continue
    row.warn("number_unreadable", "member", text)
    return None
