"""Writes of the list check."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from district.accounts import queries as accounts
from district.accounts.models import Organisation, Standing, User
from district.accounts.roles import Role
from district.audit import actions as audit
from district.casework import CaseRefusal
from district.window.clocks import local_day
from district.window.listcheck import reading
from district.window.listcheck.models import Batch, Filing, Outcome

DESK = {Role.POINT_STAFF, Role.POINT_HEAD, Role.DISTRICT_OFFICER}


@transaction.atomic
def take(*, code: str, content: bytes, by: User, at: datetime) -> Batch:
    """Take a batch: its rows spread to the firms we know by name, its problems kept beside it.

    Raises `CaseRefusal` for a batch that is here, a file that cannot be read, and one of which no row can be taken.
    """
    _refuse_others(by, at)
    if Batch.objects.filter(code=code).exists():
        raise CaseRefusal("listcheck.batch_there", code=code)
    rows, problems = reading.read(content)
    if not rows:
        raise CaseRefusal("listcheck.no_row_kept")
    batch = Batch.objects.create(code=code, taken_at=at, by=by, problems=[asdict(one) for one in problems])
    firms = _firms({row.applicant for row in rows})
    Filing.objects.bulk_create(
        Filing(batch=batch, organisation_id=firms.get(row.applicant), **asdict(row)) for row in rows
    )
    detail = {"kept": len(rows), "rejected": len(problems)}
    audit.record(action="listcheck.take", subject=f"batch:{batch.pk}", by=by, at=at, detail=detail)
    return batch


def _firms(names: set[str]) -> dict[str, int]:
    """Answer the verified organisation of a name, where exactly one has it: of two, nobody can say which."""
    known = Organisation.objects.filter(standing=Standing.VERIFIED, name_zh__in=names)
    pairs = list(known.values_list("name_zh", "pk"))
    times = Counter(name for name, _ in pairs)
    return {name: pk for name, pk in pairs if times[name] == 1}


@transaction.atomic
def settle(*, filing: Filing, outcome: str, evidence: str, by: User, at: datetime) -> Filing:
    """Record what came of a filing, with what shows it."""
    _refuse_others(by, at)
    if outcome not in Outcome.values or outcome == Outcome.OPEN:
        raise CaseRefusal("listcheck.outcome_unknown")
    if not evidence.strip():
        raise CaseRefusal("listcheck.evidence_missing")
    held = Filing.objects.select_for_update().get(pk=filing.pk)
    held.outcome, held.evidence, held.settled_at, held.by = outcome, evidence.strip()[:400], at, by
    held.save()
    audit.record(action="listcheck.settle", subject=f"filing:{held.pk}", by=by, at=at, detail={"outcome": outcome})
    return held


def _refuse_others(by: User, at: datetime) -> None:
    if not accounts.roles_of(by, on=local_day(at)) & DESK:
        raise CaseRefusal("listcheck.not_staff")
