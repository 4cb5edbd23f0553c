"""The desk's pages: batches, the board, the office's template."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST

from district.accounts.doors import open_to, roles_here
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import CaseRefusal, wording
from district.design import language
from district.directory.models import ServicePoint
from district.window.listcheck import actions, queries, sheet
from district.window.listcheck.forms import AssignForm, BatchForm, TemplateForm
from district.window.listcheck.models import Batch, Template
from district.window.listcheck.policies import DESK_ROLES
from district.window.listcheck.reading import LIMIT
from district.window.listcheck.states import LISTED
from district.window.listcheck.views.firm import TONE, state_said

FAULTS = {
    "number": gettext_lazy("no application number with a right check digit"),
    "credit_code": gettext_lazy("no credit code with a right check digit"),
    "empty": gettext_lazy("empty"),
    "day": gettext_lazy("no day; write 2026-03-31"),
    "order": gettext_lazy("before the day of the notice"),
    "twice": gettext_lazy("stands twice in the file"),
}
LEFT = (
    ("late", gettext_lazy("Past its day")),
    ("week", gettext_lazy("Within a week")),
    ("later", gettext_lazy("After a week")),
)
FILTERS = ("batch", "point", "agency", "state", "left", "who")


def refused(request: HttpRequest, refusal: CaseRefusal) -> None:
    """Say the sentence of a refusal."""
    messages.error(request, wording.said(refusal, lang=language.current()))


@open_to(*DESK_ROLES)
def list_checks(request: HttpRequest) -> HttpResponse:
    """The batches and how far each is; a new one is taken here."""
    by, form = cast(User, request.user), BatchForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            content = told["table"].read(LIMIT + 1)
            taken = actions.take(code=told["code"], content=content, point=told["point"], by=by, at=timezone.now())
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            return redirect("list_check", pk=taken[0].pk)
    given = {
        "form": form,
        "progress": queries.batches(by, on=timezone.localdate()),
        "officer": Role.DISTRICT_OFFICER in roles_here(request),
    }
    return render(request, "listcheck/batches.html", given)


@open_to(*DESK_ROLES)
def list_check(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: its filings, the rows that could not be taken, its return."""
    batch, by, today = get_object_or_404(Batch, pk=pk), cast(User, request.user), timezone.localdate()
    rows = queries.visible_to(by, on=today).filter(batch=batch)
    given = {
        "batch": batch,
        "page": _page(request, rows),
        "unknown": rows.filter(organisation__isnull=True).count(),
        "open": rows.filter(state__in=queries.UNSETTLED).count(),
        "officer": Role.DISTRICT_OFFICER in roles_here(request),
        "problems": [(one["line"], one["field"], one["value"], FAULTS[one["code"]]) for one in batch.problems],
    }
    return render(request, "listcheck/batch.html", given)


def _page(request: HttpRequest, rows: Any) -> Any:
    today = timezone.localdate()
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    page.object_list = [
        (row, state_said(row.state), TONE[row.state], (row.due_on - today).days, row.state in queries.UNSETTLED)
        for row in page.object_list
    ]
    return page


@open_to(*DESK_ROLES)
def list_check_board(request: HttpRequest) -> HttpResponse:
    """How far the filings are, by batch, point and agency, and by the days left; one list of those chosen."""
    by, today = cast(User, request.user), timezone.localdate()
    asked = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    seen = queries.visible_to(by, on=today)
    rows = queries.chosen(seen, asked, on=today)
    points = {point.pk: point for point in ServicePoint.objects.all()}
    given = {
        "asked": asked,
        "query": urlencode(asked),
        "page": _page(request, rows),
        "all": rows.count(),
        "by_point": [(points.get(cast(int, one.key)), one) for one in queries.progress(rows, by="point", on=today)],
        "by_agency": queries.progress(rows, by="agency", on=today)[:20],
        "batches": Batch.objects.values_list("pk", "code"),
        "points": [(point.code, getattr(point, f"name_{language.current()}")) for point in points.values()],
        "agencies": seen.exclude(agency="").order_by("agency").values_list("agency", flat=True).distinct(),
        "states": [(state.name, getattr(state, language.current())) for state in LISTED.states],
        "left": LEFT,
        "assign_form": AssignForm(),
    }
    return render(request, "listcheck/board.html", given)


@open_to(*DESK_ROLES)
@require_POST
def assign_listed(request: HttpRequest) -> HttpResponse:
    """Give the filings a board shows to a point to follow up."""
    by, today, form = cast(User, request.user), timezone.localdate(), AssignForm(request.POST)
    asked = {name: request.POST[name] for name in FILTERS if request.POST.get(name)}
    rows = queries.chosen(queries.visible_to(by, on=today), asked, on=today).exclude(state="reported")
    if form.is_valid():
        try:
            n = actions.assign(filings=rows, point=form.cleaned_data["to"], by=by, at=timezone.now())
        except CaseRefusal as refusal:
            refused(request, refusal)
        else:
            messages.success(request, _("Given to the point: %(n)s filings.") % {"n": n})
    return redirect(f"{reverse('list_check_board')}?{urlencode(asked)}")


@open_to(*DESK_ROLES)
def list_check_as_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The batch's return, in Chinese: it goes to the office that sent the list."""
    batch = get_object_or_404(Batch, pk=pk)
    with override("zh"):
        content = queries.as_xlsx(batch)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="list-check-{batch.pk}.xlsx"'
    return answer


@open_to(Role.DISTRICT_OFFICER)
@require_POST
def report_list_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a batch whose return was handed in."""
    batch = get_object_or_404(Batch, pk=pk)
    try:
        actions.report(batch=batch, by=cast(User, request.user), at=timezone.now())
    except CaseRefusal as refusal:
        refused(request, refusal)
    else:
        messages.success(request, _("The batch is reported."))
    return redirect("list_check", pk=pk)


@open_to(Role.DISTRICT_OFFICER)
def list_check_template(request: HttpRequest) -> HttpResponse:
    """Upload the office's template for the return; see which names its cells may have."""
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["template"].read(LIMIT)
            actions.take_template(content=content, by=cast(User, request.user), at=timezone.now())
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            messages.success(request, _("The template is in use."))
            return redirect("list_check_template")
    template = Template.objects.first()
    has = template.names if template else {}
    given = {
        "form": form,
        "template": template,
        "names": [(name, zh, has.get(name, "")) for name, zh in sheet.COLUMNS.items()],
        "strange": [(name, cell) for name, cell in template.strange.items()] if template else (),
    }
    return render(request, "listcheck/template.html", given)
