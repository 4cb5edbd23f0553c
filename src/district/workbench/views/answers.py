"""What every page of the workbench does: who asks, which search, and what is said when there is no answer."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from district.accounts.answers import said, sentence
from district.accounts.doors import roles_here
from district.accounts.models import User
from district.accounts.roles import Role
from district.workbench import queries
from district.workbench.models import Project, Search
from district.workbench.wrong import REFUSED, why_not

__all__ = [
    "REFUSED",
    "asked_by",
    "found_project",
    "found_search",
    "no_answer",
    "no_index",
    "said",
    "sentence",
    "why_not",
]

ROOM = "workbench"


def asked_by(request: HttpRequest) -> User:
    """Answer who asks; the door has seen that somebody does."""
    return cast(User, request.user)


def found_search(request: HttpRequest, key: UUID) -> Search:
    """Answer the search, or 404 where it is not for the person to see."""
    return get_object_or_404(queries.searches_visible_to(asked_by(request), on=timezone.localdate()), key=key)


def found_project(request: HttpRequest, pk: int) -> Project:
    """Answer the project, or 404 where it is not for the person to see."""
    return get_object_or_404(queries.visible_to(asked_by(request), on=timezone.localdate()), pk=pk)


def no_index(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """Answer the page that says that there is no index yet, how far its building is, and whom to ask."""
    build = queries.running_build()
    given = {
        "room": ROOM,
        "build": build,
        "far": queries.how_far(build),
        "is_officer": Role.DISTRICT_OFFICER in roles_here(request),
    }
    return render(request, "workbench/no_index.html", given, status=status)


def no_answer(request: HttpRequest, error: Exception, search: Search | None = None) -> HttpResponse:
    """Answer the page of a search that cannot be carried out any more, with what to do."""
    if getattr(error, "code", "") == "search.index_missing":
        return no_index(request, status=503)
    wrong = why_not(error, search.text if search else "")
    given = {"room": ROOM, "search": search, "wrong": wrong}
    return render(request, "workbench/no_answer.html", given, status=409)
