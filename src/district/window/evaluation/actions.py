"""Writes of the evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal, Transition
from district.design import language
from district.directory import actions as directory
from district.directory.models import ServicePoint
from district.files import actions as files
from district.window.clocks import local_day
from district.window.evaluation import counting, policies, tables, telling
from district.window.evaluation.models import Evaluation, Evidence, Line
from district.window.evaluation.states import EVALUATION, HEAD
from district.window.returns.overdue import staffed_points


@dataclass(frozen=True, slots=True)
class Points:
    """What one side writes to an indicator: points, None where it gives none yet, and a remark."""

    points: Decimal | None
    remark: str = ""


@transaction.atomic
def open_year(
    *, year: int, due_on: date, points: Sequence[ServicePoint] = (), by: User, at: datetime
) -> tuple[Evaluation, ...]:
    """Open a year at some points, or at every staffed one, where it is not open; tell the heads by when to report."""
    on = local_day(at)
    if not policies.is_officer(by, on=on):
        raise CaseRefusal("evaluation.not_officer")
    if due_on <= on:
        raise CaseRefusal("evaluation.due_in_the_past")
    points = points or staffed_points(on=on)
    if not points:
        raise CaseRefusal("evaluation.no_points")
    has_one = set(Evaluation.objects.filter(year=year).values_list("point", flat=True))
    rows = [
        Evaluation.objects.create(point=point, year=year, due_on=due_on, state_since=at)
        for point in points
        if point.pk not in has_one
    ]
    if not rows:
        raise CaseRefusal("evaluation.year_opened", year=year)
    for row in rows:
        audit.record(action="evaluation.open", subject=row.matter, by=by, at=at, detail={"year": year})
        telling.of_opening(row, at=at)
    return tuple(rows)


@transaction.atomic
def report(*, row: Evaluation, report: str, claims: Mapping[str, Points], by: User, at: datetime) -> Evaluation:
    """Keep the self-report of the point's head: a summary, and points and a remark for each indicator."""
    held = _held(row)
    if HEAD not in policies.roles_at(held.point, user=by, on=local_day(at)):
        raise CaseRefusal("evaluation.not_head", point=getattr(held.point, f"name_{language.current()}"))
    if held.state != "self_report":
        raise CaseRefusal("evaluation.not_now")
    for code, claim in _checked(held.year, claims):
        told = {"claimed": claim.points, "said": claim.remark.strip()[:500]}
        Line.objects.update_or_create(evaluation=held, code=code, defaults=told)
    held.report = report.strip()[:4000]
    held.save(update_fields=["report"])
    audit.record(action="evaluation.report", subject=held.matter, by=by, at=at)
    return held


@transaction.atomic
def score(*, row: Evaluation, scores: Mapping[str, Points], by: User, at: datetime) -> Evaluation:
    """Give the points of the district, with a remark for each indicator."""
    held, on = _held(row), local_day(at)
    if not policies.is_officer(by, on=on):
        raise CaseRefusal("evaluation.not_officer")
    if HEAD in policies.roles_at(held.point, user=by, on=on):
        raise CaseRefusal("evaluation.own_point")
    if held.state != "submitted":
        raise CaseRefusal("evaluation.not_now")
    for code, given in _checked(held.year, scores):
        told = {"given": given.points, "remark": given.remark.strip()[:500], "scored_by": by}
        Line.objects.update_or_create(evaluation=held, code=code, defaults=told)
    said = {code: f"{one.points}" for code, one in scores.items() if one.points is not None}
    audit.record(action="evaluation.score", subject=held.matter, by=by, at=at, detail=said)
    return held


@transaction.atomic
def attach(*, row: Evaluation, code: str, upload: UploadedFile[bytes], by: User, at: datetime) -> Evidence:
    """Attach a file to an indicator: the head while it reports or puts right, the district while it judges."""
    held = _held(row)
    if EVALUATION.state(held.state).owner not in policies.roles_at(held.point, user=by, on=local_day(at)):
        raise CaseRefusal("evaluation.not_now")
    if code not in {one.code for one in tables.indicators(held.year)}:
        raise CaseRefusal("evaluation.no_such_indicator", code=code)
    line, _ = Line.objects.get_or_create(evaluation=held, code=code)
    kept = files.keep(upload=upload, name=upload.name or "", matter=held.matter, by=by, at=at)
    return Evidence.objects.create(line=line, file=kept)


@transaction.atomic
def move(
    *, row: Evaluation, action: str, by: User, at: datetime, note: str = "", until: date | None = None
) -> Evaluation:
    """Make one step of the table. `note` is the reason or the report, `until` the day something is put right by."""
    held, on = _held(row), local_day(at)
    step = _step(held, action, roles=policies.roles_at(held.point, user=by, on=on))
    policies.check(policies.Asked(row=held, transition=step, by=by, on=on, note=note, until=until))
    source, held.state, held.state_since = held.state, step.target, at
    held.reminded_on = held.overdue_told_on = None
    if action == "submit":
        held.counts, held.reason = counting.count(point=held.point, year=held.year), ""
    elif action == "report_rectification":
        held.rectified = note.strip()[:2000]
    else:
        held.reason = note.strip()[:1000]
    if action == "order_rectification":
        held.rectify_by = until
    _decide(held, step, by=by, at=at)
    held.save()
    detail = {"from": source, "to": step.target, "score": f"{held.score}", "grade": held.grade}
    audit.record(action=f"evaluation.{action}", subject=held.matter, by=by, at=at, detail=detail)
    telling.of_step(held, action, at=at)
    return held


def _decide(held: Evaluation, step: Transition, *, by: User, at: datetime) -> None:
    """Keep score and grade once the district has judged, and what follows for the plaque."""
    score = policies.score_of(held)
    if score is None or step.name in ("submit", "send_back", "report_rectification"):
        return
    grade = tables.grade_of(held.year, score)
    held.score, held.grade = score, grade.code
    if "renew_plaque" in step.effects:
        held.plaque_until = date(held.year + grade.plaque_years, 12, 31)
    elif "withdraw_plaque" in step.effects:
        held.plaque_until = local_day(at)
    if held.plaque_until:
        directory.set_plaque(point=held.point, until=held.plaque_until, by=by, at=at)


def _held(row: Evaluation) -> Evaluation:
    return Evaluation.objects.select_for_update().select_related("point").get(pk=row.pk)


def _checked(year: int, told: Mapping[str, Points]) -> list[tuple[str, Points]]:
    known = {one.code: one for one in tables.indicators(year)}
    for code, one in told.items():
        if code not in known:
            raise CaseRefusal("evaluation.no_such_indicator", code=code)
        if one.points is not None and not 0 <= one.points <= known[code].maximum:
            name = known[code].names[language.current()]
            raise CaseRefusal("evaluation.points_out_of_range", name=name, maximum=known[code].maximum)
    return list(told.items())


def _step(held: Evaluation, action: str, *, roles: tuple[str, ...]) -> Transition:
    step, _role = EVALUATION.step_by(state=held.state, action=action, roles=roles)
    return step
