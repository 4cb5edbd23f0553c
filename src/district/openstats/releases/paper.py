"""Releases on one page: what was published with a release, and the officer's look at it beforehand."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from district.accounts.doors import everyone, open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.design import language
from district.openstats.releases import bulletin, queries

FOREVER = "public, max-age=31536000, immutable"
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@open_to(everyone)
def release_bulletin(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A release's bulletin, the bytes that were published."""
    row = get_object_or_404(queries.public(), code=code)
    found = queries.bulletin(row, lang=language.current(), kind=kind)
    if found is None:
        raise Http404
    answer = _answer(bytes(found.content), kind, f"{row.code}-{found.language}")
    answer["ETag"] = f'"{found.digest}"'
    answer["Cache-Control"] = FOREVER
    return answer


@open_to(Role.DISTRICT_OFFICER)
def release_preview(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The bulletin as it would be published now."""
    rows = queries.visible_to(cast(User, request.user), on=timezone.localdate())
    row = get_object_or_404(rows, pk=pk)
    values, lang = queries.values_of(row), language.current()
    if not values:
        raise Http404
    made = bulletin.print_one(row, values, lang=lang, kind=kind, at=row.published_at or timezone.now())
    return _answer(made.content, kind, f"{row.code}-{lang}-draft")


def _answer(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=bulletin.KINDS[kind][0])
    place = "attachment" if kind == "docx" else "inline"
    answer["Content-Disposition"] = f'{place}; filename="bulletin-{name}.{kind}"'
    if kind == "html":
        # The page bears its own style, which the policy names by its digest; nothing else is let in.
        digests = [b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(content)]
        sources = " ".join(f"'sha256-{one}'" for one in digests)
        answer["Content-Security-Policy"] = f"default-src 'none'; style-src {sources}; frame-ancestors 'none'"
    return answer
