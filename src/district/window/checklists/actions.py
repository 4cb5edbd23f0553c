"""Writes of the checklists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal
from district.directory.models import ServiceItem
from district.window import rules
from district.window.checklists import queries
from district.window.checklists.models import Before, Check, Tick
from district.window.clocks import local_day
from district.window.models import Request
from district.window.states import OPEN


@transaction.atomic
def mark(*, request: Request, ticked: Collection[int], by: User, at: datetime) -> int:
    """Let exactly these keys of the request's checklist be ticked; answers how many changed.

    What was ticked already keeps its person and day.
    """
    held = Request.objects.select_for_update().get(pk=request.pk)
    if not rules.is_desk(held, user=by, on=local_day(at)):
        raise CaseRefusal("step.not_your_role", action="mark", roles=())
    if held.state not in OPEN:
        raise CaseRefusal("checklist.ended")
    changed = 0
    for line in (line for part in queries.of_request(held) for line in part.lines):
        wanted = line.check.pk in ticked
        if wanted == (line.tick is not None):
            continue
        if line.tick is None:
            Tick.objects.create(point=line.check, request=held, at=at, by=by)
        else:
            line.tick.delete()
        action = "checklist.tick" if wanted else "checklist.untick"
        audit.record(action=action, subject=held.matter, by=by, at=at, detail={"check": line.check.pk})
        changed += 1
    return changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a line of a checklist says."""

    text_zh: str
    text_en: str
    before: Before
    is_obligatory: bool
    place: int


@transaction.atomic
def write(*, item: ServiceItem, told: Told, by: User, at: datetime, check: Check | None = None) -> Check:
    """Add a line to an item's checklist, or change one (`check`)."""
    _refuse_others(item, by, at)
    kept = check or Check(item=item)
    for field in ("text_zh", "text_en", "is_obligatory", "place"):
        setattr(kept, field, getattr(told, field))
    kept.before = told.before.value
    kept.save()
    action = "checklist.change" if check else "checklist.add"
    audit.record(action=action, subject=f"check:{kept.pk}", by=by, at=at, detail={"item": item.code})
    return kept


@transaction.atomic
def retire(*, check: Check, by: User, at: datetime) -> None:
    """Ask for a line no longer; what was ticked stays ticked."""
    _refuse_others(check.item, by, at)
    check.retired_at = at
    check.save(update_fields=["retired_at"])
    audit.record(action="checklist.retire", subject=f"check:{check.pk}", by=by, at=at)


def _refuse_others(item: ServiceItem, by: User, at: datetime) -> None:
    if not queries.items_edited_by(by, on=local_day(at)).filter(pk=item.pk).exists():
        raise CaseRefusal("checklist.not_your_item", item=item.name_zh)
