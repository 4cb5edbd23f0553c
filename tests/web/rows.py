"""A row of any model, made from its fields, for tests that go through all models."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import models

from district.accounts.models import User
from district.casework.privacy import declared

OLD = datetime(2020, 1, 2, 3, 0, tzinfo=UTC)
NUMBER = "+8613712345677"
SAID = "独一无二的话"
SPECIAL: dict[str, dict[str, Any]] = {
    "accounts.proxy": {"valid_until": OLD.date().replace(day=9)},
    "accounts.membership": {"valid_until": OLD.date().replace(day=9)},
    "accounts.appointment": {"valid_until": OLD.date().replace(day=9), "role": "expert"},
    "accounts.recovery": {"opened_by": None},
    "consultation.booking": {"seat": 1, "seats": 1},
    "consultation.slot": {"ends_at": OLD.replace(hour=4)},
    "directory.facilityuse": {"ends_at": OLD.replace(hour=4)},
    "listcheck.batch": {"problems": [{"value": SAID}]},
    "window.message": {"from_desk": True},
    "workbench.search": {"project": None},
}
"""What the fields alone do not say: days in order, a mark for what is no text, one person instead of two."""
_number = count(1)


def row_of(model: type[models.Model], *, person: User | None) -> models.Model:
    """Store a row of a model, old enough for any retention, and answer it.

    Where it can lead to a person it leads to this one, or without one to the number `NUMBER`; what erasure empties says
    `SAID`. Rows it needs are made, too.
    """
    says = declared(model)
    given: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        wanted = field.name in {path.split("__")[0] for path in (*says.ended, says.subject, says.number, says.made)}
        if wanted or field.name in says.erased or not (field.has_default() or field.null):
            given[field.name] = _value(field, says.erased, person)
    if says.number in given:
        given[says.number] = NUMBER
    for name, value in SPECIAL.get(model._meta.label_lower, {}).items():
        given[name] = value
    return model._default_manager.create(**given)


def _value(field: models.Field[Any, Any], erased: tuple[str, ...], person: User | None) -> Any:
    if isinstance(field, models.ForeignKey):
        if field.related_model is User:
            return person if person or field.null else User.objects.get_or_create(username="clerk")[0]
        assert isinstance(field.related_model, type)
        return row_of(field.related_model, person=person)
    if isinstance(field, models.DateTimeField):
        return OLD
    if isinstance(field, models.DateField):
        return OLD.date()
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField):
        return next(_number) if field.unique else 1
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.BinaryField):
        return b"-"
    if isinstance(field, models.UUIDField):
        return f"00000000-0000-4000-8000-{next(_number):012}"
    if field.choices and isinstance(field.choices, list):
        return field.choices[0][0]
    if field.name in erased:
        return SAID[: field.max_length]
    return f"x{next(_number)}"[: field.max_length]


def day_after_everything() -> date:
    """A day on which every row's time is over."""
    return date(2060, 1, 1)
