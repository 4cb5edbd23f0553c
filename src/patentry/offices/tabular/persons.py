"""Persons in cells: names, addresses, postcodes and codes that stand in parallel columns."""

from __future__ import annotations

import re
from typing import NamedTuple

from patentry.offices.tabular.cells import split_addresses, split_values
from patentry.offices.tabular.codes import check_uscc
from patentry.offices.tabular.row import Row
from patentry.records import Party

_POSTCODE = re.compile(r"(\d{6})(?!\d)[\s,，]*")


class PartyColumns(NamedTuple):
    """The fields in which names and what belongs to them stand; an empty name is no column."""

    names: str
    addresses: str = ""
    postcodes: str = ""
    usccs: str = ""
    countries: str = ""


def split_postcode(address: str) -> tuple[str | None, str]:
    """Answer the postcode an address begins with, if it does, and the address without it."""
    match = _POSTCODE.match(address)
    return (match[1], address[match.end() :]) if match else (None, address)


def read_parties(row: Row, columns: PartyColumns) -> tuple[Party, ...]:
    """Answer the persons of a row in order.

    Several addresses go with several names where their counts agree; otherwise the first address belongs to
    the first person and, if there were more, the row is marked `addresses_unpaired`.
    """
    names = split_values(row.text(columns.names))
    if not names:
        return ()
    addresses = _in_parallel(row, columns.addresses, len(names))
    postcodes = _in_parallel(row, columns.postcodes, len(names))
    usccs = _in_parallel(row, columns.usccs, len(names))
    for code in usccs:
        check_uscc(row, columns.usccs, code)
    countries = _in_parallel(row, columns.countries, len(names))
    return tuple(_party(name, addresses[i], postcodes[i], usccs[i], countries[i]) for i, name in enumerate(names))


def _in_parallel(row: Row, field: str, count: int) -> list[str | None]:
    values = split_addresses(row.text(field)) if field else ()
    if len(values) == count:
        return list(values)
    if len(values) > 1:
        row.warn("addresses_unpaired", field, row.text(field))
    return [values[0] if values else None, *[None] * (count - 1)]


def _party(name: str, address: str | None, postcode: str | None, uscc: str | None, country: str | None) -> Party:
    leading, rest = split_postcode(address) if address else (None, None)
    return Party(name, country, rest or None, postcode or leading, uscc)
