"""Pages of the officer's desk for data."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.doors import open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.audit.queries import history_of
from district.casework import CaseRefusal, wording
from district.collection import actions, corpus, queries, words
from district.collection.forms import ColumnsForm, UploadForm
from district.collection.models import Upload
from district.collection.states import OFFICER, UPLOAD
from district.design import language

PAGE = 30
ROOM = "data"


def _visible(request: HttpRequest) -> Any:
    return queries.visible_to(cast(User, request.user), on=timezone.localdate())


def _refused(request: HttpRequest, refusal: CaseRefusal) -> None:
    messages.error(request, wording.said(refusal, lang=language.current()))


@open_to(Role.DISTRICT_OFFICER)
def uploads(request: HttpRequest) -> HttpResponse:
    """The uploads, the newest first; new files are handed in here."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told, by = form.cleaned_data, cast(User, request.user)
        try:
            upload = actions.receive(files=told["chosen_files"], source=told["source"], by=by, at=timezone.now())
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            return redirect("upload", pk=upload.pk)
    page = Paginator(_visible(request), PAGE).get_page(request.GET.get("page"))
    rows = [(row, words.state_said(row.state), words.TONE.get(row.state, "")) for row in page]
    given = {"form": form, "rows": rows, "page": page, "current": corpus.current(), "room": ROOM}
    return render(request, "collection/uploads.html", given)


@open_to(Role.DISTRICT_OFFICER)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """One upload: how far it is, each file's account, what would change, and what may be done."""
    row = get_object_or_404(_visible(request), pk=pk)
    return render(request, "collection/upload.html", {"row": row, "room": ROOM} | _standing(row) | _told(row))


@open_to(Role.DISTRICT_OFFICER)
def upload_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Only how far the reading is, for the page that waits; 204 once it has been read."""
    row = get_object_or_404(_visible(request), pk=pk)
    if row.state != "waiting":
        return HttpResponse(status=204)
    return render(request, "collection/progress.html", {"row": row} | _standing(row))


def _standing(row: Upload) -> dict[str, Any]:
    return {
        "state": words.state_said(row.state),
        "tone": words.TONE.get(row.state, ""),
        "reading": queries.reading_of(row),
        "size": sum(file.size for file in row.files.all()),
    }


def _told(row: Upload) -> dict[str, Any]:
    lang = language.current()
    return {
        "files": [(file, words.problems_said(file)) for file in row.report],
        "tables": list(queries.tables_to_map(row)),
        "set_aside": [(name, rows) for name, rows in queries.rows_set_aside(row) if rows],
        "changed": [
            (one, words.figure_said(one["figure"])) for one in row.differences if one["before"] != one["after"]
        ],
        "same": [
            (one, words.figure_said(one["figure"]))
            for one in row.differences
            if one["before"] == one["after"] is not None
        ],
        "regions": corpus.region_names(lang),
        "doable": set(UPLOAD.actions(state=row.state, role=OFFICER)),
        "history": [(entry, _done(entry.action)) for entry in reversed(history_of(row.matter))],
    }


def _done(action: str) -> str:
    name = action.partition(".")[2]
    targets = {step.name: words.state_said(step.target) for step in UPLOAD.transitions}
    own = {"receive": _("files handed in"), "map_columns": _("columns of a table given a meaning")}
    return targets.get(name) or own[name]


@open_to(Role.DISTRICT_OFFICER)
@require_POST
def upload_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept an upload, read it again, or set it aside."""
    row, by, now = get_object_or_404(_visible(request), pk=pk), cast(User, request.user), timezone.now()
    step = request.POST.get("step", "")
    try:
        if step == "accept":
            made = actions.accept(upload=row, by=by, at=now)
            messages.success(request, _("Snapshot %(n)s is now the current one.") % {"n": made.accepted_as})
        elif step == "set_aside":
            actions.set_aside(upload=row, by=by, at=now, reason=request.POST.get("reason", ""))
        else:
            actions.read_again(upload=row, by=by, at=now)
    except CaseRefusal as refusal:
        _refused(request, refusal)
    return redirect("upload", pk=pk)


@open_to(Role.DISTRICT_OFFICER)
def upload_columns(request: HttpRequest, pk: int, fingerprint: str) -> HttpResponse:
    """Which column of a table nobody knew is which; kept for every table with these headings."""
    row = get_object_or_404(_visible(request), pk=pk)
    mapping = corpus.mapping_of(fingerprint)
    if mapping is None or fingerprint not in {table.fingerprint for table in queries.tables_to_map(row)}:
        messages.error(request, wording.said(CaseRefusal("upload.mapping_gone"), lang=language.current()))
        return redirect("upload", pk=pk)
    form = ColumnsForm(request.POST or None, mapping=mapping)
    if request.method == "POST" and form.is_valid():
        by, now = cast(User, request.user), timezone.now()
        try:
            actions.map_columns(upload=row, fingerprint=fingerprint, fields=form.chosen(), by=by, at=now)
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            return redirect("upload", pk=pk)
    return render(request, "collection/columns.html", {"row": row, "form": form, "room": ROOM})


@open_to(Role.DISTRICT_OFFICER)
def snapshots(request: HttpRequest) -> HttpResponse:
    """Every snapshot with where it came from; an officer goes back to an earlier one here."""
    if request.method == "POST":
        return _roll_back(request)
    by_snapshot = queries.uploads_by_snapshot()
    back = {row.number: row for row in queries.roll_backs()}
    current = corpus.current()
    page = Paginator(corpus.snapshots(), PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            one,
            words.kind_said(one.kind, one.of),
            by_snapshot.get(one.number),
            back.get(one.number),
            corpus.files_added(one),
        )
        for one in page
    ]
    pages = queries.pages_of(current.number)
    given = {"rows": rows, "page": page, "current": current, "pages": pages, "room": ROOM}
    return render(request, "collection/snapshots.html", given)


def _roll_back(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("number", "")
    try:
        row = actions.roll_back(
            to=int(number) if number.isdecimal() and len(number) < 10 else 0,
            reason=request.POST.get("reason", ""),
            by=cast(User, request.user),
            at=timezone.now(),
        )
    except CaseRefusal as refusal:
        _refused(request, refusal)
    else:
        messages.success(request, _("Snapshot %(n)s is now the current one.") % {"n": row.number})
    return redirect("snapshots")


@open_to(Role.DISTRICT_OFFICER)
def coverage(request: HttpRequest) -> HttpResponse:
    """How far each source reaches without a gap, with the weeks that are missing."""
    return render(request, "collection/coverage.html", {"sources": corpus.coverage(), "room": ROOM})
