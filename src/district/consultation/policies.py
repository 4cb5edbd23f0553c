"""May this happen now? Each policy raises the refusal that says what to do, or answers nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from district.accounts.models import Organisation, User
from district.casework import CaseRefusal, Deadline, Unit, office_calendar
from district.casework.clocks import Clock, due_on
from district.casework.deadlines import Basis
from district.consultation.conflicts import Declared, Finding, Named, Part, Relation, findings, names_in
from district.consultation.models import Booking, ConsultationDay, Expert, Interest, Slot
from district.consultation.states import SEATED, UPCOMING
from district.directory import occupancy
from district.directory.models import Facility


def slot_is_open(slot: Slot, *, at: datetime) -> None:
    """Refuse a slot of a roster that is not published, or that has begun."""
    if slot.day.state != "published":
        raise CaseRefusal("consultation.not_published")
    if slot.starts_at <= at:
        raise CaseRefusal("consultation.slot_has_begun")


def topic_is_offered(slot: Slot, topic: str) -> None:
    """Refuse a topic nobody in the slot is on duty for."""
    if topic not in slot.topics:
        raise CaseRefusal("consultation.topic_not_offered", topics=list(slot.topics))


def firm_has_room(day: ConsultationDay, *, organisation: Organisation | None, person: User | None) -> None:
    """Refuse a firm (or a person of their own) that has as many bookings on the day as one may have."""
    whose = Q(organisation=organisation) if organisation else Q(organisation=None, person=person)
    if organisation is None and person is None:
        return
    counted = Booking.objects.filter(whose, slot__day=day, state__in={*SEATED, *UPCOMING}).count()
    if counted >= day.series.bookings_per_firm:
        raise CaseRefusal("consultation.one_a_day", most=day.series.bookings_per_firm)


def free_seat(slot: Slot) -> int | None:
    """Answer the lowest free seat of a slot, or None where it is full."""
    taken = set(Booking.objects.filter(slot=slot, state__in=SEATED).values_list("seat", flat=True))
    return next((seat for seat in range(1, slot.capacity + 1) if seat not in taken), None)


def conflicts_of(
    slot: Slot, *, organisation: Organisation | None, counterparties: str, competitors: str
) -> list[Finding]:
    """Answer the conflicts of interest of a slot's experts; everyone at the table hears the question."""
    asking = [Named(Part.ASKING, organisation.name_zh, organisation.credit_code or "")] if organisation else []
    if organisation and organisation.name_en:
        asking.append(Named(Part.ASKING, organisation.name_en, organisation.credit_code or ""))
    named: Iterable[Named] = [
        *asking,
        *(Named(Part.COUNTERPARTY, name) for name in names_in(counterparties)),
        *(Named(Part.COMPETITOR, name) for name in names_in(competitors)),
    ]
    members = {expert.member_id: expert.member for expert in slot.experts.select_related("member")}
    own = [
        Declared(member.name_zh, Relation.INTEREST, name)
        for member in members.values()
        for name in (member.name_zh, member.name_en)
    ]
    day = slot.day.day
    rows = Interest.objects.filter(holding(day), member__in=members).select_related("member")
    declared = [Declared(row.member.name_zh, Relation(row.relation), row.name, row.credit_code) for row in rows]
    return list(findings(named, [*own, *declared]))


def holding(day: date) -> Q:
    """Answer the filter for ties that hold on a day: a client of last year does not stand in the way for ever."""
    begun = Q(holds_from=None) | Q(holds_from__lte=day)
    return begun & (Q(ended_on=None) | Q(ended_on__gt=day))


def no_certain_conflict(found: Iterable[Finding]) -> None:
    """Refuse where a conflict is beyond doubt. The words tell what kind it is, never whom an expert acts for."""
    certain = next((finding for finding in found if finding.is_certain), None)
    if certain:
        raise CaseRefusal(f"consultation.conflict_{certain.relation.value}", part=certain.part.value)


def may_still_cancel(booking: Booking, *, at: datetime) -> None:
    """Refuse whoever it is for once the time to cancel has passed; the desk still may."""
    hours = booking.slot.day.series.cancel_hours
    if booking.state == "confirmed" and at > booking.slot.starts_at - timedelta(hours=hours):
        raise CaseRefusal("consultation.too_late_to_cancel", hours=hours)


def is_the_day(booking: Booking, *, at: datetime) -> None:
    """Refuse to check somebody in on another day."""
    if timezone.localtime(at).date() != booking.slot.day.day:
        raise CaseRefusal("consultation.not_today", day=booking.slot.day.day)


def slot_has_ended(booking: Booking, *, at: datetime) -> None:
    """Refuse to call somebody absent before the slot is over."""
    if at < booking.slot.ends_at:
        raise CaseRefusal("consultation.slot_not_over")


def nothing_else_then(same_time: QuerySet[Slot], *, experts: Collection[Expert], facility: Facility | None) -> None:
    """Refuse a time at which an expert has another slot, or the facility no place left. Cancelled days take none."""
    taken = same_time.exclude(day__state="cancelled")
    if taken.filter(experts__in=experts).exists():
        raise CaseRefusal("consultation.expert_is_busy")
    if facility and taken.filter(facility=facility).count() >= facility.seats:
        raise CaseRefusal("consultation.facility_is_full")


def calendar_is_free(facility: Facility | None, *, starts_at: datetime, ends_at: datetime) -> None:
    """Refuse a facility its calendar has given to somebody else; whoever takes it there waits for the same row."""
    if facility is None:
        return
    held = Facility.objects.select_for_update().get(pk=facility.pk)
    for taken in occupancy.own(held, start=starts_at, end=ends_at):
        span = occupancy.span(taken.starts_at, taken.ends_at)
        raise CaseRefusal("consultation.facility_taken", span=span, purpose=taken.purpose)


def place_and_experts_are_free(slot: Slot) -> None:
    """Refuse a slot whose experts or facility are taken, at its own time, by a slot of another day's roster."""
    same_time = Slot.objects.filter(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at).exclude(day=slot.day_id)
    nothing_else_then(same_time, experts=list(slot.experts.all()), facility=slot.facility)
    calendar_is_free(slot.facility, starts_at=slot.starts_at, ends_at=slot.ends_at)


def may_see_link(booking: Booking, *, at: datetime) -> bool:
    """Answer whether the link of an online session is shown to its two sides now."""
    opens = booking.slot.starts_at - timedelta(minutes=booking.slot.day.series.link_minutes)
    return booking.state in ("confirmed", "checked_in", "in_session") and opens <= at <= booking.slot.ends_at


def held_until(slot: Slot, *, at: datetime) -> datetime:
    """Answer when a hold ends: with the last working day of its time, at the latest when the slot begins.

    Where next year's holidays are not announced, the slot, which lies in a year that is known, begins before.
    """
    deadline = Deadline(days=slot.day.series.hold_days, unit=Unit.WORKING, basis=Basis.SETTING, source="Series")
    today = timezone.localtime(at).date()
    try:
        last = due_on(clock=Clock(today), deadline=deadline, calendar=office_calendar())
    except CaseRefusal:
        last = None
    return min(slot.starts_at, _end_of(last)) if last else slot.starts_at


def _end_of(day: date) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return timezone.make_aware(midnight)


def names_nobody(text: str, *, booking: Booking | None) -> None:
    """Refuse a question or answer for everybody that still names who asked, whom it was about, or a telephone."""
    parties = [booking.whose("zh"), booking.whose("en"), booking.called] if booking else []
    parties += [*names_in(booking.counterparties), *names_in(booking.competitors)] if booking else []
    for name in parties:
        if len(name) > 1 and name.casefold() in text.casefold():
            raise CaseRefusal("consultation.names_somebody", name=name)
    digits = "".join(sign if sign.isdigit() else " " for sign in text)
    if any(len(run) == 11 and run.startswith("1") for run in digits.split()):
        raise CaseRefusal("consultation.names_somebody", name="1…")
