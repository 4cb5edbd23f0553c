"""What personal data a model holds, declared beside its fields: what export, erasure and retention go by."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What the inner class `Privacy` of a model says.

    `retention_days` counts from the day the row's matter ended; None keeps the row as long as the installation.
    `seen_by` are roles, "self" being the person the row is about. `subject` is the lookup from the row to that person's
    user ("" where there is none), `erased` are the text fields that erasure empties; a row under legal hold is left.
    `ended` is the lookup to the date on which the row's matter ended: where it is missing or null, retention cannot be
    told and the row stays.
    """

    kind: PersonalData
    retention_days: int | None
    seen_by: tuple[str, ...]
    subject: str = ""
    erased: tuple[str, ...] = ()
    ended: str = ""


def declared(model: type) -> Declaration:
    """Answer a model's declaration; raises `TypeError` for a model without one: an omission is a bug."""
    privacy = model.__dict__.get("Privacy")
    if privacy is None:
        raise TypeError(f"{model.__module__}.{model.__qualname__} has no class Privacy")
    return Declaration(
        kind=PersonalData(privacy.kind),
        retention_days=privacy.retention_days,
        seen_by=tuple(privacy.seen_by),
        subject=getattr(privacy, "subject", ""),
        erased=tuple(getattr(privacy, "erased", ())),
        ended=getattr(privacy, "ended", ""),
    )
