"""The plaque of a point, which its evaluation decides on."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from district.audit.actions import record
from district.directory.models import ServicePoint


@transaction.atomic
def set_plaque(*, point: ServicePoint, until: date, by: AbstractBaseUser | None, at: datetime) -> None:
    """Write down until when the plaque of a point is valid: what its evaluation decided."""
    point.plaque_until = until
    point._history_user = by  # type: ignore[attr-defined]
    point.save(update_fields=["plaque_until"])
    detail = {"until": f"{until}"}
    record(action="directory.plaque", subject=f"point:{point.code}", by=by, at=at, detail=detail)
