"""A search project: its log, saved searches, collection and synonyms, and the report of all of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts import queries as accounts
from district.accounts.doors import signed_in
from district.accounts.models import User
from district.audit.actions import note_reading
from district.workbench import actions, library, paper, queries, reporting
from district.workbench.forms import RateForm
from district.workbench.models import Project
from district.workbench.showing import CATEGORY_TONES
from district.workbench.views.answers import REFUSED, ROOM, asked_by, found_project, no_answer, said, why_not
from patentry.reports import ReportError


@signed_in
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a project."""
    row, by = found_project(request, pk), asked_by(request)
    _note_if_lent(row, by)
    return render(request, "workbench/project.html", _given(row, by))


def _given(row: Project, by: User) -> dict[str, Any]:
    log = list(queries.log_of(row))
    return {
        "room": ROOM,
        "project": row,
        "log": log,
        "saved": [one for one in log if one.name],
        "kept": [
            (one, CATEGORY_TONES.get(one.category, ""), RateForm(initial={"category": one.category,
             "comment": one.comment}, auto_id=f"id_{one.pk}_%s"))
            for one in row.kept.select_related("by", "found_by")
        ],
        "synonyms": list(row.synonyms.all()),
        "members": accounts.members_of(row.organisation, on=timezone.localdate()) if row.organisation else (),
        "index": library.index(),
    }  # fmt: skip


def _note_if_lent(row: Project, by: User) -> None:
    """A firm's project read by its agency is a reading of another's matter, which the log keeps."""
    if row.organisation is None:
        return
    if not accounts.own_organisations(by, on=timezone.localdate()).filter(pk=row.organisation.pk).exists():
        note_reading(subject=row.matter, by=by, at=timezone.now())


@signed_in
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """End a project or take it up again, add or remove synonyms."""
    row, by, at = found_project(request, pk), asked_by(request), timezone.now()
    step = request.POST.get("step", "")
    if step == "end":
        with said(request, _("The project has ended.")):
            actions.end_project(project=row, by=by, at=at)
    elif step == "take_up":
        with said(request, _("The project goes on.")):
            actions.take_up_project(project=row, by=by, at=at)
    elif step == "remove_synonyms":
        told = request.POST.get("synonyms", "")
        group = get_object_or_404(row.synonyms, pk=int(told) if told.isdecimal() and len(told) < 18 else 0)
        with said(request, _("The synonyms are removed.")):
            actions.remove_synonyms(synonyms=group, by=by, at=at)
    else:
        _add_synonyms(request, row)
    return redirect("search_project", pk=pk)


def _add_synonyms(request: HttpRequest, row: Project) -> None:
    words, by, at = request.POST.get("words", ""), asked_by(request), timezone.now()
    try:
        actions.add_synonyms(project=row, words=words, by=by, at=at)
    except REFUSED as error:
        messages.error(request, why_not(error, words)["sentence"])
    else:
        messages.success(request, _("The synonyms are added; searches from now on look for them, too."))


@signed_in
@require_POST
def document(request: HttpRequest, pk: int, kept: int) -> HttpResponse:
    """Rate a document of the collection, comment on it, or take it out."""
    row, by, at = found_project(request, pk), asked_by(request), timezone.now()
    one = get_object_or_404(row.kept.select_related("project"), pk=kept)
    if "let_go" in request.POST:
        with said(request, _("The document is taken out of the collection.")):
            actions.let_go(kept=one, by=by, at=at)
    else:
        told = RateForm(request.POST)
        category, comment = (told.data.get(name, "") for name in ("category", "comment"))
        with said(request, _("Your judgement is kept.")):
            actions.rate(kept=one, category=category, comment=comment, by=by, at=at)
    return redirect("search_project", pk=pk)


@signed_in
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The printable report of a project: log, settings, hits with their reasons, collection, snapshot and day."""
    row, by = found_project(request, pk), asked_by(request)
    _note_if_lent(row, by)
    try:
        made = reporting.report_of(row)
    except REFUSED as error:
        return no_answer(request, error)
    given = {
        "room": ROOM,
        "project": row,
        "report": made,
        "by": by,
        "at": timezone.localtime(),
        "demonstration": settings.PATENTRY_DEMONSTRATION,
    }
    return render(request, "workbench/report.html", given)


@signed_in
def report_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same report as PDF; where the font lacks a letter it is said, and the page can be printed."""
    row, by, at = found_project(request, pk), asked_by(request), timezone.localtime()
    _note_if_lent(row, by)
    try:
        told = paper.to_pdf(reporting.report_of(row), project=row, by=by, at=at)
    except REFUSED as error:
        return no_answer(request, error)
    except ReportError as error:
        wrong = {"why": str(error)[:200]}
        messages.error(request, _("The PDF cannot be set (%(why)s). Print this page instead.") % wrong)
        return redirect("search_report", pk=pk)
    answer = HttpResponse(told, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="report-{row.pk}-{at:%Y%m%d}.pdf"'
    return answer
