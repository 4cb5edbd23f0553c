"""What the head of every page says about notices."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from district.notices import queries


def unread(request: HttpRequest) -> dict[str, object]:
    """Answer how many notices the person has not read, counted only where a page shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread_notices": SimpleLazyObject(lambda: queries.unread(user))}
