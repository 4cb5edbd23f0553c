"""What personal data a model holds, declared beside its fields: what export, erasure and retention go by."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from enum import StrEnum


class PersonalData(StrEnum):
    """What a row can tell about a person."""

    NONE = "none"
    """Nothing: reference data, rules, places."""
    CONTACT = "contact"
    """Who a person is and how to reach them."""
    MATTER = "matter"
    """What a person or firm asked, said or handed in."""
    CREDENTIAL = "credential"
    """What a person signs in with."""
    TRACE = "trace"
    """What a person did and when: the audit log, sent notices."""


EMPTIED = "—"
"""What stands where a text that may not be empty has been erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What the inner class `Privacy` of a model says.

    `retention_days` counts from the day the row's matter ended; None keeps the row as long as the installation.
    `ended` are lookups to that day, of which the first that is not null decides; where all are null the matter goes on
    and the row stays. With `with_matter` a row has no end of its own: it goes with the matter it names. `files` names
    the property of a row that says its matter, for rows whose files go when their words go.

    `seen_by` are roles, "self" being the person the row is about. `subject` is the lookup from the row to that person's
    user ("" where there is none). `number` is the lookup to a telephone number by which a row without such a user is
    somebody's, if it was made (`made`) after they proved to have the number: numbers are given out again.

    `withheld` names the field that is true in rows the person never sees, and so does not get in an export.

    `erased` are the fields that erasure and retention empty; without any, retention removes the row, and `goes` lets
    erasure remove it too. A row under legal hold is left.
    """

    kind: PersonalData
    retention_days: int | None
    seen_by: tuple[str, ...]
    subject: str = ""
    number: str = ""
    made: str = ""
    withheld: str = ""
    erased: tuple[str, ...] = ()
    goes: bool = False
    ended: tuple[str, ...] = ()
    with_matter: bool = False
    files: str = ""


def declared(model: type) -> Declaration:
    """Answer a model's declaration; raises `TypeError` for a model without one: an omission is a bug."""
    privacy = model.__dict__.get("Privacy")
    if privacy is None:
        raise TypeError(f"{model.__module__}.{model.__qualname__} has no class Privacy")
    return Declaration(
        kind=PersonalData(privacy.kind),
        retention_days=privacy.retention_days,
        seen_by=tuple(privacy.seen_by),
        **{
            one.name: getattr(privacy, one.name)
            for one in fields(Declaration)
            if one.default is not MISSING and hasattr(privacy, one.name)
        },
    )
