"""The expert's pages: sessions, the record, ties of the institution, entries of the question bank."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.doors import open_to
from district.accounts.roles import Role
from district.casework import CaseRefusal
from district.consultation import queries
from district.consultation.actions import experts, sessions, ties
from district.consultation.forms import InterestForm, QuestionForm, RecordForm
from district.consultation.models import Interest
from district.consultation.rules import expert_of
from district.consultation.views.answers import attempt, booking_of, now, page, person, read_booking, refused, today

for_expert = open_to(Role.EXPERT)


@for_expert
def desk(request: HttpRequest) -> HttpResponse:
    """The expert's sessions and what their institution has declared."""
    expert, form, status = expert_of(person(request), on=today()), InterestForm(request.POST or None), 200
    member = expert.member if expert else None
    if request.method == "POST" and member and form.is_valid():
        try:
            ties.declare(member=member, tie=ties.Tie(**form.cleaned_data), by=person(request), at=now())
            return redirect("consultation_expert")
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    given = {
        "expert": expert,
        "rows": queries.sessions_of(person(request)),
        "ties": Interest.objects.filter(member=member) if member else (),
        "form": form,
    }
    return page(request, "expert", given, status=status)


@for_expert
@require_POST
def end_tie(request: HttpRequest, key: int) -> HttpResponse:
    """End a declared tie."""
    expert = expert_of(person(request), on=today())
    tie = Interest.objects.filter(pk=key, member=expert.member).first() if expert else None
    if tie is None:
        raise Http404
    return attempt(
        request,
        lambda: ties.end(interest=tie, by=person(request), at=now()),
        done=_("Done."),
        to="consultation_expert",
    )


@for_expert
@require_POST
def begin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Begin a session."""
    booking = booking_of(request, uid)
    return attempt(
        request,
        lambda: sessions.begin(booking=booking, by=person(request), at=now()),
        done=_("The session has begun."),
        to="my_booking",
        uid=uid,
    )


@for_expert
def record(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Write the record of a session."""
    booking, form, status = read_booking(request, uid), RecordForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        items = [sessions.Item(text, who) for text, who in form.items()]
        try:
            sessions.record(
                booking=booking,
                summary=told["summary"],
                advice=told["advice"],
                items=items,
                by=person(request),
                at=now(),
            )
            return redirect("my_booking", uid=uid)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    return page(request, "record", {"booking": booking, "form": form}, status=status)


@for_expert
def curate(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put what a session taught into the question bank, in general words."""
    booking, status = read_booking(request, uid), 200
    form = QuestionForm(request.POST or None, initial={"topic": booking.topic})
    if request.method == "POST" and form.is_valid():
        try:
            row = experts.publish_question(
                text=experts.Text(**form.cleaned_data), booking=booking, by=person(request), at=now()
            )
            return redirect("consultation_question", key=row.pk)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    return page(request, "curate", {"booking": booking, "form": form}, status=status)
