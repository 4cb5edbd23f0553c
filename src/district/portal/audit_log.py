"""The audit log as the auditor reads it: who did what when, and whether the chain is whole. Reading is logged, too."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from district.accounts.doors import open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.audit import anchors, queries
from district.audit.actions import record_reading

ON_A_PAGE = 50
FAULTS = {
    "gap": _("An entry is missing."),
    "altered": _("An entry was altered."),
    "unlinked": _("An entry does not follow the one before."),
    "cut": _("Entries are missing at the end."),
    "rewritten": _("This is not the entry that stood here when the anchor was written down."),
}


class Criteria(forms.Form):
    """What the auditor looks for; `before` is where the page before ended."""

    action = forms.CharField(label=_("Act"), required=False, max_length=60)
    subject = forms.CharField(label=_("Matter"), required=False, max_length=80)
    by = forms.CharField(label=_("User name"), required=False, max_length=150)
    first = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(label=_("To"), required=False, widget=forms.DateInput({"type": "date"}))
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


@open_to(Role.AUDITOR)
@require_GET
def audit_log(request: HttpRequest) -> HttpResponse:
    """Entries by criteria, the newest first; asked to, the whole chain is checked."""
    criteria = Criteria(request.GET)
    asked = dict(criteria.cleaned_data) if criteria.is_valid() else {}
    before = asked.pop("before", None)
    entries = queries.found(**asked)
    rows = list((entries.filter(place__lt=before) if before else entries)[: ON_A_PAGE + 1])
    verdict = queries.verify(anchors=anchors.read(anchors.place())) if "check" in request.GET else None
    record_reading(subject="audit:log", by=cast(User, request.user), at=timezone.now())
    again = request.GET.copy()
    for name in ("before", "check"):
        again.pop(name, None)
    further = again.copy()
    if len(rows) > ON_A_PAGE:
        further["before"] = str(rows[ON_A_PAGE - 1].place)
    given = {
        "criteria": criteria,
        "rows": rows[:ON_A_PAGE],
        "again": again.urlencode(),
        "further": further.urlencode() if len(rows) > ON_A_PAGE else "",
        "verdict": verdict,
        "fault": FAULTS.get(verdict.fault or "") if verdict else None,
        "room": "workspace",
    }
    return render(request, "portal/audit_log.html", given, status=200 if criteria.is_valid() else 400)
