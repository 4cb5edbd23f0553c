"""Pages of the returns."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from district.accounts.doors import open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.audit.queries import history_of
from district.casework import CaseRefusal, wording
from district.design import language
from district.window.returns import actions, counting, policies, queries, sheet
from district.window.returns.forms import BeginForm, TemplateForm
from district.window.returns.models import PointReturn, Template
from district.window.returns.periods import Kind
from district.window.returns.states import RETURN

DESK = (Role.POINT_STAFF, Role.POINT_HEAD)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _state(name: str) -> str:
    return str(getattr(RETURN.state(name), language.current()))


def _refused(request: HttpRequest, refusal: CaseRefusal) -> None:
    messages.error(request, wording.said(refusal, lang=language.current()))


@open_to(*DESK, Role.DISTRICT_OFFICER)
def returns(request: HttpRequest) -> HttpResponse:
    """The returns of my points; for the district, those that were handed in. A new one is begun here."""
    by, now, today = cast(User, request.user), timezone.now(), timezone.localdate()
    last_month = today.replace(day=1) - timedelta(days=1)
    form = BeginForm(request.POST or None, user=by, today=today, initial={"day": last_month})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            row = actions.begin(point=told["point"], kind=Kind(told["kind"]), day=told["day"], by=by, at=now)
        except CaseRefusal as refusal:
            _refused(request, refusal)
        else:
            return redirect("return", pk=row.pk)
    rows = [(row, _state(row.state)) for row in queries.visible_to(by, on=today)[:200]]
    desk = bool(form.fields["point"].queryset)  # type: ignore[attr-defined]
    return render(request, "returns/returns.html", {"rows": rows, "form": form if desk else None})


@open_to(*DESK, Role.DISTRICT_OFFICER)
def one_return(request: HttpRequest, pk: int) -> HttpResponse:
    """One return: its figures, what may be done with it, and what was done."""
    by, now, today = cast(User, request.user), timezone.now(), timezone.localdate()
    row = get_object_or_404(queries.visible_to(by, on=today), pk=pk)
    if request.method == "POST":
        return _move(request, row)
    values, lang = queries.figures_of(row), language.current()
    given = {
        "row": row,
        "state": _state(row.state),
        "steps": [(state.name == row.state, getattr(state, lang)) for state in RETURN.states],
        "figures": [(getattr(figure, lang), values[figure.code]) for figure in counting.figures()],
        "doable": [(step.name, getattr(step, lang)) for step in policies.steps_open_to(row, user=by, on=today)],
        "history": [(entry, _done(entry.action)) for entry in reversed(history_of(row.matter))],
        "is_over": row.last < now.date(),
    }
    return render(request, "returns/return.html", given)


def _done(action: str) -> str:
    name = action.partition(".")[2]
    said = next((getattr(step, language.current()) for step in RETURN.transitions if step.name == name), None)
    return str(said or _("begun"))


def _move(request: HttpRequest, row: PointReturn) -> HttpResponse:
    step, note = request.POST.get("step", ""), request.POST.get("note", "")[:400]
    try:
        moved = actions.move(row=row, action=step, by=cast(User, request.user), at=timezone.now(), note=note)
    except CaseRefusal as refusal:
        _refused(request, refusal)
        return redirect("return", pk=row.pk)
    messages.success(request, _("The return is now: %(state)s.") % {"state": _state(moved.state)})
    seen = queries.visible_to(cast(User, request.user), on=timezone.localdate()).filter(pk=row.pk).exists()
    return redirect("return", pk=row.pk) if seen else redirect("returns")


@open_to(*DESK, Role.DISTRICT_OFFICER)
def return_as_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The return in the city's template."""
    row = get_object_or_404(queries.visible_to(cast(User, request.user), on=timezone.localdate()), pk=pk)
    name = f"return-{row.point.code}-{row.period.code}.xlsx"
    answer = HttpResponse(queries.as_xlsx(row), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@open_to(Role.DISTRICT_OFFICER)
def return_template(request: HttpRequest) -> HttpResponse:
    """Upload the city's template; see which names its cells may have."""
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["template"].read(sheet.LIMIT + 1)
        try:
            taken = actions.take_template(content=content, by=cast(User, request.user), at=timezone.now())
        except CaseRefusal as refusal:
            _refused(request, refusal)
        else:
            messages.success(request, _("The template is in use; it has %(n)s of our cells.") % {"n": len(taken.names)})
        return redirect("return_template")
    template = Template.objects.first()
    lang, has = language.current(), set(template.names if template else sheet.our_names())
    words = {"point_name": _("Service point"), "period": _("Period"), "remark": _("Remark of the point")}
    labels = words | {figure.code: getattr(figure, lang) for figure in counting.figures()}
    names = [(name, labels[name], name in has) for name in sheet.our_names()]
    return render(request, "returns/template.html", {"form": form, "template": template, "names": names})


@open_to(Role.DISTRICT_OFFICER)
def own_template(_request: HttpRequest) -> HttpResponse:
    """Our own template, to start from."""
    answer = HttpResponse(sheet.own_template(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="template.xlsx"'
    return answer
