"""Pages by key: a page says before or after which request it goes on, so that the last is as quick as the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from district.window.models import Request

PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, the newest first, and the keys at which newer and older ones go on (None: there are none)."""

    rows: tuple[Request, ...]
    after: int | None
    before: int | None


def page_of(rows: QuerySet[Request], *, told: Mapping[str, str], size: int = PAGE) -> Page:
    """Answer the page of a list that `before` or `after` names; without either, or with nonsense, the first."""
    before, after = _key(told.get("before")), _key(told.get("after"))
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
        shown = tuple(reversed(found[:size]))
        newer, older = len(found) > size, bool(shown)
    else:
        found = list((rows if before is None else rows.filter(pk__lt=before)).order_by("-pk")[: size + 1])
        shown = tuple(found[:size])
        newer, older = before is not None and bool(shown), len(found) > size
    return Page(shown, shown[0].pk if newer else None, shown[-1].pk if older else None)


def _key(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 19 else None
