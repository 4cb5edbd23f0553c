"""Pages that say what went wrong and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

PROBLEM = "design/problem.html"


def problem(
    request: HttpRequest, *, status: int, heading: str, text: str, steps: tuple[str, ...] = (), nobody: bool = False
) -> HttpResponse:
    """Answer a page with a heading, what happened, and what one can do now; `nobody` leaves out who asks.

    Where nothing stands at an address, the page has a box to search the site.
    """
    given = {
        "heading": heading,
        "text": text,
        "steps": steps,
        "status": status,
        "nobody": nobody,
        "seek": status == 404,
    }
    return render(request, PROBLEM, given, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return problem(
        request,
        status=404,
        heading=_("There is no such page"),
        text=_("The address may be mistyped, or the page has moved."),
        steps=(_("Search for it below, or start from the home page."),),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403 where no page said more about it."""
    return problem(
        request,
        status=403,
        heading=_("This is not open to you"),
        text=_("Your account does not reach this page or this step."),
        steps=(_("Sign in with an account that does, or ask the one who sent you here."),),
    )


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form without its mark of origin: mostly one that was open too long, or without cookies."""
    return problem(
        request,
        status=403,
        heading=_("This form is no longer valid"),
        text=_("Nothing was stored. The form was open for too long, or the browser keeps no cookies."),
        steps=(
            _("Go back, load the page again and send the form once more."),
            _("Allow cookies of this site; signing in needs them."),
        ),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500: our fault, with nothing of the inside shown."""
    # Who asks is not looked up: the database may be what is broken.
    return problem(
        request,
        status=500,
        heading=_("This page could not be made"),
        text=_("The fault is ours and has been recorded."),
        steps=(_("Try again in a moment. The other pages are not affected."),),
        nobody=True,
    )
