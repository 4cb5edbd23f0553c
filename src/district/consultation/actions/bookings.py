"""Booking a slot, moving it, giving it up; the waiting list moves up by itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from district.accounts.mobiles import parse_mobile
from district.accounts.models import Organisation, Role, User
from district.accounts.privacy.notice import ask_for_acceptance
from district.accounts.queries import organisations_of
from district.audit.actions import record
from district.casework import CaseRefusal
from district.consultation import policies, telling
from district.consultation.actions.moves import hold, locked, may_do, move
from district.consultation.models import Booking, Slot
from district.consultation.rules import desk_roles
from district.consultation.states import UPCOMING

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked, for whom, about whom."""

    topic: str
    question: str
    organisation: Organisation | None = None
    counterparties: str = ""
    competitors: str = ""
    language: str = "zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behalf:
    """For whom the desk books (代办), and why it does."""

    note: str
    person: User | None = None
    called: str = ""
    phone: str = ""


def book(
    *, slot: Slot, wish: Wish, by: User, at: datetime, behalf: Behalf | None = None, waits: bool = False
) -> Booking:
    """Book a slot for oneself or one's firm, the privacy notice accepted; the desk books on behalf with a note.

    Without a finding and where the day confirms itself the booking is confirmed, else its seat is held until the desk
    has looked. A full slot is refused (`consultation.slot_full`), or with `waits` put on its waiting list.
    """
    try:
        with transaction.atomic():
            return _book(slot, wish, by, at, behalf, waits)
    except IntegrityError as error:
        if "seat" not in str(error):
            raise
        raise CaseRefusal("consultation.slot_full") from error


def _book(slot: Slot, wish: Wish, by: User, at: datetime, behalf: Behalf | None, waits: bool) -> Booking:
    hold(slot.day)
    slot = Slot.objects.select_related("day__series__point").get(pk=slot.pk)
    person = behalf.person if behalf else by
    if behalf:
        _demand_desk(slot, behalf, by, at)
    elif wish.organisation and not organisations_of(by, on=slot.day.day).filter(pk=wish.organisation.pk).exists():
        raise CaseRefusal("consultation.not_your_firm")
    else:
        ask_for_acceptance(by)
    policies.slot_is_open(slot, at=at)
    policies.topic_is_offered(slot, wish.topic)
    policies.firm_has_room(slot.day, organisation=wish.organisation, person=person)
    found = policies.conflicts_of(
        slot,
        organisation=wish.organisation,
        counterparties=wish.counterparties,
        competitors=wish.competitors,
    )
    policies.no_certain_conflict(found)
    seat = policies.free_seat(slot)
    if seat is None and not waits:
        raise CaseRefusal("consultation.slot_full")
    booking = Booking.objects.create(
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(8)),
        slot=slot,
        seat=seat,
        seats=slot.capacity,
        state="requested" if seat else "waitlisted",
        state_since=at,
        person=person,
        organisation=wish.organisation,
        called=behalf.called if behalf else "",
        phone=(parse_mobile(behalf.phone) or behalf.phone) if behalf else "",
        made_by=by,
        made_at=at,
        behalf_note=behalf.note if behalf else "",
        topic=wish.topic,
        question=wish.question,
        counterparties=wish.counterparties,
        competitors=wish.competitors,
        language=wish.language,
        held_until=policies.held_until(slot, at=at) if seat else None,
        needs_a_look=bool(found),
    )
    _log_new(booking, by, at)
    if seat and not found and slot.day.series.confirms_itself:
        move(booking, "confirm", by=None, at=at)
    return booking


def _log_new(booking: Booking, by: User, at: datetime) -> None:
    whom = f"organisation:{booking.organisation_id}" if booking.organisation_id else f"user:{booking.person_id}"
    record(
        action="booking.book" if booking.seat else "booking.wait",
        subject=booking.subject,
        by=by,
        at=at,
        detail={"slot": booking.slot_id, "seat": booking.seat, "needs_a_look": booking.needs_a_look},
        on_behalf_of=whom if booking.behalf_note else "",
    )
    if not booking.seat:
        telling.tell(booking, kind="consultation.waitlisted", at=at)
    if booking.needs_a_look:
        telling.ask_the_desk(booking, at=at)


def _demand_desk(slot: Slot, behalf: Behalf, by: User, at: datetime) -> None:
    if not desk_roles(slot.day.series, by, on=slot.day.day):
        raise CaseRefusal("step.not_your_role", action="book on behalf", roles=("point_staff", "point_head"))
    if not behalf.note.strip():
        raise CaseRefusal("consultation.behalf_needs_a_note")
    if behalf.person is None and not behalf.called.strip():
        raise CaseRefusal("consultation.behalf_of_nobody")


@transaction.atomic
def confirm(*, booking: Booking, by: User | None, at: datetime, judged: str = "") -> Booking:
    """Confirm a held booking, or one from the waiting list for which a seat is free.

    A possible conflict needs a sentence that says why it is none (`judged`); a certain one is refused.
    """
    booking = locked(booking)
    may_do(booking, "confirm", by=by, at=at)
    _demand_free_of_conflict(booking, booking.slot, judged)
    if booking.seat is None:
        booking.seat, booking.seats = policies.free_seat(booking.slot), booking.slot.capacity
        if booking.seat is None:
            raise CaseRefusal("consultation.slot_full")
    booking.held_until, booking.needs_a_look = None, False
    return move(booking, "confirm", by=by, at=at, judged=bool(judged.strip()))


def _demand_free_of_conflict(booking: Booking, slot: Slot, judged: str) -> None:
    found = policies.conflicts_of(
        slot,
        organisation=booking.organisation,
        counterparties=booking.counterparties,
        competitors=booking.competitors,
    )
    policies.no_certain_conflict(found)
    if found and not judged.strip():
        raise CaseRefusal("consultation.conflict_needs_judgement")


@transaction.atomic
def decline(*, booking: Booking, by: User, at: datetime, reason: str) -> Booking:
    """Decline with a reason, which whoever it is for is told."""
    if not reason.strip():
        raise CaseRefusal("consultation.reason_needed")
    booking = locked(booking)
    booking.reason = reason.strip()[:200]
    move(booking, "decline", by=by, at=at)
    move_up(booking.slot, at=at)
    return booking


@transaction.atomic
def cancel(*, booking: Booking, by: User, at: datetime) -> Booking:
    """Give a booking up: whoever it is for until the office's last hour, the desk until it begins."""
    booking = locked(booking)
    if may_do(booking, "cancel", by=by, at=at) == Role.ENTERPRISE_USER.value:
        policies.may_still_cancel(booking, at=at)
    booking.sequence += 1
    move(booking, "cancel", by=by, at=at)
    move_up(booking.slot, at=at)
    return booking


@transaction.atomic
def reschedule(*, booking: Booking, to: Slot, by: User, at: datetime) -> Booking:
    """Move a confirmed booking to another slot: the new seat is taken and the old one freed in one transaction."""
    hold(booking.slot.day, to.day)
    booking = locked(booking)
    to = Slot.objects.select_related("day__series__point").get(pk=to.pk)
    if may_do(booking, "reschedule", by=by, at=at) == Role.ENTERPRISE_USER.value:
        policies.may_still_cancel(booking, at=at)
    policies.slot_is_open(to, at=at)
    policies.topic_is_offered(to, booking.topic)
    _demand_free_of_conflict(booking, to, "")
    if to.day != booking.slot.day:
        policies.firm_has_room(to.day, organisation=booking.organisation, person=booking.person)
    seat = policies.free_seat(to)
    if seat is None or to.pk == booking.slot_id:
        raise CaseRefusal("consultation.slot_full")
    left = booking.slot
    booking.slot, booking.seat, booking.seats, booking.reminded_at = to, seat, to.capacity, None
    booking.sequence += 1
    move(booking, "reschedule", by=by, at=at, slot=to.pk, left=left.pk)
    move_up(left, at=at)
    return booking


def move_up(slot: Slot, *, at: datetime) -> list[Booking]:
    """Confirm from the waiting list, longest waiting first, as many as there are free seats.

    Whoever has got another place that day meanwhile, or has a conflict, keeps waiting and is passed over.
    """
    moved: list[Booking] = []
    if slot.starts_at <= at or slot.day.state != "published":
        return moved
    waiting = Booking.objects.select_related("slot__day__series", "organisation", "person")
    for booking in waiting.filter(slot=slot, state="waitlisted").order_by("made_at", "pk"):
        seat = policies.free_seat(slot)
        if seat is None:
            break
        if booking.needs_a_look or _has_another(booking):
            continue
        booking.seat, booking.seats = seat, slot.capacity
        moved.append(move(booking, "confirm", by=None, at=at, moved_up=True))
    return moved


def _has_another(booking: Booking) -> bool:
    others = Booking.objects.filter(slot__day=booking.slot.day, state__in={*UPCOMING}).exclude(pk=booking.pk)
    if booking.organisation_id:
        return others.filter(organisation=booking.organisation_id).exclude(state="waitlisted").exists()
    own = others.filter(organisation=None, person=booking.person_id).exclude(state="waitlisted")
    return booking.person_id is not None and own.exists()
