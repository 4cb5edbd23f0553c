"""Two tables: what a publication is to the claims of its patent, and which events change the claims."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from patentry.numbers import meaning_of_kind
from patentry.records import kind_of_event

LATEST = date(9998, 12, 31)


class Role(StrEnum):
    """What a publication's claims are: as applied for, as granted, as corrected, or as a decision left them.

    A corrected title page says nothing new about the claims.
    """

    APPLICATION = "application"
    GRANTED = "granted"
    CORRECTED = "corrected"
    MAINTAINED = "maintained"
    TITLE_PAGE = "title_page"

    @property
    def restates(self) -> bool:
        """Answer whether such a publication changes the claims granted before."""
        return self in (Role.CORRECTED, Role.MAINTAINED)


@dataclass(frozen=True, slots=True)
class _Text:
    authority: str
    kinds: frozenset[str]
    valid_from: date
    valid_to: date
    role: Role
    from_grant: bool


@dataclass(frozen=True, slots=True)
class _Change:
    authority: str
    kind: str
    code: str
    text: str
    from_grant: bool

    def is_told(self, title: str, detail: str, *, may_tell: bool) -> bool:
        """Whether the text is there; the long text of an event is looked at only where its kind or code asks for it."""
        if not self.kind and not self.code:
            return self.text in title.casefold()
        return may_tell or self.text in f"{title} {detail}".casefold()


def role_of_publication(
    *, authority: str, kind: str | None, on: date | None, granted: bool, decided: bool = False
) -> tuple[Role, bool]:
    """Answer what a publication of a kind, published on a day, is to the claims, and whether it reaches back to grant.

    The table `claim_texts.csv` decides; else the kind's stage (WIPO ST.16 as the office applies it). Without a kind a
    record with a grant date (`granted`) holds the granted claims; one that names a decision (`decided`) what it left.
    """
    role, from_grant = _role_of_kind(authority, kind, on, granted)
    return (Role.MAINTAINED, True) if decided and role in (Role.APPLICATION, Role.GRANTED) else (role, from_grant)


def _role_of_kind(authority: str, kind: str | None, on: date | None, granted: bool) -> tuple[Role, bool]:
    for row in _texts():
        if row.authority == authority and kind in row.kinds and row.valid_from <= (on or LATEST) < row.valid_to:
            return row.role, row.from_grant
    stage = meaning_of_kind(authority=authority, kind=kind, on=on).stage if kind else "other"
    if stage == "after_invalidation":
        return Role.MAINTAINED, True
    if stage == "grant" or (stage in ("other", "correction") and granted):
        return Role.GRANTED, True
    return Role.APPLICATION, False


def restating_kinds() -> frozenset[str]:
    """Answer every kind code that, of some office, means a publication that changes the claims granted before."""
    return frozenset(kind for row in _texts() if row.role.restates for kind in row.kinds)


def change_by_event(*, authority: str, code: str, title: str, detail: str = "", may_tell: bool = False) -> bool | None:
    """Answer whether an event changes the claims: None if not, else whether the change reaches back to the grant.

    With `may_tell` whether it would with some long text: the answer for all events of a code and title.
    """
    kind = str(kind_of_event(authority=authority, code=code, title=title))
    for row in _changes():
        if (
            row.authority in ("", authority)
            and row.kind in ("", kind)
            and row.code in ("", code.strip().upper())
            and row.is_told(title, detail, may_tell=may_tell)
        ):
            return row.from_grant
    return None


@cache
def _texts() -> tuple[_Text, ...]:
    return tuple(
        _Text(
            row["authority"],
            frozenset(row["kinds"].split()),
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min,
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
            Role(row["role"]),
            row["from_grant"] == "yes",
        )
        for row in _rows("claim_texts.csv")
    )


@cache
def _changes() -> tuple[_Change, ...]:
    return tuple(
        _Change(row["authority"], row["kind"], row["code"], row["text"].casefold(), row["from_grant"] == "yes")
        for row in _rows("claim_changes.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    table = files("patentry.status").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))
