"""What a view of any room does with a refusal: say it on the page the person comes back to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from district.accounts.models import User
from district.accounts.privacy import notice
from district.casework import CaseRefusal, wording
from district.design import language

CONFLICT = 409


def sentence(refusal: CaseRefusal) -> str:
    """Answer a refusal in the language of the moment; a code without words is a bug and raises `KeyError`."""
    return wording.said(refusal, lang=language.current())


@contextmanager
def said(request: HttpRequest, done: str = "") -> Iterator[None]:
    """Show `done` after the act inside, or the refusal's sentence instead."""
    try:
        yield
    except CaseRefusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        if done:
            messages.success(request, done)


def accept_as_ticked(request: HttpRequest, *, at: datetime) -> None:
    """Accept the privacy notice where the person ticked its box in a form (`accounts/notice_first.html`)."""
    seen = request.POST.get("notice", "")
    if seen:
        notice.accept(by=cast(User, request.user), at=at, seen=seen)


def refused(form: forms.BaseForm, refusal: CaseRefusal) -> int:
    """Say a refusal at the head of a form; answers the status of the page."""
    form.add_error(None, sentence(refusal))
    return CONFLICT


def say_errors(request: HttpRequest, form: forms.Form) -> None:
    """Show what is wrong with a form whose page is not shown again."""
    for field, errors in form.errors.items():
        label = form.fields[field].label if field in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))
