"""Who applied and who holds: which of the many name columns says which."""

from __future__ import annotations

from typing import NamedTuple

from patentry.offices.tabular.persons import PartyColumns, read_parties
from patentry.offices.tabular.row import Row
from patentry.records import Party

_APPLICANTS = PartyColumns(
    names="applicants",
    addresses="applicant_address",
    postcodes="postcode",
    usccs="uscc",
    countries="country",
)
_PATENTEES = PartyColumns(names="patentee", addresses="patentee_address")
_HOLDERS = PartyColumns(names="holders", addresses="holder_address")


class Persons(NamedTuple):
    """`holders` only where the row names present holders apart from the applicants."""

    applicants: tuple[Party, ...]
    holders: tuple[Party, ...]


def read_persons(row: Row) -> Persons:
    """Answer the persons of a row.

    申请人 (or, for want of it, 专利权人 or 第一申请人) are the applicants, and 地址 is theirs. 当前权利人
    are the holders; 专利权人 are, where 申请人 stand beside them.
    """
    if row.text("applicants"):
        applicants = read_parties(row, _APPLICANTS)
    elif row.text("patentee"):
        address = "patentee_address" if row.text("patentee_address") else "applicant_address"
        applicants = read_parties(row, _APPLICANTS._replace(names="patentee", addresses=address))
    else:
        applicants = read_parties(row, _APPLICANTS._replace(names="first_applicant"))
    if row.text("holders"):
        return Persons(applicants, read_parties(row, _HOLDERS))
    if row.text("applicants") and row.text("patentee"):
        return Persons(applicants, read_parties(row, _PATENTEES))
    return Persons(applicants, ())
