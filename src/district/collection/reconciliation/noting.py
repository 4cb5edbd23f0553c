"""What a comparison came to, written down by the task that made it; what was settled before is carried over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from district.audit import actions as audit
from district.casework import wording
from district.casework.refusals import CaseRefusal
from district.casework.workflows import SYSTEM
from district.collection.reconciliation import comparison
from district.collection.reconciliation.models import BOTH, Reconciliation, Row
from district.collection.reconciliation.states import RECONCILIATION

AT_ONCE = 500


@transaction.atomic
def note_answer(*, reconciliation: int, answer: comparison.Answer, at: datetime) -> Reconciliation:
    """Note the library's answer in place of an earlier one. A second time changes nothing."""
    held = Reconciliation.objects.select_for_update().get(pk=reconciliation)
    if held.state != "waiting":
        return held
    before = _settled_before(held)
    held.rows.all().delete()
    rows = [_carried(row, before) for row in comparison.rows_of(answer, held)]
    Row.objects.bulk_create(rows, batch_size=AT_ONCE)
    held.told, held.problem_zh, held.problem_en = comparison.facts_of(answer), "", ""
    return _moved(held, "compare", at=at, gap=answer.gap)


def _settled_before(held: Reconciliation) -> dict[str, Row]:
    """The settled differences of the region and figure, the latest of each; those of this list itself first."""
    settled = Row.objects.filter(
        reconciliation__region=held.region, reconciliation__figure=held.figure, settled_at__isnull=False
    )
    return {row.key: row for row in settled.select_related("settled_by").order_by("settled_at", "pk")}


def _carried(row: Row, before: dict[str, Row]) -> Row:
    earlier = before.get(row.key) if row.side != BOTH else None
    if earlier is not None:
        row.settled, row.settled_at, row.settled_by = earlier.settled, earlier.settled_at, earlier.settled_by
        is_own = earlier.reconciliation_id == row.reconciliation_id
        row.carried_from_id = earlier.carried_from_id if is_own else earlier.reconciliation_id
    return row


@transaction.atomic
def note_refusal(*, reconciliation: int, refusal: comparison.Refusal, at: datetime) -> Reconciliation:
    """Note why the list could not be compared. A second time changes nothing."""
    return _refused(reconciliation, zh=refusal.sentence("zh"), en=refusal.sentence("en"), at=at)


@transaction.atomic
def note_missing(*, reconciliation: int, at: datetime) -> Reconciliation:
    """Note that the list's file is gone."""
    gone = CaseRefusal("reconciliation.file_gone")
    return _refused(reconciliation, zh=wording.said(gone, lang="zh"), en=wording.said(gone, lang="en"), at=at)


def _refused(reconciliation: int, *, zh: str, en: str, at: datetime) -> Reconciliation:
    held = Reconciliation.objects.select_for_update().get(pk=reconciliation)
    if held.state != "waiting":
        return held
    held.problem_zh, held.problem_en = zh, en
    return _moved(held, "refuse", at=at)


def _moved(held: Reconciliation, action: str, *, at: datetime, **detail: object) -> Reconciliation:
    step = RECONCILIATION.step(state=held.state, action=action, role=SYSTEM)
    source, held.state, held.state_since = held.state, step.target, at
    held.save()
    told = {"from": source, "to": step.target, **detail}
    audit.record(action=f"reconciliation.{action}", subject=held.matter, by=None, at=at, detail=told)
    return held
