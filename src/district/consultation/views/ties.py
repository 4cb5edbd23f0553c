"""Declared ties of alliance members, as the district's officers keep them. Reading the names is recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.doors import open_to
from district.accounts.roles import Role
from district.audit.actions import record_reading
from district.casework import CaseRefusal
from district.consultation.actions import ties as actions
from district.consultation.forms import TieForm
from district.consultation.models import Interest
from district.consultation.policies import holding
from district.consultation.views.answers import now, page, person, refused, said, today
from district.directory.models import AllianceMember

for_officers = open_to(Role.DISTRICT_OFFICER)


@for_officers
def ties(request: HttpRequest) -> HttpResponse:
    """Every member's ties, and the form to write one down."""
    form, status = TieForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        member = form.cleaned_data["member"]
        try:
            actions.declare(member=member, tie=form.tie(), by=person(request), at=now())
            messages.success(request, _("The tie is declared."))
            return redirect(f"{reverse('ties')}#{member.code}")
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    record_reading(subject="interest:all", by=person(request), at=now())
    standing = set(Interest.objects.filter(holding(today())).values_list("pk", flat=True))
    members = AllianceMember.objects.prefetch_related("interests")
    rows = [(one, [(tie, tie.pk in standing) for tie in one.interests.all()]) for one in members]
    return page(request, "ties", {"rows": rows, "form": form}, status=status)


@for_officers
@require_POST
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End a tie today."""
    tie = get_object_or_404(Interest, pk=key)
    with said(request, _("Done.")):
        actions.end(interest=tie, by=person(request), at=now())
    return redirect(f"{reverse('ties')}#{tie.member.code}")
