"""What has been kept long enough: rows whose matter ended `retention_days` ago are emptied, or removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models, transaction
from django.utils import timezone

from district.accounts.models import LegalHold
from district.accounts.privacy.declarations import Declared, every
from district.accounts.privacy.erasure import empty
from district.audit.actions import record
from district.casework.privacy import PersonalData


@dataclass(frozen=True, slots=True)
class Outcome:
    """What retention did, or would do, to a model's rows.

    `ended` rows are over their time, of which `held` are under legal hold and `kept` because other rows rest on them;
    `unknown` rows have a retention but no day on which their matter ended.
    """

    model: str
    ended: int
    held: int
    kept: int
    unknown: int


def keep(*, on: date, at: datetime, is_rehearsal: bool) -> tuple[Outcome, ...]:
    """Answer, a model, what is over its time on a day; unless it is a rehearsal, empty or remove those rows.

    Rows with `erased` fields are emptied and stay for the figures; other personal rows are removed.
    """
    outcomes = []
    for one in every():
        if one.says.retention_days is not None and one.says.kind != PersonalData.NONE:
            outcomes.append(_keep(one, on=on, at=at, is_rehearsal=is_rehearsal))
    return tuple(outcomes)


@transaction.atomic
def _keep(one: Declared, *, on: date, at: datetime, is_rehearsal: bool) -> Outcome:
    rows = one.model._default_manager.all()
    if not one.says.ended:
        return Outcome(one.name, 0, 0, 0, rows.count())
    over = rows.filter(**{f"{one.says.ended}__lt": _limit(one, on)})
    unknown = rows.filter(**{f"{one.says.ended}__isnull": True}).count()
    held = over.filter(pk__in=_under_hold(one, over)) if one.says.subject else over.none()
    held_pks = set(held.values_list("pk", flat=True))
    ended, kept, done = 0, 0, 0
    for row in over.order_by("pk").iterator(chunk_size=500):
        ended += 1
        if row.pk in held_pks or is_rehearsal:
            continue
        if one.says.erased:
            done += empty(row, one.says.erased)
        else:
            removed = _remove(row)
            done, kept = done + removed, kept + (not removed)
    if done:
        record(
            action="privacy.retention",
            subject=f"model:{one.name}",
            by=None,
            at=at,
            detail={"on": on.isoformat(), "rows": done},
        )
    return Outcome(one.name, ended, len(held_pks), kept, unknown)


def _limit(one: Declared, on: date) -> date | datetime:
    assert one.says.retention_days is not None
    day = on - timedelta(days=one.says.retention_days)
    path = one.says.ended.split("__")
    field: models.Field = one.model._meta.get_field(path[0])  # type: ignore[type-arg, assignment]
    for name in path[1:]:
        assert field.related_model is not None
        field = field.related_model._meta.get_field(name)  # type: ignore[assignment]
    if isinstance(field, models.DateTimeField):
        return timezone.make_aware(datetime.combine(day, time.min))
    return day


def _under_hold(one: Declared, rows: models.QuerySet[models.Model]) -> list[int]:
    people = LegalHold.objects.filter(lifted_at__isnull=True).values("user")
    return list(rows.filter(**{f"{one.says.subject}__in": people}).values_list("pk", flat=True))


def _remove(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.delete()
    except models.ProtectedError:
        return False
    return True
