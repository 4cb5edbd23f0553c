"""Writes of official values: enter and withdraw."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal
from district.openstats.official.models import OfficialValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A published value and where it is from."""

    figure: str
    region: str
    on: date
    value: float
    title: str
    issuer: str
    scope: str = ""
    published_on: date | None = None
    note: str = ""


@transaction.atomic
def enter(*, told: Told, by: User, at: datetime) -> OfficialValue:
    """Enter a published value. Raises `CaseRefusal` where this source's value stands already."""
    same = {name: getattr(told, name) for name in ("figure", "region", "on", "scope", "title", "issuer")}
    if OfficialValue.objects.filter(**same, withdrawn_at__isnull=True).exists():
        raise CaseRefusal("official.entered")
    row = OfficialValue.objects.create(**asdict(told), entered_at=at, entered_by=by)
    detail = {"figure": told.figure, "region": told.region, "on": f"{told.on:%F}", "value": told.value}
    audit.record(action="official.enter", subject=row.matter, by=by, at=at, detail=detail)
    return row


@transaction.atomic
def withdraw(*, value: OfficialValue, why: str, by: User, at: datetime) -> OfficialValue:
    """Withdraw a value that was entered wrongly; it stays in the table with the reason. Raises `CaseRefusal`."""
    held = OfficialValue.objects.select_for_update().get(pk=value.pk)
    if held.withdrawn_at is not None:
        raise CaseRefusal("official.withdrawn")
    if not why.strip():
        raise CaseRefusal("official.says_why")
    held.withdrawn_at, held.withdrawn_why = at, why.strip()[:400]
    held.save()
    audit.record(action="official.withdraw", subject=held.matter, by=by, at=at, detail={"why": held.withdrawn_why})
    return held
