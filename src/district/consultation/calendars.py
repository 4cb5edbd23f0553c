"""Sessions as iCalendar (RFC 5545, RFC 5546): a feed of everything, and one entry to keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from icalendar import Calendar, Event

from district.consultation.models import Booking

Lang = Literal["zh", "en"]
PRODUCT = "-//Patentry//Consultation day//EN"
NOTES = {
    "zh": "请提前到达，出示预约页上的二维码。改期或取消请登录网站。",
    "en": "Come a little early and show the code on your booking’s page. Move or cancel it on the site.",
}
ONLINE = {
    "zh": "线上（开始前在预约页显示链接）",
    "en": "online (the link is shown on the booking’s page near the time)",
}


def feed(bookings: Iterable[Booking], *, name: str, lang: Lang, at: datetime) -> bytes:
    """Answer a calendar to subscribe to; a cancelled session stays in it as cancelled, so that calendars drop it."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    for booking in bookings:
        calendar.add_component(_event(booking, lang, at))
    return bytes(calendar.to_ical())


def entry(booking: Booking, *, lang: Lang, at: datetime) -> bytes:
    """Answer one session to keep, as a request, or as its cancellation."""
    calendar = _calendar("CANCEL" if booking.state == "cancelled" else "PUBLISH")
    calendar.add_component(_event(booking, lang, at))
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(booking: Booking, lang: Lang, at: datetime) -> Event:
    """The question itself stays on the site: calendars are read by many programs."""
    slot, event = booking.slot, Event()
    event.add("uid", f"{booking.uid}@consultation")
    event.add("sequence", booking.sequence)
    event.add("dtstamp", at)
    event.add("last-modified", booking.state_since)
    event.add("dtstart", slot.starts_at)
    event.add("dtend", slot.ends_at)
    event.add("summary", slot.day.series.name_in(lang))
    event.add("location", _where(booking, lang))
    event.add("description", NOTES[lang])
    event.add("status", "CANCELLED" if booking.state in ("cancelled", "no_show") else "CONFIRMED")
    return event


def _where(booking: Booking, lang: Lang) -> str:
    facility, point = booking.slot.facility, booking.slot.day.series.point
    if facility is None:
        return ONLINE[lang]
    if lang == "en":
        return f"{point.name_en}, {facility.name_en}, {point.address_en}"
    return f"{point.name_zh} {facility.name_zh}（{point.address_zh}）"
