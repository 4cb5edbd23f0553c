"""What every page of the window does: find the request, say what was done or refused."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from district.accounts.answers import said, sentence
from district.accounts.models import User
from district.window import queries
from district.window.models import Request

__all__ = ["asked_by", "found", "said", "sentence"]


def asked_by(request: HttpRequest) -> User:
    """Answer who asks; the door has seen that somebody does."""
    return cast(User, request.user)


def found(request: HttpRequest, pk: int) -> Request:
    """Answer the request, or 404 where it is not for the person to see."""
    mine = queries.visible_to(asked_by(request), on=timezone.localdate())
    return get_object_or_404(mine.select_related("item", "point", "handler", "organisation", "merged_into"), pk=pk)
