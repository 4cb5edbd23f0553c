"""The one place where a question that has no answer becomes a page: what was wrong and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from district.design import language
from district.design.views import problem
from district.openstats.provider import NoCorpus, NotAnswered, sentence
from district.openstats.selection import BadChoice


class Refusals:
    """Middleware: refusals of this room to pages; everything else is a bug and goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its page."""
        if isinstance(exception, NoCorpus):
            return no_data(request)
        if isinstance(exception, BadChoice | NotAnswered):
            return refused(request, said(exception))
        return None


def said(refusal: Exception) -> str:
    """Answer a refusal's sentence in the page's language."""
    if isinstance(refusal, NotAnswered):
        return sentence(refusal.code, lang=language.current(), values=refusal.values)
    return str(refusal)


def refused(request: HttpRequest, text: str) -> HttpResponse:
    """Answer 400 with what is wrong in the question."""
    return problem(
        request,
        status=400,
        heading=_("This question cannot be answered"),
        text=text,
        steps=(_("Go back and change it, or start from the list of figures."),),
    )


def no_data(request: HttpRequest) -> HttpResponse:
    """Answer 503 while there is nothing to count."""
    return problem(
        request,
        status=503,
        heading=_("There are no data yet"),
        text=_("The site is running, but no office file has been taken in."),
        steps=(
            _("Run “patentry ingest FILES” with your files, or “patentry demo” for the demonstration district."),
            _("Then load this page again; the server need not be restarted."),
        ),
    )


def no_such_patent(request: HttpRequest, number: str) -> HttpResponse:
    """Answer 404 for a number that no file names."""
    return problem(
        request,
        status=404,
        heading=_("No file names the patent %(number)s") % {"number": number[:60]},
        text=_("It may be mistyped, or its record has not been taken in."),
        steps=(
            _("Check the number: a Chinese number has 12 digits and a check digit, like ZL 2012 1 9990315.3."),
            _("Try the application number instead of the publication number, or the other way round."),
            _("See under “Sources and dates” which files have been taken in and up to which day."),
        ),
    )


def no_such_figure(request: HttpRequest, figure: str) -> HttpResponse:
    """Answer 404 for a figure that is not defined."""
    return problem(
        request,
        status=404,
        heading=_("There is no figure “%(figure)s”") % {"figure": figure[:60]},
        text=_("The list of figures names all that can be counted."),
        steps=(_("Choose one there."),),
    )
