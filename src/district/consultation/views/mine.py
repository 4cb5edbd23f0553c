"""Booking a slot, and one's own bookings."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.answers import accept_as_ticked
from district.accounts.beside import beside
from district.accounts.doors import signed_in
from district.accounts.privacy.notice import asked_of
from district.audit.queries import history_of
from district.casework import CaseRefusal
from district.consultation import calendars, policies, qr, queries
from district.consultation.actions import bookings, feeds, sessions
from district.consultation.forms import BookingForm, SurveyForm
from district.consultation.models import Booking, Feed, SessionRecord, Survey
from district.consultation.rules import roles_in_booking
from district.consultation.states import BOOKING
from district.consultation.views.answers import attempt, booking_of, now, page, person, read_booking, refused, today
from district.design import language
from district.limits.doors import limited

RECORDED = ("recorded", "followed_up", "closed")


@signed_in
@limited("consultation.book", most=60, seconds=3_600)
def book(request: HttpRequest, key: int) -> HttpResponse:
    """Book a slot, or ask to wait for it."""
    slot = queries.slot_of(key)
    if slot is None:
        raise Http404
    firms, status = queries.firms_of(person(request), at=now()), 200
    form = BookingForm(request.POST or None, slot=slot, firms=firms)
    if request.method == "POST" and form.is_valid():
        wish = bookings.Wish(**form.cleaned_data, language=language.current())
        try:
            accept_as_ticked(request, at=now())
            made = bookings.book(slot=slot, wish=wish, by=person(request), at=now(), waits="waits" in request.POST)
            return redirect("my_booking", uid=made.uid)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    given = {
        "slot": slot,
        "form": form,
        "full": policies.free_seat(slot) is None,
        "asks_for_notice": asked_of(person(request)),
    }
    return page(request, "book", given, status=status)


@signed_in
def all_of_mine(request: HttpRequest) -> HttpResponse:
    """Somebody's bookings and their calendar's address."""
    user = person(request)
    feed = Feed.objects.filter(user=user).first()
    address = request.build_absolute_uri(reverse("consultation_feed", args=[feed.secret])) if feed else ""
    return page(request, "mine", {"rows": queries.mine(user, on=today()), "address": address})


@signed_in
@require_POST
def renew_feed(request: HttpRequest) -> HttpResponse:
    """Give the person's calendar a new address."""
    return attempt(
        request,
        lambda: feeds.renew_feed(by=person(request), at=now()),
        done=_("The calendar has a new address; the old one answers nothing any more."),
        to="my_bookings",
    )


@signed_in
def detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A booking as each side sees it: what is next, the code, the link near the time, the record, the history."""
    booking = read_booking(request, uid)
    roles = roles_in_booking(booking, by=person(request), at=now())
    is_asking, is_expert = "enterprise_user" in roles, "expert" in roles
    able = {action for role in roles for action in BOOKING.actions(state=booking.state, role=role)}
    sees_link = (is_asking or is_expert) and booking.slot.is_online and policies.may_see_link(booking, at=now())
    record = SessionRecord.objects.filter(booking=booking).prefetch_related("items").first()
    items = list(record.items.all()) if record else []
    more = beside(booking.subject, *(f"item:{item.pk}" for item in items), user=person(request), on=today())
    given = {
        "booking": booking,
        "is_asking": is_asking,
        "is_expert": is_expert,
        "is_desk": bool({"point_staff", "point_head"} & set(roles)),
        "able": able,
        "is_today": booking.slot.day.day == today(),
        "link": booking.slot.link if sees_link else "",
        "code": _code(request, booking) if is_asking and booking.state == "confirmed" else "",
        "record": record,
        "items": [(item, more[f"item:{item.pk}"]) for item in items],
        "beside": more[booking.subject],
        "survey": Survey.objects.filter(booking=booking).first(),
        "may_rate": is_asking and booking.state in RECORDED,
        "findings": _findings(booking) if booking.needs_a_look and not is_asking else (),
        "history": [(e.at, _step(e.action)) for e in reversed(history_of(booking.subject)) if _step(e.action)],
    }
    return page(request, "booking", given)


def _findings(booking: Booking) -> object:
    told = {"counterparties": booking.counterparties, "competitors": booking.competitors}
    return policies.conflicts_of(booking.slot, organisation=booking.organisation, **told)


def _code(request: HttpRequest, booking: Booking) -> str:
    target = request.build_absolute_uri(reverse("consultation_check_in")) + f"?code={booking.code}"
    return mark_safe(qr.svg(target, label=_("QR code for check-in")))


def _step(action: str) -> str:
    """What the history calls an entry; the table's own word, or nothing for what is no step."""
    name = action.removeprefix("booking.")
    lang = language.current()
    if name in ("book", "wait"):
        return _("asked for")
    step = next((t for t in BOOKING.transitions if t.name == name), None)
    return (BOOKING.state(step.target).en if lang == "en" else step.zh) if step else ""


@signed_in
@require_POST
def cancel(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give a booking up."""
    booking = booking_of(request, uid)
    return attempt(
        request,
        lambda: bookings.cancel(booking=booking, by=person(request), at=now()),
        done=_("The booking is cancelled."),
        to="my_booking",
        uid=uid,
    )


@signed_in
@require_POST
def arrive(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Check oneself in on the day."""
    booking = booking_of(request, uid)
    return attempt(
        request,
        lambda: sessions.check_in(booking=booking, by=person(request), at=now()),
        done=_("Checked in."),
        to="my_booking",
        uid=uid,
    )


@signed_in
def move(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Choose another slot for a booking."""
    booking = read_booking(request, uid)
    if request.method == "POST":
        to = queries.slot_of(int(request.POST["slot"])) if request.POST.get("slot", "").isdecimal() else None
        if to is None:
            raise Http404
        return attempt(
            request,
            lambda: bookings.reschedule(booking=booking, to=to, by=person(request), at=now()),
            done=_("The booking is moved."),
            to="my_booking",
            uid=uid,
        )
    days = queries.offers(at=now(), topic=booking.topic, series=booking.slot.day.series)
    return page(request, "move", {"booking": booking, "days": days})


@signed_in
def survey(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Rate a session."""
    booking, form, status = read_booking(request, uid), SurveyForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            sessions.answer_survey(booking=booking, **form.cleaned_data, by=person(request), at=now())
            return redirect("my_booking", uid=uid)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    return page(request, "survey", {"booking": booking, "form": form}, status=status)


@signed_in
def entry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One session for a calendar."""
    text = calendars.entry(booking_of(request, uid), lang=language.current(), at=now())
    answer = HttpResponse(text, "text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="consultation.ics"'
    return answer
