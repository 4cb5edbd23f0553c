"""What every page of the window does: find the request, say what was done or refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from district.accounts import wording as accounts_wording
from district.accounts.models import User
from district.casework import CaseRefusal, wording
from district.design import language
from district.window import queries
from district.window.models import Request


def asked_by(request: HttpRequest) -> User:
    """Answer who asks; the door has seen that somebody does."""
    return cast(User, request.user)


def found(request: HttpRequest, pk: int) -> Request:
    """Answer the request, or 404 where it is not for the person to see."""
    mine = queries.visible_to(asked_by(request), on=timezone.localdate())
    return get_object_or_404(mine.select_related("item", "point", "handler", "organisation", "merged_into"), pk=pk)


def sentence(refusal: CaseRefusal) -> str:
    """Answer the words of a refusal of this room, of the kernel or of accounts."""
    if refusal.code in wording.codes():
        return wording.said(refusal, lang=language.current())
    return accounts_wording.sentence(refusal)


@contextmanager
def said(request: HttpRequest, done: str) -> Iterator[None]:
    """Say `done` after the act inside, or the refusal's sentence instead."""
    try:
        yield
    except CaseRefusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, done)
