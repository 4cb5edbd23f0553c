"""How large a request may be: said before its body is read, so that nobody fills the disk by sending to any page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from district.design.views import problem

AROUND = 1 << 20
"""Bytes a form may hold beside its file."""


class LargestBody:
    """Middleware: answer 413 to what states to be larger than the largest file that is taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or answer without reading it. A body without a stated length is not read at all."""
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if not stated.isdecimal() or int(stated) <= (settings.PATENTRY_UPLOAD_MB << 20) + AROUND:
            return self.get_response(request)
        return problem(
            request,
            status=413,
            heading=_("This is too large"),
            text=_("A file may have %(most)s MB.") % {"most": settings.PATENTRY_UPLOAD_MB},
            steps=(_("Make it smaller or split it, and send it again."),),
            nobody=True,
        )
