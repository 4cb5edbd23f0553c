"""The firm's pages: its listed filings, and its answer to each."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from district.accounts.doors import signed_in
from district.accounts.models import User
from district.casework import CaseRefusal, wording
from district.design import language
from district.files import queries as files
from district.window.listcheck import actions, queries
from district.window.listcheck.forms import AnswerForm
from district.window.listcheck.states import LISTED

TONE = {"open": "wait", "answered": "", "settled": "ok", "reported": "ok"}


def state_said(name: str) -> str:
    """Answer a state's name in the language of the moment."""
    return str(getattr(LISTED.state(name), language.current()))


@signed_in
def my_listed(request: HttpRequest) -> HttpResponse:
    """The listed filings of the firms I act for; nobody sees another's."""
    by, today = cast(User, request.user), timezone.localdate()
    rows = [
        (row, state_said(row.state), TONE[row.state], row.state == "open" and row.due_on < today)
        for row in queries.of_firms(by, on=today)
    ]
    return render(request, "listcheck/mine.html", {"rows": rows})


@signed_in
def my_listed_filing(request: HttpRequest, pk: int) -> HttpResponse:
    """One listed filing of my firm: what is asked, and our answer."""
    by, today = cast(User, request.user), timezone.localdate()
    row = get_object_or_404(queries.of_firms(by, on=today), pk=pk)
    form = AnswerForm(request.POST or None, request.FILES or None) if row.state == "open" else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.answer(filing=row, **form.cleaned_data, by=by, at=timezone.now())
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            messages.success(request, _("Your answer is with the desk."))
            return redirect("my_listed_filing", pk=pk)
    given = {
        "row": row,
        "state": state_said(row.state),
        "tone": TONE[row.state],
        "form": form,
        "files": files.of_matter(row.matter),
        "late": row.state == "open" and row.due_on < today,
    }
    return render(request, "listcheck/answer.html", given)
