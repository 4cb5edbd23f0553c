"""Which of the two languages a page speaks."""

from __future__ import annotations

from typing import Literal

from django.utils import translation

Lang = Literal["zh", "en"]


def current() -> Lang:
    """Answer the language of the page being made."""
    return "en" if (translation.get_language() or "zh").startswith("en") else "zh"


def other(lang: Lang) -> Lang:
    """Answer the other language."""
    return "zh" if lang == "en" else "en"
