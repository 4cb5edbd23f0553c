"""What has been kept long enough: rows whose matter ended `retention_days` ago are emptied, or removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models, transaction
from django.utils import timezone

from district.accounts.models import TRACKED
from district.accounts.privacy.declarations import Declared, every
from district.accounts.privacy.erasure import empty, give_up_files
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

    Rows with `erased` fields are emptied and stay for the figures, and the files of their matter go; other rows are
    removed. Rows that rest on others come first, so that both can go in one night.
    """
    ending = [one for one in every() if one.says.retention_days is not None and not one.says.with_matter]
    return tuple(_keep(one, on=on, at=at, is_rehearsal=is_rehearsal) for one in reversed(ending))


def nightly(*, at: datetime) -> None:
    """Keep to retention today: the loop's chore."""
    keep(on=timezone.localtime(at).date(), at=at, is_rehearsal=False)


@transaction.atomic
def _keep(one: Declared, *, on: date, at: datetime, is_rehearsal: bool) -> Outcome:
    rows = one.model._default_manager.all()
    unknown = rows.filter(**{f"{path}__isnull": True for path in one.says.ended}).count()
    over = rows.filter(_over(one, on))
    held = set(over.filter(one.on_hold()).values_list("pk", flat=True)) if one.is_about_people else set()
    ended, kept, done = 0, 0, 0
    for row in over.order_by("pk").iterator(chunk_size=500):
        ended += 1
        if row.pk in held or is_rehearsal:
            continue
        if one.says.erased:
            done += bool(give_up_files(row, one, at=at)) | empty(row, one.says.erased)
        else:
            removed = _remove(row)
            done, kept = done + removed, kept + (not removed)
    if done and one.says.kind != PersonalData.NONE:
        record(
            action="privacy.retention",
            subject=f"model:{one.name}",
            by=None,
            at=at,
            detail={"on": on.isoformat(), "rows": done},
        )
    return Outcome(one.name, ended, len(held), kept, unknown)


def _over(one: Declared, on: date) -> models.Q:
    """Answer the filter for rows over their time: the first of the declared days that is not null decides."""
    over, before = models.Q(pk__in=()), models.Q()
    for path in one.says.ended:
        over |= before & models.Q(**{f"{path}__lt": _limit(one, path, on)})
        before &= models.Q(**{f"{path}__isnull": True})
    return over


def _limit(one: Declared, ended: str, on: date) -> date | datetime:
    assert one.says.retention_days is not None
    day = on - timedelta(days=one.says.retention_days)
    path = ended.split("__")
    field: models.Field = one.model._meta.get_field(path[0])  # type: ignore[type-arg, assignment]
    for name in path[1:]:
        assert field.related_model is not None
        field = field.related_model._meta.get_field(name)  # type: ignore[assignment]
    if isinstance(field, models.DateTimeField):
        return timezone.make_aware(datetime.combine(day, time.min))
    return day


def _remove(row: models.Model) -> bool:
    """Remove a row and its earlier states, of which the removal itself would otherwise leave one more."""
    key = row.pk
    try:
        with transaction.atomic():
            row.delete()
            if isinstance(row, TRACKED):
                type(row).history.filter(id=key).delete()  # type: ignore[attr-defined]
    except models.ProtectedError:
        return False
    return True
