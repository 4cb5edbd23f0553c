"""One step of a request, what every action shares: table, guard, the row of what happened, the audit, the notice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import Clock, Deadline, Transition, due_on, office_calendar
from district.casework.workflows import SYSTEM
from district.window import policies, rules, telling
from district.window.clocks import clock_of, days_run, local_day, promised_on
from district.window.models import Request, Step
from district.window.states import REQUEST


def taken(pk: int) -> Request:
    """Answer the request locked for a step; must be called inside a transaction."""
    return Request.objects.select_for_update().get(pk=pk)


@transaction.atomic
def move(
    *,
    request: Request,
    action: str,
    by: User | None,
    at: datetime,
    note: str = "",
    detail: Mapping[str, Any] | None = None,
    sets: Mapping[str, Any] | None = None,
    **given: Any,
) -> Request:
    """Make one step of the table and answer the request after it. `by` None is the system; `given` feeds the guard.

    `sets` are fields that change with the step. Raises `CaseRefusal` and changes nothing where the table, the role or
    the guard says no.
    """
    on, held = local_day(at), taken(request.pk)
    step, role = _step(held, action=action, by=by, on=on)
    policies.check(step, policies.Asked(request=held, by=by, on=on, note=note, **given))
    source = held.state
    for field, value in (sets or {}).items():
        setattr(held, field, value)
    _enter(held, step, at=at, on=on)
    held.save()
    Step.objects.create(
        request=held, at=at, by=by, role=role, action=action, source=source, target=step.target, note=note.strip()
    )
    audit.record(
        action=f"request.{action}",
        subject=held.matter,
        by=by,
        at=at,
        detail={"from": source, "to": step.target, **(detail or {})},
        on_behalf_of=_on_behalf(held, by),
    )
    telling.tell_step(held, action, by=by, at=at)
    return held


def _step(held: Request, *, action: str, by: User | None, on: date) -> tuple[Transition, str]:
    roles = (SYSTEM,) if by is None else rules.roles_towards(held, user=by, on=on)
    return REQUEST.step_by(state=held.state, action=action, roles=roles)


def _on_behalf(held: Request, by: User | None) -> str:
    if by is None or held.filed_by_id != by.pk or held.state != "submitted":
        return ""
    return f"organisation:{held.organisation_id}" if held.organisation_id else f"request:{held.pk}"


def _enter(held: Request, step: Transition, *, at: datetime, on: date) -> None:
    """Put the request into the step's target: the state's own deadline, the promise's clock, the ends."""
    state = REQUEST.state(step.target)
    held.state, held.state_since = step.target, at
    held.state_due_on = _last_day(on, state.deadline) if state.deadline else None
    if "start_clock" in step.effects:
        held.pauses.all().delete()
        held.clock_started_on = on
    if "pause_clock" in step.effects:
        held.pauses.create(since=on)
    if "resume_clock" in step.effects:
        held.pauses.filter(until__isnull=True).update(until=on)
    if state.is_terminal or "stop_clock" in step.effects:
        held.pauses.filter(until__isnull=True).update(until=on)
    held.ended_at = at if state.is_terminal else None
    _measure(held, step, at=at, on=on)
    held.due_on = None if state.is_terminal or step.target == "resolved" else promised_on(held)


def _measure(held: Request, step: Transition, *, at: datetime, on: date) -> None:
    """Write down, at acceptance and answer, how long it took; later changes of calendar or item do not move it."""
    clock = clock_of(held)
    if clock is None:
        return
    if step.name == "accept":
        held.accepted_at, held.accept_days = at, days_run(clock, on=on)
    if step.name == "resolve":
        held.answer_days = (held.answer_days or 0) + days_run(clock, on=on)
        promised = promised_on(held)
        held.promise_kept = None if promised is None else held.promise_kept is not False and on <= promised


def _last_day(on: date, deadline: Deadline) -> date | None:
    return due_on(clock=Clock(on), deadline=deadline, calendar=office_calendar())
