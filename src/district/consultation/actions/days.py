"""Planning the days of a series, editing and publishing a roster."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from district.accounts.models import User
from district.audit.actions import record
from district.casework import CaseRefusal, office_calendar
from district.consultation import policies
from district.consultation.actions.moves import hold
from district.consultation.models import Booking, ConsultationDay, Expert, Series, Slot
from district.consultation.recurrence import occurrences
from district.consultation.rules import desk_roles, roles_on_day
from district.consultation.states import BOOKING, ROSTER
from district.directory.models import Facility

ENDED = tuple(state.name for state in BOOKING.states if state.is_terminal)
EXPECTED = ("requested", "confirmed", "checked_in", "in_session")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPlan:
    """A slot as the head enters it; without a facility it is online."""

    starts_at: datetime
    ends_at: datetime
    experts: tuple[Expert, ...]
    topics: tuple[str, ...]
    capacity: int = 1
    facility: Facility | None = None
    link: str = ""


@transaction.atomic
def plan_days(
    *,
    series: Series,
    first: date,
    weeks: int,
    by: User | None,
    at: datetime,
    without: Collection[tuple[int, int]] = (),
) -> list[ConsultationDay]:
    """Make the days of the coming weeks as drafts; those already planned stay as they are.

    `without` are weeks (year, number) that have their day already, on another weekday.

    Raises `CaseRefusal` (`calendar.year_unknown`) where a year's holidays are not announced: nothing is planned then.
    """
    if by is not None:
        demand_head(desk_roles(series, by, on=timezone.localtime(at).date()))
    last = first + timedelta(days=7 * weeks - 1)
    planned = []
    known = set(ConsultationDay.objects.filter(series=series).values_list("regular_day", flat=True))
    for occurrence in occurrences(weekday=series.weekday, first=first, last=last, calendar=office_calendar()):
        if occurrence.held is None or occurrence.regular in known or occurrence.regular.isocalendar()[:2] in without:
            continue
        day = ConsultationDay.objects.create(series=series, day=occurrence.held, regular_day=occurrence.regular)
        record(action="roster.plan", subject=f"day:{day.pk}", by=by, at=at, detail={"day": day.day.isoformat()})
        planned.append(day)
    return planned


@transaction.atomic
def put_slot(*, day: ConsultationDay, plan: SlotPlan, by: User | None, at: datetime, slot: Slot | None = None) -> Slot:
    """Add a slot to a roster or change one. A slot somebody has booked keeps its seats and its time."""
    hold(day)
    if by is not None:
        demand_head(roles_on_day(day, by=by, at=at))
    if day.state in ("closed", "cancelled"):
        raise CaseRefusal("consultation.roster_closed")
    _demand_plan(day, plan, slot)
    if slot is not None and Booking.objects.filter(slot=slot).exclude(state__in=ENDED).exists():
        same = (slot.starts_at, slot.ends_at) == (plan.starts_at, plan.ends_at)
        if not same or plan.capacity < slot.capacity:
            raise CaseRefusal("consultation.slot_is_booked")
    slot = slot or Slot(day=day)
    slot.starts_at, slot.ends_at, slot.capacity = plan.starts_at, plan.ends_at, plan.capacity
    slot.facility, slot.link, slot.topics = plan.facility, plan.link, list(plan.topics)
    slot.save()
    slot.experts.set(plan.experts)
    record(action="roster.slot", subject=f"day:{day.pk}", by=by, at=at, detail={"slot": slot.pk})
    return slot


def _demand_plan(day: ConsultationDay, plan: SlotPlan, slot: Slot | None) -> None:
    if not plan.experts or not plan.topics:
        raise CaseRefusal("consultation.slot_needs_expert_and_topic")
    if plan.starts_at >= plan.ends_at or timezone.localtime(plan.starts_at).date() != day.day:
        raise CaseRefusal("consultation.slot_time_wrong")
    if plan.link and not plan.link.startswith(("https://", "http://")):
        raise CaseRefusal("consultation.link_wrong")
    if plan.facility and plan.facility.point_id != day.series.point_id:
        raise CaseRefusal("consultation.slot_elsewhere")
    unable = [topic for topic in plan.topics if not any(topic in expert.topics for expert in plan.experts)]
    if unable:
        raise CaseRefusal("consultation.expert_not_for_topic", topics=unable)
    same_time = Slot.objects.filter(starts_at__lt=plan.ends_at, ends_at__gt=plan.starts_at)
    same_time = same_time.exclude(pk=slot.pk) if slot else same_time
    policies.nothing_else_then(same_time, experts=plan.experts, facility=plan.facility)
    policies.calendar_is_free(plan.facility, starts_at=plan.starts_at, ends_at=plan.ends_at)


@transaction.atomic
def remove_slot(*, slot: Slot, by: User, at: datetime) -> None:
    """Take a slot out of a roster, as long as nobody ever booked it."""
    hold(slot.day)
    demand_head(roles_on_day(slot.day, by=by, at=at))
    if Booking.objects.filter(slot=slot).exists():
        raise CaseRefusal("consultation.slot_is_booked")
    record(action="roster.remove", subject=f"day:{slot.day_id}", by=by, at=at, detail={"slot": slot.pk})
    slot.delete()


@transaction.atomic
def publish(*, day: ConsultationDay, by: User | None, at: datetime) -> ConsultationDay:
    """Open a roster for booking; it needs a slot."""
    if not day.slots.exists():
        raise CaseRefusal("consultation.roster_empty")
    return step(day, "publish", by=by, at=at)


@transaction.atomic
def close(*, day: ConsultationDay, by: User | None, at: datetime) -> ConsultationDay:
    """Close a roster once nobody is expected any more."""
    if Booking.objects.filter(slot__day=day, state__in=EXPECTED).exists():
        raise CaseRefusal("consultation.somebody_is_expected")
    return step(day, "close", by=by, at=at)


def step(day: ConsultationDay, action: str, *, by: User | None, at: datetime) -> ConsultationDay:
    """Take a step of the roster."""
    hold(day)
    day.refresh_from_db()
    roles: Sequence[str] = roles_on_day(day, by=by, at=at)
    role = next(
        (r for r in roles if action in ROSTER.actions(state=day.state, role=r)), roles[0] if roles else "public"
    )
    day.state = ROSTER.step(state=day.state, action=action, role=role).target
    day.save()
    record(action=f"roster.{action}", subject=f"day:{day.pk}", by=by, at=at)
    return day


def demand_head(roles: Sequence[str]) -> None:
    """Refuse whoever is not the head of the point."""
    if "point_head" not in roles:
        raise CaseRefusal("step.not_your_role", action="edit the roster", roles=("point_head",))
