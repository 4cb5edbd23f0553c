"""Writes of reconciliations: receive, compare again, settle rows, close, set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal, Transition
from district.collection.reconciliation import comparison, policies, tasks
from district.collection.reconciliation.models import BOTH, Reconciliation, Row
from district.collection.reconciliation.states import OFFICER, RECONCILIATION
from district.files import actions as files

KINDS = ("xlsx", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a list is to be compared with."""

    source: str
    region: str
    on: date
    figure: str = "effective_inventions"
    column: str = ""
    sheet: str = ""


@transaction.atomic
def receive(*, file: File[Any], plan: Plan, by: User, at: datetime) -> Reconciliation:
    """Keep an official list and queue its comparison. Raises `CaseRefusal`; then nothing is kept."""
    if not comparison.is_there_a_corpus():
        raise CaseRefusal("reconciliation.no_corpus")
    row = Reconciliation.objects.create(
        state_since=at,
        received_at=at,
        by=by,
        source=plan.source.strip()[:200],
        region=plan.region,
        on=plan.on,
        figure=plan.figure,
        column=plan.column.strip()[:80],
        sheet=plan.sheet.strip()[:80],
    )
    kept = files.keep(upload=file, name=file.name or "list", matter=row.matter, by=by, at=at)
    if kept.kind not in KINDS:
        raise CaseRefusal("reconciliation.kind", name=kept.name)
    detail = {"file": kept.sha256, "region": plan.region, "on": f"{plan.on:%F}"}
    audit.record(action="reconciliation.receive", subject=row.matter, by=by, at=at, detail=detail)
    return _queued(row)


def _queued(row: Reconciliation) -> Reconciliation:
    row.comparing = UUID(str(tasks.compare.enqueue(reconciliation=row.pk).id))
    row.save(update_fields=["comparing"])
    return row


def _step(row: Reconciliation, action: str) -> tuple[Reconciliation, Transition]:
    held = Reconciliation.objects.select_for_update().get(pk=row.pk)
    return held, RECONCILIATION.step(state=held.state, action=action, role=OFFICER)


def _moved(held: Reconciliation, step: Transition, *, by: User, at: datetime) -> Reconciliation:
    source, held.state, held.state_since = held.state, step.target, at
    held.save()
    told = {"from": source, "to": step.target}
    audit.record(action=f"reconciliation.{step.name}", subject=held.matter, by=by, at=at, detail=told)
    return held


@transaction.atomic
def compare_again(*, reconciliation: Reconciliation, column: str, sheet: str, by: User, at: datetime) -> Reconciliation:
    """Queue the comparison once more, over the data of now; what was settled stays settled. Raises `CaseRefusal`."""
    held, step = _step(reconciliation, "compare_again")
    held.column, held.sheet = column.strip()[:80], sheet.strip()[:80]
    return _queued(_moved(held, step, by=by, at=at))


@transaction.atomic
def settle(*, reconciliation: Reconciliation, rows: Sequence[int], reason: str, by: User, at: datetime) -> int:
    """Say what becomes of some differences; answers how many. Raises `CaseRefusal`."""
    held = Reconciliation.objects.select_for_update().get(pk=reconciliation.pk)
    if held.state != "compared":
        raise CaseRefusal("reconciliation.not_open")
    if not reason.strip():
        raise CaseRefusal("reconciliation.says_why")
    chosen = list(held.rows.exclude(side=BOTH).filter(pk__in=rows))
    if not chosen:
        raise CaseRefusal("reconciliation.no_rows")
    for one in chosen:
        one.settled, one.settled_at, one.settled_by, one.carried_from = reason.strip()[:400], at, by, None
    Row.objects.bulk_update(chosen, ["settled", "settled_at", "settled_by", "carried_from"], batch_size=500)
    detail = {"count": len(chosen), "rows": [one.pk for one in chosen[:200]], "reason": reason.strip()[:400]}
    audit.record(action="reconciliation.settle", subject=held.matter, by=by, at=at, detail=detail)
    return len(chosen)


@transaction.atomic
def close(*, reconciliation: Reconciliation, by: User, at: datetime) -> Reconciliation:
    """Close a reconciliation whose differences are all settled. Raises `CaseRefusal`."""
    held, step = _step(reconciliation, "close")
    policies.check(step, policies.Asked(reconciliation=held))
    return _moved(held, step, by=by, at=at)


@transaction.atomic
def set_aside(*, reconciliation: Reconciliation, reason: str, by: User, at: datetime) -> Reconciliation:
    """Do not use a list; the reason is kept. Raises `CaseRefusal`."""
    held, step = _step(reconciliation, "set_aside")
    policies.check(step, policies.Asked(reconciliation=held, note=reason))
    held.reason = reason.strip()[:400]
    return _moved(held, step, by=by, at=at)
