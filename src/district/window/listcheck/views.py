"""Pages of the list check."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST

from district.accounts.doors import open_to
from district.accounts.models import User
from district.casework import CaseRefusal, wording
from district.design import language
from district.window.listcheck import actions, queries
from district.window.listcheck.actions import DESK
from district.window.listcheck.models import Batch, Outcome

LIMIT = 8 * 1024 * 1024
FAULTS = {
    "number": gettext_lazy("no application number with a right check digit"),
    "empty": gettext_lazy("empty"),
    "day": gettext_lazy("no day; write 2026-03-31"),
    "order": gettext_lazy("before the day of the notice"),
    "twice": gettext_lazy("stands twice in the file"),
}


class BatchForm(forms.Form):
    """A batch and its file."""

    code = forms.CharField(label=gettext_lazy("Batch"), max_length=40)
    table = forms.FileField(
        label=gettext_lazy("Table (CSV or XLSX)"),
        help_text=gettext_lazy("Headings: 申请号, 申请人, 代理机构, 通知日, 期限."),
    )


@open_to(*DESK)
def list_checks(request: HttpRequest) -> HttpResponse:
    """The batches and how far each is; a new one is taken here."""
    form = BatchForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told, by = form.cleaned_data, cast(User, request.user)
        try:
            content = told["table"].read(LIMIT)
            batch = actions.take(code=told["code"], content=content, by=by, at=timezone.now())
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            return redirect("list_check", pk=batch.pk)
    given = {"form": form, "progress": queries.progress(on=timezone.localdate())}
    return render(request, "listcheck/batches.html", given)


@open_to(*DESK)
def list_check(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: its filings with what came of each, and the rows that could not be taken."""
    batch, today = get_object_or_404(Batch, pk=pk), timezone.localdate()
    page = Paginator(batch.filings.select_related("organisation"), 50).get_page(request.GET.get("page"))
    given = {
        "batch": batch,
        "page": page,
        "today": today,
        "outcomes": [choice for choice in Outcome.choices if choice[0] != Outcome.OPEN],
        "problems": [(one["line"], one["field"], one["value"], FAULTS[one["code"]]) for one in batch.problems],
    }
    return render(request, "listcheck/batch.html", given)


@open_to(*DESK)
@require_POST
def settle_filing(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what came of a filing."""
    by = cast(User, request.user)
    filing = get_object_or_404(queries.visible_to(by, on=timezone.localdate()), pk=pk)
    outcome, evidence = request.POST.get("outcome", ""), request.POST.get("evidence", "")
    try:
        actions.settle(filing=filing, outcome=outcome, evidence=evidence, by=by, at=timezone.now())
    except CaseRefusal as refusal:
        messages.error(request, wording.said(refusal, lang=language.current()))
    else:
        messages.success(request, _("Recorded: %(number)s.") % {"number": filing.number})
    return redirect("list_check", pk=filing.batch_id)


@open_to(*DESK)
def list_check_as_xlsx(_request: HttpRequest, pk: int) -> HttpResponse:
    """The batch's return, in Chinese: it goes to the office that sent the list."""
    batch = get_object_or_404(Batch, pk=pk)
    with override("zh"):
        content = queries.as_xlsx(batch)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="list-check-{batch.pk}.xlsx"'
    return answer
