"""One listed filing at the desk: what is known, what was tried, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.doors import open_to
from district.accounts.models import User
from district.audit.actions import note_reading
from district.audit.queries import history_of
from district.casework import CaseRefusal
from district.design import language
from district.files import queries as files
from district.window.listcheck import actions, policies, queries
from district.window.listcheck.forms import AttemptForm, SettleForm
from district.window.listcheck.models import Filing
from district.window.listcheck.policies import DESK_ROLES
from district.window.listcheck.states import LISTED
from district.window.listcheck.views.desk import refused
from district.window.listcheck.views.firm import TONE, state_said


def _found(request: HttpRequest, pk: int) -> Filing:
    return get_object_or_404(queries.visible_to(cast(User, request.user), on=timezone.localdate()), pk=pk)


@open_to(*DESK_ROLES)
def listed_filing(request: HttpRequest, pk: int) -> HttpResponse:
    """One filing with everything the desk knows and may do."""
    row, by, today = _found(request, pk), cast(User, request.user), timezone.localdate()
    note_reading(subject=row.matter, by=by, at=timezone.now())
    steps = {
        step.name: getattr(step, language.current()) for step in policies.steps_of_the_desk(row, user=by, on=today)
    }
    first = {"outcome": row.answered, "evidence": row.answer} if row.answered else {}
    given = {
        "row": row,
        "state": state_said(row.state),
        "tone": TONE[row.state],
        "left": (row.due_on - today).days,
        "unsettled": row.state in queries.UNSETTLED,
        "files": files.of_matter(row.matter),
        "attempts": row.attempts.select_related("by"),
        "others": queries.filings_numbered(row.number).exclude(pk=row.pk),
        "settle_form": SettleForm(initial=first) if "settle" in steps else None,
        "attempt_form": AttemptForm(today=today) if "settle" in steps else None,
        "back": [(name, said) for name, said in steps.items() if name in ("ask_again", "reopen")],
        "may_match": row.organisation is None and row.state != "reported",
        "history": [(entry, _done(entry.action)) for entry in reversed(history_of(row.matter)) if _done(entry.action)],
    }
    return render(request, "listcheck/filing.html", given)


def _done(action: str) -> str:
    name = action.partition(".")[2]
    said = {"attempt": _("tried to reach the applicant"), "match": _("firm named by hand")}
    step = next((getattr(step, language.current()) for step in LISTED.transitions if step.name == name), "")
    return str(step or said.get(name, ""))


def _tried(request: HttpRequest, row: Filing, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except CaseRefusal as refusal:
        refused(request, refusal)
    else:
        messages.success(request, done)
    return redirect("listed_filing", pk=row.pk)


@open_to(*DESK_ROLES)
@require_POST
def settle_filing(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what came of a filing."""
    row, form = _found(request, pk), SettleForm(request.POST, request.FILES)
    told = form.cleaned_data if form.is_valid() else {"outcome": request.POST.get("outcome", ""), "evidence": ""}
    by, now = cast(User, request.user), timezone.now()
    done = _("Recorded: %(number)s.") % {"number": row.number}
    return _tried(request, row, lambda: actions.settle(filing=row, **told, by=by, at=now), done)


@open_to(*DESK_ROLES)
@require_POST
def note_attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down an attempt to reach the applicant."""
    row, today = _found(request, pk), timezone.localdate()
    form = AttemptForm(request.POST, today=today)
    told = form.cleaned_data if form.is_valid() else {"on": today, "way": "", "note": ""}
    by, now = cast(User, request.user), timezone.now()
    done = _("The attempt is noted.")
    return _tried(request, row, lambda: actions.note_attempt(filing=row, **told, by=by, at=now), done)


@open_to(*DESK_ROLES)
@require_POST
def send_filing_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the firm again, or reopen what was settled."""
    row, by, now = _found(request, pk), cast(User, request.user), timezone.now()
    action, why = request.POST.get("step", ""), request.POST.get("why", "")
    done = _("The filing is open again.")
    return _tried(request, row, lambda: actions.send_back(filing=row, action=action, why=why, by=by, at=now), done)


@open_to(*DESK_ROLES)
@require_POST
def match_filing(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which firm the applicant is, by credit code or whole name."""
    row, by, now = _found(request, pk), cast(User, request.user), timezone.now()
    found = list(queries.firms_found(request.POST.get("firm", "")))
    if len(found) != 1:
        refused(request, CaseRefusal("listcheck.firm_unknown"))
        return redirect("listed_filing", pk=pk)
    done = _("The firm is named; it has been told.")
    return _tried(request, row, lambda: actions.match(filing=row, organisation=found[0], by=by, at=now), done)
