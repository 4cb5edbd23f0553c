"""Store and find the pages of questions: counted at the first visit, read at every later one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from weakref import WeakValueDictionary

from django.db import transaction
from pydantic import TypeAdapter

from district.design.language import Lang
from district.openstats import figure_page
from district.openstats.figure_page import FigurePage
from district.openstats.models import StoredResult
from district.openstats.provider import Opened
from district.openstats.selection import Choice

MOST_ROWS = 5_000
SHARE_KEPT = 4_000
_PAGE = TypeAdapter(FigurePage)


@dataclass(frozen=True, slots=True)
class Revision:
    """A value this site showed for the same question from an earlier or the present snapshot."""

    snapshot: int
    taken_on: date | None
    before: float | None
    value: float | None


def page(choice: Choice, *, stats: Opened, lang: Lang) -> FigurePage:
    """Answer the page of a question, counting it only where it is not stored yet."""
    key = _key_of(choice, "", stats, lang)
    result = _find(key)
    if result is None:
        with _turn(key):
            result = _find(key) or _count(key, choice, stats, lang)
    # Read back, so that the first visitor gets to the byte what every later one gets.
    return _PAGE.validate_json(result)


def found(choice: Choice, *, stats: Opened, lang: Lang) -> FigurePage | None:
    """Answer the page of a question if it is stored."""
    result = _find(_key_of(choice, "", stats, lang))
    return None if result is None else _PAGE.validate_json(result)


def beside(choice: Choice, asked: str, *, stats: Opened, lang: Lang, count: Callable[[], str]) -> str:
    """Answer something else that was counted for a question, as `asked` names it; counted where it is not stored."""
    key = _key_of(choice, f"&{asked}", stats, lang)
    result = _find(key)
    if result is None:
        with _turn(key):
            result = _find(key)
            if result is None:
                result = count()
                _keep(key, None, result)
    return result


def _key_of(choice: Choice, asked: str, stats: Opened, lang: Lang) -> dict[str, object]:
    return {
        "snapshot": stats.snapshot,
        "taken_at": stats.taken_at,
        "version": version_of(choice, stats),
        "figure": choice.figure,
        "parameters": choice.query() + asked,
        "language": lang,
    }


def _find(key: Mapping[str, object]) -> str | None:
    return StoredResult.objects.filter(**key).values_list("result", flat=True).first()


def _count(key: Mapping[str, object], choice: Choice, stats: Opened, lang: Lang) -> str:
    made = figure_page.gather(choice, stats=stats, lang=lang)
    result = _PAGE.dump_json(made).decode()
    _keep(key, made.value, result)
    return result


_guard = threading.Lock()
_turns: WeakValueDictionary[tuple[object, ...], threading.Lock] = WeakValueDictionary()


def _turn(key: Mapping[str, object]) -> threading.Lock:
    """Answer the lock of a question, so that of many who come after a new snapshot one counts and the others wait."""
    with _guard:
        return _turns.setdefault(tuple(key.values()), threading.Lock())


def version_of(choice: Choice, stats: Opened) -> str:
    """Answer the version of a question's answer: of the page and of the figure's definition."""
    definition = stats.definition(choice.figure)
    return f"{figure_page.VERSION}.{definition.version if definition else ''}"


def revisions(choice: Choice, *, stats: Opened, lang: Lang) -> tuple[Revision, ...]:
    """Answer how the shown value of a question changed from snapshot to snapshot, newest first."""
    rows = StoredResult.objects.filter(
        figure=choice.figure, parameters=choice.query(), language=lang, snapshot__lte=stats.snapshot
    ).order_by("snapshot", "pk")
    history: list[Revision] = []
    for row in rows:
        before = history[-1].value if history else None
        if history and before == row.value:
            continue
        taken_on = row.taken_at.date() if row.taken_at else None
        history.append(Revision(row.snapshot, taken_on, before, row.value))
    return tuple(reversed(history))


def _keep(key: Mapping[str, object], value: float | None, result: str) -> None:
    with transaction.atomic():
        row = StoredResult(**key, value=value, result=result)
        StoredResult.objects.bulk_create([row], ignore_conflicts=True)
        # Any visitor can ask for any day, so the table must not grow without end.
        if StoredResult.objects.count() > MOST_ROWS:
            kept = StoredResult.objects.order_by("-pk").values_list("pk", flat=True)[SHARE_KEPT]
            StoredResult.objects.filter(pk__lte=kept).delete()
