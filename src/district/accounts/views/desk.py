"""The people desk: claims to judge, people and their roles, locked accounts, lost second factors."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts import mobiles, queries, rules
from district.accounts.actions import appointments, organisations, people, recoveries
from district.accounts.answers import said, say_errors, sentence
from district.accounts.doors import open_to, roles_here
from district.accounts.forms.desk import AppointForm, CheckForm, EndForm, FindForm, NewPersonForm
from district.accounts.forms.organisations import RefusalForm
from district.accounts.models import Appointment, ForADuration, Recovery, User
from district.accounts.roles import Role
from district.audit.actions import record_reading
from district.casework.refusals import CaseRefusal

APPOINTING = (Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR, Role.POINT_HEAD)
AT_THE_DESK = (*APPOINTING, Role.POINT_STAFF)


@open_to(Role.DISTRICT_OFFICER)
def claims(request: HttpRequest) -> HttpResponse:
    """What organisations claimed and nobody has judged."""
    given = {"claims": queries.claims_waiting().prefetch_related("memberships__user"), "form": RefusalForm()}
    return render(request, "accounts/claims.html", given)


@open_to(Role.DISTRICT_OFFICER)
@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Verify a claim or refuse it."""
    firm, by, now = get_object_or_404(queries.claims_waiting(), pk=pk), cast(User, request.user), timezone.now()
    if "verify" in request.POST:
        with said(request, _("The organisation is verified.")):
            organisations.verify(organisation=firm, by=by, at=now)
    else:
        with said(request, _("The claim is refused; the claimant reads the reason.")):
            organisations.refuse(organisation=firm, reason=request.POST.get("reason", "")[:200], by=by, at=now)
    return redirect("claims")


@open_to(*AT_THE_DESK)
def find_people(request: HttpRequest) -> HttpResponse:
    """Look somebody up; who works where; who is locked out."""
    form = FindForm(request.POST if request.method == "POST" and "who" in request.POST else None)
    found = list(queries.people_found(form.cleaned_data["who"])[:20]) if form.is_bound and form.is_valid() else None
    today, held = timezone.localdate(), roles_here(request)
    whole = held & {Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR}
    places = None if whole else queries.places_of(cast(User, request.user), on=today)
    given = {
        "form": form,
        "found": [(one, mobiles.shown(one.mobile)) for one in found] if found is not None else None,
        "staff": queries.district_staff(on=today, places=places),
        "locked": queries.locked_accounts(at=timezone.now()) if held & {*APPOINTING} else (),
        "recoveries": Recovery.objects.filter(opened_at__isnull=True).select_related("user"),
        "new": NewPersonForm() if held & {*APPOINTING} else None,
    }
    return render(request, "accounts/people.html", given)


@open_to(*APPOINTING)
@require_POST
def new_person(request: HttpRequest) -> HttpResponse:
    """Open an account for somebody who will be appointed."""
    form = NewPersonForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("people")
    told = form.cleaned_data
    try:
        user = people.open_account(
            username=told["username"],
            name=told["name"],
            mobile=told["mobile"],
            by=cast(User, request.user),
            at=timezone.now(),
        )
    except CaseRefusal as refusal:
        messages.error(request, sentence(refusal))
        return redirect("people")
    return redirect("person", pk=user.pk)


@open_to(*AT_THE_DESK)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles, memberships, and what the desk can do for them. Looking is recorded."""
    user, by, now = get_object_or_404(User, pk=pk), cast(User, request.user), timezone.now()
    today = timezone.localdate()
    record_reading(subject=f"user:{user.pk}", by=by, at=now)
    held = Appointment.objects.filter(user=user).order_by("-valid_from")
    given = {
        "person": user,
        "mobile": mobiles.shown(user.mobile),
        "appointments": [
            (one, Role(one.role).label, rules.may_appoint(by, Role(one.role), one.place, on=today)) for one in held
        ],
        "memberships": user.memberships.filter(ForADuration.holds(today)).select_related("organisation"),
        "appoint": AppointForm(initial={"valid_from": today}) if roles_here(request) & {*APPOINTING} else None,
        "end": EndForm(initial={"until": today}, auto_id=False),
        "check": CheckForm() if rules.may_check_identity(by, on=today) else None,
        "recovery": Recovery.objects.filter(user=user, opened_at__isnull=True).first(),
        "may_open": rules.may_open_recovery(by, on=today),
        "is_locked": user in queries.locked_accounts(at=now),
        "holds": user.legal_holds.filter(lifted_at__isnull=True) if rules.may_erase(by, on=today) else None,
        "may_unlock": rules.may_unlock(by, on=today),
    }
    return render(request, "accounts/person.html", given)


@open_to(*APPOINTING)
@require_POST
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    user, form = get_object_or_404(User, pk=pk), AppointForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        with said(request, _("The role is given.")):
            appointments.appoint(
                user=user,
                role=Role(told["role"]),
                place=told["place"],
                valid_from=told["valid_from"],
                by=cast(User, request.user),
                at=timezone.now(),
            )
    else:
        say_errors(request, form)
    return redirect("person", pk=pk)


@open_to(*APPOINTING)
@require_POST
def end_appointment(request: HttpRequest, pk: int, appointment: int) -> HttpResponse:
    """End a role."""
    row, form = get_object_or_404(Appointment, pk=appointment, user_id=pk), EndForm(request.POST)
    if form.is_valid():
        with said(request, _("The role ends on that day.")):
            appointments.end(
                appointment=row, on=form.cleaned_data["until"], by=cast(User, request.user), at=timezone.now()
            )
    else:
        say_errors(request, form)
    return redirect("person", pk=pk)


@open_to(*APPOINTING)
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """End a lock-out."""
    user = get_object_or_404(User, pk=pk)
    with said(request, _("The account is unlocked.")):
        recoveries.unlock(user=user, by=cast(User, request.user), at=timezone.now())
    return redirect("person", pk=pk)


@open_to(*AT_THE_DESK)
@require_POST
def note_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The first step of a recovery: the identity was checked."""
    user, form = get_object_or_404(User, pk=pk), CheckForm(request.POST)
    if form.is_valid():
        with said(request, _("Noted. A second person, the head of the point or an administrator, opens the account.")):
            recoveries.note_check(
                user=user, note=form.cleaned_data["note"], by=cast(User, request.user), at=timezone.now()
            )
    else:
        say_errors(request, form)
    return redirect("person", pk=pk)


@open_to(Role.POINT_HEAD, Role.SYSTEM_ADMINISTRATOR)
@require_POST
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The second step: the account opens again, with a password shown once."""
    recovery = get_object_or_404(Recovery, user_id=pk, opened_at__isnull=True)
    try:
        password = recoveries.open_again(recovery=recovery, by=cast(User, request.user), at=timezone.now())
    except CaseRefusal as refusal:
        messages.error(request, sentence(refusal))
        return redirect("person", pk=pk)
    return render(request, "accounts/opened.html", {"person": recovery.user, "password": password})
