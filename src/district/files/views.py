"""Giving out a file: as an attachment, to whom its room lets read it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from district.design.views import not_found
from district.files import actions, queries
from district.files.kinds import kinds
from district.files.storage import uploads


@require_GET
def download(request: HttpRequest, key: str) -> HttpResponseBase:
    """One file, to be saved. A file that is not there and one that is not yours answer alike."""
    user = getattr(request, "user", AnonymousUser())
    now = timezone.localtime()
    file = queries.visible_to(user, key, on=now.date())
    if file is None:
        return not_found(request)
    actions.note_reading(file=file, by=None if isinstance(user, AnonymousUser) else user, at=now)
    response = FileResponse(
        uploads().open(file.place), as_attachment=True, filename=file.name, content_type=kinds()[file.kind].media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
