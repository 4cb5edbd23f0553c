"""Writes of the returns."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal, Transition
from district.directory import doings
from district.directory.models import ServicePoint
from district.window.clocks import local_day
from district.window.returns import policies, sheet, telling
from district.window.returns.models import Note, PointReturn, Template
from district.window.returns.periods import Kind, period_of
from district.window.returns.states import OFFICER, RETURN


@transaction.atomic
def begin(*, point: ServicePoint, kind: Kind, day: date, by: User, at: datetime) -> PointReturn:
    """Begin a point's return for the month, quarter or year a day lies in; the loop does it once that is over."""
    if set(policies.roles_at(point, user=by, on=local_day(at))) <= {OFFICER}:
        raise CaseRefusal("return.at_another_point", point=point.name_zh)
    period = period_of(day, kind)
    row, made = PointReturn.objects.get_or_create(
        point=point, kind=kind.value, first=period.first, defaults={"last": period.last, "state_since": at}
    )
    if not made:
        raise CaseRefusal("return.exists", point=point.name_zh)
    audit.record(action="return.begin", subject=row.matter, by=by, at=at, detail={"period": period.code})
    return row


@transaction.atomic
def move(*, row: PointReturn, action: str, by: User, at: datetime, note: str = "") -> PointReturn:
    """Make one step of the table. `note` is the point's remark at the check, the district's reason to send it back."""
    held, on = PointReturn.objects.select_for_update().select_related("point").get(pk=row.pk), local_day(at)
    step = _step(held, action, roles=policies.roles_at(held.point, user=by, on=on))
    policies.check(step, policies.Asked(row=held, on=on, note=note))
    source, held.state, held.state_since = held.state, step.target, at
    if action == "check":
        held.figures, held.remark = doings.count(point=held.point, first=held.first, last=held.last), note.strip()
    if step.target == "draft":
        held.figures = {}
    if action == "submit":
        held.handed_in_at = at
    if action == "send_back":
        held.reason = note.strip()
    held.save()
    audit.record(
        action=f"return.{action}", subject=held.matter, by=by, at=at, detail={"from": source, "to": step.target}
    )
    telling.of_step(held, action, at=at)
    return held


@transaction.atomic
def note(*, row: PointReturn, code: str, value: int | None, reason: str, by: User, at: datetime) -> Note:
    """Say why a figure differs, or put a value in its place; the counted one is kept beside it.

    Raises `CaseRefusal`: no figure of this code, not a draft, not of this point, or without a reason.
    """
    held = _draft_of(row, by=by, at=at)
    if code not in {figure.code for figure in doings.figures()}:
        raise CaseRefusal("return.no_such_figure", code=code)
    if not reason.strip():
        raise CaseRefusal("return.reason_missing")
    counted = doings.count(point=held.point, first=held.first, last=held.last)[code]
    value = None if value == counted else value
    given = {"counted": counted, "value": value, "reason": reason.strip()[:300], "by": by, "at": at}
    kept, _ = Note.objects.update_or_create(row=held, code=code, defaults=given)
    detail = {"figure": code, "counted": counted, "value": value}
    audit.record(action="return.note", subject=held.matter, by=by, at=at, detail=detail)
    return kept


@transaction.atomic
def drop_note(*, row: PointReturn, code: str, by: User, at: datetime) -> None:
    """Take back what was said of a figure: the counted value stands."""
    held = _draft_of(row, by=by, at=at)
    if Note.objects.filter(row=held, code=code).delete()[0]:
        audit.record(action="return.drop_note", subject=held.matter, by=by, at=at, detail={"figure": code})


def _draft_of(row: PointReturn, *, by: User, at: datetime) -> PointReturn:
    held = PointReturn.objects.select_for_update().select_related("point").get(pk=row.pk)
    if set(policies.roles_at(held.point, user=by, on=local_day(at))) <= {OFFICER}:
        raise CaseRefusal("return.at_another_point", point=held.point.name_zh)
    if held.state != "draft":
        raise CaseRefusal("return.not_a_draft")
    return held


def _step(held: PointReturn, action: str, *, roles: tuple[str, ...]) -> Transition:
    step, _role = RETURN.step_by(state=held.state, action=action, roles=roles)
    return step


@transaction.atomic
def take_template(*, content: bytes, kind: str = "", by: User, at: datetime) -> Template:
    """Keep the city's template for a kind of period ("": all), with what its named cells are called and where they are.

    Raises `CaseRefusal` for one that cannot be read or has none of our names.
    """
    found = sheet.survey(content)
    template = Template.objects.create(
        content=content, kind=kind, names=found.names, strange=found.strange, uploaded_at=at, by=by
    )
    detail = {"kind": kind, "names": sorted(found.names), "strange": sorted(found.strange)}
    audit.record(action="return.template", subject=f"template:{template.pk}", by=by, at=at, detail=detail)
    return template
