"""The hits of a search: the list with facets, one hit, hits side by side, and what is done with those chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.doors import signed_in
from district.casework import CaseRefusal
from district.design import language
from district.workbench import actions, library, queries, showing
from district.workbench.asking import question_of
from district.workbench.forms import RateForm
from district.workbench.library import Looked
from district.workbench.models import Kind, Project, Search, Watch
from district.workbench.views.answers import REFUSED, ROOM, asked_by, found_search, no_answer, said, sentence, why_not

PAGE = 20
MOST_PAGES = 100


@signed_in
def hits(request: HttpRequest, key: UUID) -> HttpResponse:
    """The hits of a search, twenty a page, narrowed by facets."""
    row = found_search(request, key)
    chosen = showing.narrowed_by({name: request.GET.getlist(name) for name in library.FACETS})
    with_unknown, page = "unknown" in request.GET, _page_of(request)
    try:
        question = question_of(row, with_unknown=with_unknown)
        looked = library.answered(question, first=(page - 1) * PAGE, count=PAGE, narrowed=chosen)
    except REFUSED as error:
        return no_answer(request, error, row)
    kept = {"unknown": "1"} if with_unknown else {}
    pages = min(-(-looked.narrowed // PAGE), MOST_PAGES)
    given = _given(row, looked) | {
        "hits": showing.shown(looked, on=row.on),
        "facets": showing.facets(looked, chosen, kept=kept),
        "chosen": chosen,
        "query": showing.query_of(chosen, kept),
        "shown_unknown": with_unknown,
        "page": page,
        "pages": pages,
        "collected": _collected(row.project),
        "projects": queries.open_projects(asked_by(request), on=timezone.localdate()),
    }
    return render(request, "workbench/hits.html", given)


def _given(row: Search, looked: Looked) -> dict[str, Any]:
    answer = looked.answer
    return {
        "room": ROOM,
        "search": row,
        "project": row.project,
        "looked": looked,
        "answer": answer,
        "as_read": answer.query or "",
        "moved": sorted(answer.expanded.items()),
        "translations": sorted(answer.translated.items()),
        "means": tuple(library.means_told(replace(answer, translated={}), language.current())),
        "watch": Watch.objects.filter(search=row).first(),
        "is_behind": answer.snapshot != answer.current,
    }


def _page_of(request: HttpRequest) -> int:
    told = request.GET.get("page", "1")
    return max(1, min(int(told), MOST_PAGES)) if told.isdecimal() and len(told) < 6 else 1


def _collected(project: Project | None) -> frozenset[str]:
    return frozenset(project.kept.values_list("number", flat=True)) if project else frozenset()


@signed_in
def hit(request: HttpRequest, key: UUID, number: str) -> HttpResponse:
    """One hit: what speaks for it, its texts with the words of the question marked, and its place in the collection."""
    row = found_search(request, key)
    try:
        looked = library.answered(question_of(row, with_unknown="unknown" in request.GET), only=number)
    except REFUSED as error:
        return no_answer(request, error, row)
    one = showing.shown(looked, on=row.on)[0]
    texts = library.texts_of(one.hit)
    covering = None if row.kind == Kind.QUERY else library.coverage(question_of(row), one.hit.publication_number)
    words = one.hit.why.terms
    given = _given(row, looked) | {
        "one": one,
        "abstract": showing.marked(texts["abstract"], words),
        "claims": [showing.marked(line, words) for line in texts["claims"].split("\n") if line.strip()],
        "classes": texts["classes"],
        "covered": showing.covered(covering) if covering is not None else (),
        "kept": row.project.kept.filter(number=one.hit.publication_number).first() if row.project else None,
        "rate": RateForm(),
        "projects": queries.open_projects(asked_by(request), on=timezone.localdate()),
    }
    return render(request, "workbench/hit.html", given)


@signed_in
@require_POST
def chosen(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is done with the hits that were ticked: set side by side, or put into a project's collection."""
    row, numbers = found_search(request, key), request.POST.getlist("n")[:200]
    if request.POST.get("do") == "compare":
        return redirect(f"{reverse('search_compared', args=[key])}?{urlencode([('n', one) for one in numbers])}")
    by, at = asked_by(request), timezone.now()
    try:
        found = library.documents(numbers)
        fresh = actions.keep(project=_project(request, row), documents=found, found_by=row, by=by, at=at)
    except CaseRefusal as refusal:
        messages.error(request, sentence(refusal))
    except REFUSED as error:
        return no_answer(request, error, row)
    else:
        messages.success(request, _("Added to the collection: %(n)s.") % {"n": fresh})
    if request.POST.get("back") == "hit" and numbers:
        return redirect("search_hit", key=key, number=numbers[0])
    return redirect(_list(request, key))


def _list(request: HttpRequest, key: UUID) -> str:
    query = request.POST.get("query", "")
    return reverse("search_hits", args=[key]) + (f"?{query}" if query else "")


def _project(request: HttpRequest, row: Search) -> Project | None:
    """The search's own project, or for a loose one the project chosen beside the button."""
    if row.project is not None:
        return row.project
    told = request.POST.get("project", "")
    mine = queries.open_projects(asked_by(request), on=timezone.localdate())
    return mine.filter(pk=int(told)).first() if told.isdecimal() and len(told) < 10 else None


@signed_in
def compared(request: HttpRequest, key: UUID) -> HttpResponse:
    """Two to four hits side by side."""
    row = found_search(request, key)
    try:
        found = library.compared(request.GET.getlist("n")[:50], on=row.on)
    except REFUSED as error:
        if getattr(error, "code", "") == "search.index_missing":
            return no_answer(request, error, row)
        messages.error(request, why_not(error, "")["sentence"])
        return redirect("search_hits", key=key)
    columns = [
        (
            column,
            showing.status_said(column.standing.status),
            showing.STATUS_TONES.get(column.standing.status, "") if column.standing.status is not None else "",
            showing.years_between(row.on, column.standing.ends),
        )
        for column in found.columns
    ]
    given = {"room": ROOM, "search": row, "project": row.project, "found": found, "columns": columns}
    return render(request, "workbench/compared.html", given)


@signed_in
@require_POST
def save(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save a search under a name, or take the name away."""
    row, by, at = found_search(request, key), asked_by(request), timezone.now()
    if "forget" in request.POST:
        is_loose = row.project_id is None
        with said(request, _("The search is no longer saved.")):
            actions.forget_search(search=row, by=by, at=at)
        return redirect("workbench") if is_loose else redirect("search_hits", key=key)
    with said(request, _("The search is saved.")):
        actions.save_search(search=row, name=request.POST.get("name", ""), by=by, at=at)
    return redirect("search_hits", key=key)
