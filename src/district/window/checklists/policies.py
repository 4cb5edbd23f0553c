"""May a step happen while something is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings

from district.casework import CaseRefusal
from district.window.checklists import queries
from district.window.policies import Asked


def nothing_open(step: str) -> Callable[[Asked], None]:
    """Answer the condition of a step: where the setting says so, nothing obligatory is open before it."""

    def condition(asked: Asked) -> None:
        if not settings.PATENTRY_CHECKLISTS_OBLIGE or asked.by is None:
            return
        missing = tuple((check.said("zh"), check.said("en")) for check in queries.open_before(asked.request, step))
        if missing:
            raise CaseRefusal(f"checklist.open_before_{step}", open_checks=missing)

    return condition


def say_checks(checks: Iterable[tuple[str, str]], lang: str) -> str:
    """Answer the open lines of a refusal, each in Chinese and English, in one of the two."""
    return "; ".join(en for _zh, en in checks) if lang == "en" else "；".join(zh for zh, _en in checks)
