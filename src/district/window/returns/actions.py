"""Writes of the returns."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal, Transition
from district.directory.models import ServicePoint
from district.window.clocks import local_day
from district.window.returns import counting, policies, sheet
from district.window.returns.models import PointReturn, Template
from district.window.returns.periods import Kind, period_of
from district.window.returns.states import OFFICER, RETURN


@transaction.atomic
def begin(*, point: ServicePoint, kind: Kind, day: date, by: User, at: datetime) -> PointReturn:
    """Begin a point's return for the month, quarter or year a day lies in."""
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
        held.figures, held.remark = counting.count(point=held.point, period=held.period), note.strip()
    if step.target == "draft":
        held.figures = {}
    if action == "send_back":
        held.reason = note.strip()
    held.save()
    audit.record(
        action=f"return.{action}", subject=held.matter, by=by, at=at, detail={"from": source, "to": step.target}
    )
    return held


def _step(held: PointReturn, action: str, *, roles: tuple[str, ...]) -> Transition:
    refused: CaseRefusal | None = None
    for role in roles:
        try:
            return RETURN.step(state=held.state, action=action, role=role)
        except CaseRefusal as refusal:
            refused = refusal
    raise refused or CaseRefusal("step.not_your_role", action=action, roles=())


@transaction.atomic
def take_template(*, content: bytes, by: User, at: datetime) -> Template:
    """Keep the city's template after reading which of our named cells it has. Raises `CaseRefusal` for one without."""
    names = sheet.names_in(content)
    template = Template.objects.create(content=content, names=names, uploaded_at=at, by=by)
    audit.record(action="return.template", subject=f"template:{template.pk}", by=by, at=at, detail={"names": names})
    return template
