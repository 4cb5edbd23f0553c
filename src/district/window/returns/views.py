"""Pages of the returns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from district.accounts import queries as accounts
from district.accounts.doors import open_to, roles_here
from district.accounts.models import User
from district.accounts.roles import Role
from district.audit.queries import history_of
from district.casework import CaseRefusal, wording
from district.design import language
from district.directory import doings
from district.window.returns import actions, differences, due, policies, queries, sheet
from district.window.returns.forms import BeginForm, NoteForm, TemplateForm
from district.window.returns.models import KINDS, PointReturn
from district.window.returns.periods import Kind
from district.window.returns.states import HEAD, RETURN, STAFF

DESK = (Role.POINT_STAFF, Role.POINT_HEAD)
TONE = {"draft": "wait", "checked": "wait", "submitted": "", "locked": "ok"}
WORDS = {
    "point_name": gettext_lazy("Service point"),
    "period": gettext_lazy("Period"),
    "period_first": gettext_lazy("First day of the period"),
    "period_last": gettext_lazy("Last day of the period"),
    "remark": gettext_lazy("Remark of the point"),
    "changes": gettext_lazy("Values changed by hand, with reasons"),
}
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
    page = Paginator(queries.visible_to(by, on=today), 50).get_page(request.GET.get("page"))
    officer = Role.DISTRICT_OFFICER in roles_here(request)
    given = {
        "rows": [(row, _state(row.state), TONE[row.state], _due(row, today)) for row in page],
        "page": page,
        "form": form if roles_here(request) & set(DESK) else None,
        "officer": officer,
        "standings": [_standing(one) for one in queries.standings(on=today)] if officer else (),
    }
    return render(request, "returns/returns.html", given)


def _due(row: PointReturn, today: date) -> tuple[date | None, bool]:
    days = due.days_of(row.period) if row.state in ("draft", "checked") else None
    return (days.last, today > days.last) if days else (None, False)


def _standing(one: queries.Standing) -> dict[str, Any]:
    open_ = [
        (point, _state(row.state) if row else _("not begun"), late)
        for point, row, late in one.points
        if row is None or row.state not in queries.HANDED_IN
    ]
    return {
        "code": one.period.code,
        "due_on": one.due_on,
        "handed_in": one.handed_in,
        "all": len(one.points),
        "open": open_,
    }


@open_to(*DESK, Role.DISTRICT_OFFICER)
def one_return(request: HttpRequest, pk: int) -> HttpResponse:
    """One return: its figures, what may be done with it, and what was done."""
    by, today = cast(User, request.user), timezone.localdate()
    row = get_object_or_404(queries.visible_to(by, on=today), pk=pk)
    if request.method == "POST":
        return _move(request, row)
    lang, days, lines = language.current(), due.days_of(row.period), differences.lines_of(row)
    doable = policies.steps_open_to(row, user=by, on=today)
    may_note = row.state == "draft" and bool({STAFF, HEAD} & set(policies.roles_at(row.point, user=by, on=today)))
    given = {
        "row": row,
        "state": _state(row.state),
        "steps": [(state.name == row.state, getattr(state, lang)) for state in RETURN.states],
        "lines": [(line, getattr(line.figure, lang)) for line in lines],
        "has_parts": any(line.parts is not None for line in lines),
        "has_before": any(line.before is not None for line in lines),
        "doable": [(step.name, getattr(step, lang)) for step in doable],
        "asks_note": any(step.name in ("check", "send_back") for step in doable),
        "note_form": NoteForm(initial={"code": request.GET.get("figure", "")}) if may_note else None,
        "history": [(entry, _done(entry.action)) for entry in reversed(history_of(row.matter))],
        "is_over": row.last < today,
        "due_on": days.last if days else None,
        "is_late": bool(days and today > days.last and row.state not in queries.HANDED_IN),
        "late_entries": queries.late_entries(row),
    }
    return render(request, "returns/return.html", given)


DONE = {
    "begin": gettext_lazy("begun"),
    "note": gettext_lazy("a figure changed or explained"),
    "drop_note": gettext_lazy("a change taken back"),
    "late_entry": gettext_lazy("a contact was entered after it was handed in"),
}


def _done(action: str) -> str:
    name = action.partition(".")[2]
    said = next((getattr(step, language.current()) for step in RETURN.transitions if step.name == name), None)
    return str(said or DONE.get(name, name))


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


@open_to(*DESK)
@require_POST
def note_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Explain a figure, put a value in its place, or take that back."""
    by, now = cast(User, request.user), timezone.now()
    row = get_object_or_404(queries.visible_to(by, on=timezone.localdate()), pk=pk)
    try:
        if "drop" in request.POST:
            actions.drop_note(row=row, code=request.POST["drop"], by=by, at=now)
            messages.success(request, _("The counted value stands again."))
        else:
            form = NoteForm(request.POST)
            if not form.is_valid():
                raise CaseRefusal("return.reason_missing")
            actions.note(row=row, **form.cleaned_data, by=by, at=now)
            messages.success(request, _("Kept, with its reason; the counted value stays beside it."))
    except CaseRefusal as refusal:
        _refused(request, refusal)
    return redirect("return", pk=pk)


@open_to(*DESK, Role.DISTRICT_OFFICER)
def return_rows(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The records behind one figure of a return, as they are now."""
    by, today = cast(User, request.user), timezone.localdate()
    row = get_object_or_404(queries.visible_to(by, on=today), pk=pk)
    figure = next((one for one in doings.figures() if one.code == code), None)
    if figure is None:
        raise Http404
    found = doings.behind(code, point=row.point, first=row.first, last=row.last)
    given = {
        "row": row,
        "name": getattr(figure, language.current()),
        "fixed": row.figures.get(code),
        "now": sum(one.counts[code] for one in found),
        "page": Paginator([(one, one.counts[code]) for one in found], 100).get_page(request.GET.get("page")),
        "at_point": row.point.code in accounts.places_of(by, on=today),
    }
    return render(request, "returns/rows.html", given)


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
        told, by = form.cleaned_data, cast(User, request.user)
        try:
            content = told["template"].read(sheet.LIMIT + 1)
            taken = actions.take_template(content=content, kind=told["kind"], by=by, at=timezone.now())
        except CaseRefusal as refusal:
            _refused(request, refusal)
        else:
            messages.success(request, _("The template is in use; it has %(n)s of our cells.") % {"n": len(taken.names)})
            return redirect(f"{reverse('return_template')}?kind={taken.kind}")
        return redirect("return_template")
    kind = request.GET.get("kind", "")
    template = queries.template_for(kind)
    lang, has = language.current(), template.names if template else {}
    labels = {name: str(said) for name, said in WORDS.items()}
    labels |= {figure.code: getattr(figure, lang) for figure in doings.figures()}
    given = {
        "form": form,
        "kinds": [("", _("All")), *KINDS],
        "kind": kind,
        "template": template,
        "names": [(name, labels[name], has.get(name, "")) for name in sheet.our_names()],
        "missing": [name for name in sheet.our_names() if name not in has] if template else (),
        "strange": [(name, cell, sheet.nearest(name)) for name, cell in template.strange.items()] if template else (),
    }
    return render(request, "returns/template.html", given)


@open_to(Role.DISTRICT_OFFICER)
def own_template(_request: HttpRequest) -> HttpResponse:
    """Our own template, to start from."""
    answer = HttpResponse(sheet.own_template(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="template.xlsx"'
    return answer
