"""Pages that say what went wrong and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

PROBLEM = "design/problem.html"


def problem(request: HttpRequest, *, status: int, heading: str, text: str, steps: tuple[str, ...] = ()) -> HttpResponse:
    """Answer a page with a heading, what happened, and what one can do now."""
    given = {"heading": heading, "text": text, "steps": steps, "status": status}
    return render(request, PROBLEM, given, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return problem(
        request,
        status=404,
        heading=_("There is no such page"),
        text=_("The address may be mistyped, or the page has moved."),
        steps=(_("Start from the home page, or find the figure in the statistics."),),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500: our fault, with nothing of the inside shown."""
    return problem(
        request,
        status=500,
        heading=_("This page could not be made"),
        text=_("The fault is ours and has been recorded."),
        steps=(_("Try again in a moment. The other pages are not affected."),),
    )
