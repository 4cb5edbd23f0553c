"""The one place where a refusal of a service room becomes a page: what is the matter and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core.exceptions import RateLimited
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from district.accounts.answers import sentence
from district.casework import CaseRefusal
from district.design.views import problem

TOO_MANY = "limit.reached"
TOO_OFTEN = 429


class CaseRefusals:
    """Middleware: a refusal nobody caught, also of the sign-in library, becomes a page; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its page: 429 where something was done too often, else 409."""
        if isinstance(exception, RateLimited):
            status, text = TOO_OFTEN, _("Too many requests. Wait a moment and try again.")
        elif isinstance(exception, CaseRefusal):
            status, text = TOO_OFTEN if exception.code == TOO_MANY else 409, sentence(exception)
        else:
            return None
        if status == TOO_OFTEN:
            heading = _("Too often in a short time")
            step = _("Wait until then and load the page again; nothing you stored is lost.")
        else:
            heading = _("This cannot be done now")
            step = _("Go back; what you entered elsewhere has not been changed.")
        return problem(request, status=status, heading=heading, text=text, steps=(step,))
