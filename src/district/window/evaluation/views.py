"""Pages of the evaluation."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
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
from district.window.evaluation import actions, counting, overdue, policies, queries, tables
from district.window.evaluation.forms import EvidenceForm, OpenForm, SheetForm, StepForm
from district.window.evaluation.models import Evaluation
from district.window.evaluation.states import EVALUATION, HEAD, OFFICER

DESK = (Role.POINT_STAFF, Role.POINT_HEAD, Role.DISTRICT_OFFICER)
TONE = {"concluded": "ok", "failed": "no", "rectifying": "no"}
DONE = {
    "open": gettext_lazy("opened"),
    "report": gettext_lazy("self-report written"),
    "score": gettext_lazy("points given"),
}


def _by(request: HttpRequest) -> User:
    return cast(User, request.user)


def _found(request: HttpRequest, pk: int) -> Evaluation:
    return get_object_or_404(queries.visible_to(_by(request), on=timezone.localdate()), pk=pk)


def _refused(request: HttpRequest, refusal: CaseRefusal) -> None:
    messages.error(request, wording.said(refusal, lang=language.current()))


def _state(name: str) -> str:
    return str(getattr(EVALUATION.state(name), language.current()))


def _grade(row: Evaluation) -> str:
    found = next((one for one in tables.grades(row.year) if one.code == row.grade), None)
    return found.names[language.current()] if found else ""


@open_to(*DESK)
def evaluations(request: HttpRequest) -> HttpResponse:
    """The evaluations of my points; for the district all of them, and a year is opened here."""
    by, today = _by(request), timezone.localdate()
    officer = Role.DISTRICT_OFFICER in roles_here(request)
    form = OpenForm(request.POST or None, today=today) if officer else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            made = actions.open_year(**form.cleaned_data, by=by, at=timezone.now())
        except CaseRefusal as refusal:
            _refused(request, refusal)
        else:
            messages.success(request, _("Opened at %(n)s points.") % {"n": len(made)})
        return redirect("evaluations")
    page = Paginator(queries.visible_to(by, on=today), 50).get_page(request.GET.get("page"))
    rows = [
        (row, _state(row.state), TONE.get(row.state, "wait"), _grade(row), last, bool(last and last < today))
        for row in page
        for last in (overdue.last_day(row),)
    ]
    return render(request, "evaluation/evaluations.html", {"rows": rows, "page": page, "form": form})


@open_to(*DESK)
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """One evaluation: the sheet with its counts, what each side gave, and what comes next."""
    row, by, today = _found(request, pk), _by(request), timezone.localdate()
    roles, doable = policies.roles_at(row.point, user=by, on=today), policies.steps_open_to(row, user=by, on=today)
    is_mine = EVALUATION.state(row.state).owner in roles
    own = row.state == "self_report" and HEAD in roles
    sheet = SheetForm(row=row, own=own) if own or (row.state == "submitted" and OFFICER in roles) else None
    score, last, lang = policies.score_of(row), overdue.last_day(row), language.current()
    given: dict[str, Any] = {
        "row": row,
        "state": _state(row.state),
        "tone": TONE.get(row.state, "wait"),
        "own": own,
        "sheet": sheet,
        "lines": _lines(row, sheet),
        "score": score,
        "grade": _grade(row) or (tables.grade_of(row.year, score).names[lang] if score is not None else ""),
        "grades": [(one.names[lang], one.from_score, one.plaque_years) for one in tables.grades(row.year)],
        "evidence_form": EvidenceForm(year=row.year) if is_mine else None,
        "doable": [(step.name, getattr(step, lang)) for step in doable],
        "asks_note": any(step.name not in ("submit", "conclude", "accept_rectification") for step in doable),
        "step_form": StepForm(asks_day=any(step.name == "order_rectification" for step in doable)),
        "last": last,
        "is_late": bool(last and last < today),
        "history": [(entry, _done(entry.action)) for entry in reversed(history_of(row.matter)) if _done(entry.action)],
    }
    return render(request, "evaluation/evaluation.html", given)


def _done(action: str) -> str:
    name = action.partition(".")[2]
    said = next((getattr(step, language.current()) for step in EVALUATION.transitions if step.name == name), None)
    return str(said or DONE.get(name, ""))


def _lines(row: Evaluation, sheet: SheetForm | None) -> list[dict[str, Any]]:
    counts, known, lang = queries.counts_of(row), counting.figures(), language.current()
    lines = {line.code: line for line in row.lines.prefetch_related("evidence__file")}
    found = []
    for one in tables.indicators(row.year):
        line = lines.get(one.code)
        found.append(
            {
                "indicator": one,
                "name": one.names[lang],
                "group": one.groups[lang],
                "rule": one.rules[lang],
                "counts": [(code, getattr(known[code], lang), counts.get(code, 0)) for code in one.figures],
                "line": line,
                "files": [evidence.file for evidence in line.evidence.all()] if line else [],
                "fields": sheet.pair(one.code) if sheet else None,
            }
        )
    return found


@open_to(Role.POINT_HEAD, Role.DISTRICT_OFFICER)
@require_POST
def write_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the head's self-report, or the points of the district."""
    row, by, now = _found(request, pk), _by(request), timezone.now()
    own = row.state == "self_report"
    form = SheetForm(request.POST, row=row, own=own)
    if not form.is_valid():
        for name, errors in form.errors.items():
            messages.error(request, f"{form[name].label} — {' '.join(map(str, errors))}")
        return redirect("evaluation", pk=pk)
    try:
        if own:
            actions.report(row=row, report=form.cleaned_data["report"], claims=form.told(), by=by, at=now)
        else:
            actions.score(row=row, scores=form.told(), by=by, at=now)
    except CaseRefusal as refusal:
        _refused(request, refusal)
    else:
        messages.success(request, _("Kept."))
    return redirect("evaluation", pk=pk)


@open_to(Role.POINT_HEAD, Role.DISTRICT_OFFICER)
@require_POST
def attach_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file to an indicator."""
    row = _found(request, pk)
    form = EvidenceForm(request.POST, request.FILES, year=row.year)
    if not form.is_valid():
        messages.error(request, _("Choose an indicator and a file."))
        return redirect("evaluation", pk=pk)
    told = form.cleaned_data
    try:
        actions.attach(row=row, code=told["code"], upload=told["attachment"], by=_by(request), at=timezone.now())
    except CaseRefusal as refusal:
        _refused(request, refusal)
    else:
        messages.success(request, _("The file is attached."))
    return redirect("evaluation", pk=pk)


@open_to(Role.POINT_HEAD, Role.DISTRICT_OFFICER)
@require_POST
def move_evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one step of the table."""
    row, form = _found(request, pk), StepForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {}
    note, until = told.get("note", ""), told.get("until")
    action = request.POST.get("step", "")
    try:
        moved = actions.move(row=row, action=action, by=_by(request), at=timezone.now(), note=note, until=until)
    except CaseRefusal as refusal:
        _refused(request, refusal)
    else:
        messages.success(request, _("The evaluation is now: %(state)s.") % {"state": _state(moved.state)})
    return redirect("evaluation", pk=pk)


@open_to(*DESK)
def evaluation_rows(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The records behind one count of the year, as they are now."""
    row, by, today = _found(request, pk), _by(request), timezone.localdate()
    figure = counting.figures().get(code)
    if figure is None:
        raise Http404
    found = counting.behind(code, point=row.point, year=row.year)
    given = {
        "row": row,
        "name": getattr(figure, language.current()),
        "fixed": row.counts.get(code),
        "now": sum(one.counts[code] for one in found),
        "page": Paginator([(one, one.counts[code]) for one in found], 100).get_page(request.GET.get("page")),
        "at_point": row.point.code in accounts.places_of(by, on=today),
    }
    return render(request, "evaluation/rows.html", given)
