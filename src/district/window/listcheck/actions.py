"""Writes of the list check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from district.accounts import queries as accounts
from district.accounts.models import Organisation, User
from district.audit import actions as audit
from district.casework import CaseRefusal, Transition
from district.design import language
from district.directory.models import ServicePoint
from district.files import actions as files
from district.window.clocks import local_day
from district.window.listcheck import policies, reading, sheet, telling
from district.window.listcheck.matching import Firms
from district.window.listcheck.models import Attempt, Batch, Filing, Outcome, Template, Way
from district.window.listcheck.reading import Row, RowProblem
from district.window.listcheck.states import DESK, LISTED, OFFICER


@transaction.atomic
def take(
    *, content: bytes, code: str = "", point: ServicePoint | None = None, by: User, at: datetime
) -> tuple[Batch, ...]:
    """Take a file: one batch, or those its column 批次 names; rows spread to the firms we know, problems kept beside.

    `point` follows the filings up. Raises `CaseRefusal` for a batch that is here or has no name, a file that cannot be
    read, and one of which no row can be taken.
    """
    _refuse_others(by, at)
    rows, problems = reading.read(content)
    if not rows:
        raise CaseRefusal("listcheck.no_row_kept")
    codes = tuple(dict.fromkeys(row.batch or code.strip() for row in rows))
    if not all(codes):
        raise CaseRefusal("listcheck.batch_missing")
    firms, taken = Firms(), []
    for name in codes:
        if Batch.objects.filter(code=name).exists():
            raise CaseRefusal("listcheck.batch_there", code=name)
        mine = [row for row in rows if (row.batch or code.strip()) == name]
        # A problem whose row names no batch of its own is told with the first.
        wrong = [one for one in problems if one.batch == name or (one.batch not in codes and name == codes[0])]
        taken.append(_batch(name, mine, wrong, firms, point=point, by=by, at=at))
    return tuple(taken)


def _batch(
    code: str,
    rows: list[Row],
    problems: list[RowProblem],
    firms: Firms,
    *,
    point: ServicePoint | None,
    by: User,
    at: datetime,
) -> Batch:
    told = [{name: value for name, value in asdict(one).items() if name != "batch"} for one in problems]
    batch = Batch.objects.create(code=code, taken_at=at, by=by, problems=told)
    Filing.objects.bulk_create(
        Filing(point=point, organisation_id=firms.of(row), **(asdict(row) | {"batch": batch})) for row in rows
    )
    detail = {"kept": len(rows), "rejected": len(problems)}
    audit.record(action="listcheck.take", subject=batch.matter, by=by, at=at, detail=detail)
    telling.of_batch(batch, at=at)
    return batch


@transaction.atomic
def match(*, filing: Filing, organisation: Organisation, by: User, at: datetime) -> int:
    """Say by hand which firm an applicant is, for all filings of that applicant in the batch; answers how many."""
    held = _held(filing)
    _of_the_desk(held, by, at)
    same = Filing.objects.filter(batch=held.batch, applicant=held.applicant).exclude(state="reported")
    changed = [row for row in same if row.organisation_id != organisation.pk]
    for row in changed:
        row.organisation = organisation
        row.save(update_fields=["organisation"])
    detail = {"organisation": organisation.pk, "filings": len(changed)}
    audit.record(action="listcheck.match", subject=held.matter, by=by, at=at, detail=detail)
    if changed:
        telling.of_match(held.batch, organisation, at=at)
    return len(changed)


@transaction.atomic
def match_verified(*, organisation: Organisation, by: User, at: datetime) -> int:
    """Give a firm that is verified now the filings that name it and belong to nobody; answers how many.

    It is told of each batch in which one is still to be answered; what was reported stays as it was.
    """
    firms = Firms()
    loose = Filing.objects.select_for_update(of=("self",)).filter(organisation=None).exclude(state="reported")
    found = [row for row in loose.select_related("batch") if firms.of(row) == organisation.pk]
    for row in found:
        row.organisation = organisation
        row.save(update_fields=["organisation"])
    for batch in sorted({row.batch for row in found}, key=lambda batch: batch.pk):
        mine = [row for row in found if row.batch == batch]
        detail = {"organisation": organisation.pk, "filings": len(mine)}
        audit.record(action="listcheck.match_verified", subject=batch.matter, by=by, at=at, detail=detail)
        if any(row.state == "open" for row in mine):
            telling.of_match(batch, organisation, at=at)
    return len(found)


@transaction.atomic
def assign(*, filings: Iterable[Filing], point: ServicePoint, by: User, at: datetime) -> int:
    """Give filings to a point to follow up; answers how many. Its staff are told once a batch."""
    held = list(Filing.objects.select_for_update().filter(pk__in=[one.pk for one in filings]).select_related("batch"))
    if not held:
        raise CaseRefusal("listcheck.nothing_chosen")
    for row in held:
        _of_the_desk(row, by, at)
        row.point = point
        row.save(update_fields=["point"])
    for batch in sorted({row.batch for row in held}, key=lambda batch: batch.pk):
        audit.record(
            action="listcheck.assign", subject=batch.matter, by=by, at=at, detail={"point": point.code, "n": len(held)}
        )
        telling.of_assignment(batch, point, at=at)
    return len(held)


@transaction.atomic
def answer(
    *, filing: Filing, said: str, text: str, upload: UploadedFile[bytes] | None, by: User, at: datetime
) -> Filing:
    """Take what the firm says it did, with the file that shows it."""
    held = _held(filing)
    step = _step(held, "answer", by=by, at=at)
    policies.check(step, policies.Asked(row=held, note=text, outcome=said, has_file=upload is not None))
    assert upload is not None
    files.keep(upload=upload, name=upload.name or "", matter=held.matter, by=by, at=at)
    held.answered, held.answer, held.answered_at, held.answered_by = said, text.strip()[:1000], at, by
    _move(held, step, by=by, at=at, detail={"answered": said})
    telling.of_answer(held, at=at)
    return held


@transaction.atomic
def note_attempt(*, filing: Filing, on: date, way: str, note: str, by: User, at: datetime) -> Attempt:
    """Write down that the desk tried to reach the applicant."""
    held = _held(filing)
    _of_the_desk(held, by, at)
    if not held.notified_on <= on <= local_day(at):
        raise CaseRefusal("listcheck.attempt_day")
    if way not in Way.values or not note.strip():
        raise CaseRefusal("listcheck.reason_missing")
    made = Attempt.objects.create(filing=held, on=on, way=way, note=note.strip()[:300], at=at, by=by)
    audit.record(action="listcheck.attempt", subject=held.matter, by=by, at=at, detail={"way": way, "on": f"{on}"})
    return made


@transaction.atomic
def settle(
    *,
    filing: Filing,
    outcome: str,
    evidence: str,
    upload: UploadedFile[bytes] | None = None,
    by: User,
    at: datetime,
) -> Filing:
    """Record what came of a filing, with what shows it in words and, where there is one, as a file."""
    held = _held(filing)
    step = _step(held, "settle", by=by, at=at)
    policies.check(step, policies.Asked(row=held, note=evidence, outcome=outcome))
    if upload is not None:
        files.keep(upload=upload, name=upload.name or "", matter=held.matter, by=by, at=at)
    held.outcome, held.evidence, held.settled_at, held.by = outcome, evidence.strip()[:400], at, by
    _move(held, step, by=by, at=at, detail={"outcome": outcome})
    return held


@transaction.atomic
def send_back(*, filing: Filing, action: str, why: str, by: User, at: datetime) -> Filing:
    """Ask the firm again, or reopen what was settled."""
    held = _held(filing)
    step = _step(held, action, by=by, at=at)
    policies.check(step, policies.Asked(row=held, note=why))
    held.reason, held.reminded_on, held.overdue_told_on = why.strip()[:400], None, None
    if action == "reopen":
        held.outcome, held.settled_at = Outcome.OPEN, None
    _move(held, step, by=by, at=at, detail={})
    if held.organisation is not None:
        telling.of_asking_again(held, at=at)
    return held


@transaction.atomic
def report(*, batch: Batch, by: User, at: datetime) -> Batch:
    """Close a batch whose return was handed in: every filing is settled, and nothing of it changes afterwards."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.reported_at is not None:
        raise CaseRefusal("listcheck.batch_reported")
    for filing in held.filings.select_for_update(of=("self",)).select_related("batch", "point"):
        step = _step(filing, "report", by=by, at=at)
        policies.check(step, policies.Asked(row=filing))
        filing.state = step.target
        filing.save(update_fields=["state"])
    held.reported_at = at
    held.save(update_fields=["reported_at"])
    audit.record(action="listcheck.report", subject=held.matter, by=by, at=at)
    return held


@transaction.atomic
def take_template(*, content: bytes, by: User, at: datetime) -> Template:
    """Keep the office's template for the return. Raises `CaseRefusal` for one without our names."""
    if OFFICER not in _roles(by, at):
        raise CaseRefusal("listcheck.not_staff")
    found = sheet.survey(content)
    made = Template.objects.create(content=content, names=found.names, strange=found.strange, uploaded_at=at, by=by)
    audit.record(action="listcheck.template", subject=f"list_template:{made.pk}", by=by, at=at)
    return made


def _roles(by: User, at: datetime) -> frozenset[str]:
    return frozenset(role.value for role in accounts.roles_of(by, on=local_day(at)))


def _held(filing: Filing) -> Filing:
    rows = Filing.objects.select_for_update(of=("self",)).select_related("batch", "point", "organisation")
    return rows.get(pk=filing.pk)


def _of_the_desk(held: Filing, by: User, at: datetime) -> None:
    _refuse_others(by, at)
    if held.state == "reported":
        raise CaseRefusal("listcheck.batch_reported")
    if held.point is not None and not set(policies.roles_towards(held, user=by, on=local_day(at))) & set(DESK):
        raise CaseRefusal("listcheck.other_point", point=getattr(held.point, f"name_{language.current()}"))


def _move(held: Filing, step: Transition, *, by: User, at: datetime, detail: dict[str, str]) -> None:
    source, held.state = held.state, step.target
    held.save()
    told = {"from": source, "to": step.target, **detail}
    audit.record(action=f"listcheck.{step.name}", subject=held.matter, by=by, at=at, detail=told)


def _step(held: Filing, action: str, *, by: User, at: datetime) -> Transition:
    refused: CaseRefusal | None = None
    for role in policies.roles_towards(held, user=by, on=local_day(at)):
        try:
            return LISTED.step(state=held.state, action=action, role=role)
        except CaseRefusal as refusal:
            refused = refusal
    raise refused or CaseRefusal("step.not_your_role", action=action, roles=())


def _refuse_others(by: User, at: datetime) -> None:
    if not policies.is_desk(by, on=local_day(at)):
        raise CaseRefusal("listcheck.not_staff")
