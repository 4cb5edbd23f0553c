"""The box, the query builder, and the workbench's first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from district.accounts.doors import roles_here, signed_in
from district.accounts.roles import Role
from district.design import language
from district.workbench import actions, builder, library, queries
from district.workbench.forms import AskForm, ProjectForm
from district.workbench.models import Kind, Search
from district.workbench.views.answers import REFUSED, ROOM, asked_by, no_index, why_not

WRONG = 400


@signed_in
def workbench(request: HttpRequest) -> HttpResponse:
    """My projects, saved searches and latest searches; a project is started here."""
    by, on = asked_by(request), timezone.localdate()
    form, index = ProjectForm(request.POST or None, user=by, on=on), library.index()
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_project(**form.cleaned_data, by=by, at=timezone.now())
        except REFUSED as refusal:
            form.add_error(None, why_not(refusal, "")["sentence"])
        else:
            return redirect("search_project", pk=made.pk)
    given = {
        "room": ROOM,
        "projects": queries.listed(by, on=on),
        "saved": queries.saved(by, on=on),
        "history": queries.history(by, on=on),
        "watched": queries.watched(by, on=on, snapshot=index.held.snapshot if index.held else None),
        "index": index,
        "is_officer": Role.DISTRICT_OFFICER in roles_here(request),
        "form": form,
    }
    return render(request, "workbench/workbench.html", given)


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """The box: an idea, a number or a query. What is sent is kept, and its own page answers."""
    by, on = asked_by(request), timezone.localdate()
    if library.index().held is None:
        return no_index(request)
    if request.method != "POST":
        return _page(request, AskForm(user=by, on=on, initial=_first(request)))
    form = AskForm(request.POST, user=by, on=on)
    rows = _rows(request)
    if "build" in request.POST or "more" in request.POST:
        return _built(request, form, rows)
    if not form.is_valid():
        return _page(request, form, rows=rows, status=WRONG)
    try:
        made = actions.search(told=form.told(), project=form.cleaned_data["project"], by=by, at=timezone.now())
    except REFUSED as error:
        if getattr(error, "code", "") == "search.index_missing":
            return no_index(request)
        return _page(request, form, rows=rows, wrong=why_not(error, form.told().text), status=WRONG)
    return redirect("search_hits", key=made.key)


def _first(request: HttpRequest) -> dict[str, Any]:
    """What the box begins with: a number (`like`), an earlier search (`again`), a project."""
    if number := request.GET.get("like", "")[:60]:
        return {"text": number, "kind": Kind.LIKE}
    given: dict[str, Any] = {}
    if (project := request.GET.get("project", "")).isdecimal() and len(project) < 10:
        given["project"] = int(project)
    again = request.GET.get("again", "")
    if row := _earlier(request, again):
        given |= {name: getattr(row, name) for name in ("text", "kind", "before", "on", "with_unknown", "is_prior")}
        given |= {"statuses": row.chosen_statuses, "project": row.project_id}
    return given


def _earlier(request: HttpRequest, key: str) -> Search | None:
    if not key:
        return None
    mine = queries.searches_visible_to(asked_by(request), on=timezone.localdate())
    return next((row for row in mine if str(row.key) == key), None)


def _rows(request: HttpRequest) -> tuple[builder.Row, ...]:
    given = (request.POST.getlist(name) for name in ("join", "field", "words"))
    return builder.rows_sent(*given)


def _built(request: HttpRequest, form: AskForm, rows: tuple[builder.Row, ...]) -> HttpResponse:
    """The builder without script: another row, or its query put into the box."""
    data = request.POST.copy()
    if "build" in request.POST and (query := builder.composed(rows)):
        data["text"], data["kind"] = query, str(Kind.QUERY)
    shown = AskForm(data, user=asked_by(request), on=timezone.localdate())
    more = 1 if "more" in request.POST else 0
    return _page(request, shown, rows=rows, spare=more, is_open=True)


def _page(
    request: HttpRequest,
    form: AskForm,
    *,
    rows: tuple[builder.Row, ...] = (),
    spare: int = 0,
    is_open: bool = False,
    wrong: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    empty = max(builder.FEWEST_ROWS - len(rows), spare, 0)
    shown = [*rows, *([builder.Row("AND", "TIAB", "")] * empty)][: builder.MOST_ROWS]
    given = {
        "room": ROOM,
        "form": form,
        "rows": shown,
        "fields": builder.choices(language.current()),
        "joins": builder.JOINS,
        "is_open": is_open,
        "wrong": wrong,
        "index": library.index(),
    }
    return render(request, "workbench/search.html", given, status=status)
