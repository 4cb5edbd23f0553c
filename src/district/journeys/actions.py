"""One matter becomes another: the room's own action makes it, the tie is kept, both in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from district.accounts.models import User
from district.audit.actions import record
from district.consultation.actions import bookings, sessions
from district.consultation.models import ActionItem, Booking, Slot
from district.consultation.rules import is_for
from district.journeys import policies
from district.journeys.models import BookedContact, FollowUp
from district.window import actions as window
from district.window.actions.drafting import Need
from district.window.clocks import local_day
from district.window.desklog.models import Contact
from district.window.models import Request, Speech, Way


@transaction.atomic
def book_contact(
    *, contact: Contact, slot: Slot, wish: bookings.Wish, behalf: bookings.Behalf, by: User, at: datetime
) -> Booking:
    """Book a slot on behalf of whoever called or came, and keep that the booking grew out of the contact."""
    held = Contact.objects.select_for_update().select_related("point").get(pk=contact.pk)
    policies.check_booking(held, by=by, on=local_day(at))
    booking = bookings.book(slot=slot, wish=wish, behalf=behalf, by=by, at=at)
    BookedContact.objects.create(contact=held, booking=booking, by=by, at=at)
    record(action="contact.become_booking", subject=held.matter, by=by, at=at, detail={"booking": booking.subject})
    return booking


@transaction.atomic
def follow_up(*, item: ActionItem, by: User, at: datetime) -> Request:
    """File what is to be done after a session as a request that quotes the advice, for whoever was advised.

    They may file it themselves, as any request of theirs; else the desk does on their behalf, at the session's point.
    """
    held = ActionItem.objects.select_for_update().get(pk=item.pk)
    booking, on = held.record.booking, local_day(at)
    policies.check_follow_up(held, by=by, on=on)
    need, point = _need(held, booking), booking.slot.day.series.point
    if is_for(booking, by, on=on):
        own = replace(need, contact_name="", contact_mobile="")
        request = window.submit(request=window.draft(need=own, by=by, at=at), by=by, at=at, point=point)
    else:
        note = f"{booking.slot.day.day} {booking.slot.day.series.name_zh}"
        request = window.file_on_behalf(need=need, point=point, note=note, applicant=booking.person, by=by, at=at)
        if booking.state == "recorded":
            sessions.follow_up(booking=booking, matter=request.matter, by=by, at=at)
    FollowUp.objects.create(item=held, request=request, by=by, at=at)
    detail = {"item": held.pk, "request": request.matter}
    record(action="booking.item_becomes_request", subject=booking.subject, by=by, at=at, detail=detail)
    return request


def _need(item: ActionItem, booking: Booking) -> Need:
    english = booking.language == "en"
    said = ("To do", "Advice given", "Question asked") if english else ("待办", "咨询建议", "咨询的问题")
    texts = zip(said, (item.text, item.record.advice, booking.question), strict=True)
    return Need(
        title=item.text[:120],
        need="\n\n".join(f"{label}{': ' if english else '：'}{text}" for label, text in texts)[:4000],
        way=Way.ONLINE,
        speech=Speech.ENGLISH if english else Speech.CHINESE,
        organisation=booking.organisation,
        contact_name=booking.called or (booking.person.called if booking.person else ""),
        contact_mobile=booking.phone or (booking.person.mobile if booking.person else ""),
    )
