"""Template tags: numbers and dates in the page's language, the mark of where a number comes from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from district.design import language, writing

register = template.Library()


@register.filter
def number(value: float | None, places: int = 0) -> str:
    """13,022."""
    return writing.number(value, places)


@register.filter
def plain(value: float | None) -> str:
    """13,022 or 850.1."""
    return writing.plain(value)


@register.filter
def signed(value: float | None, places: int = 0) -> str:
    """+14."""
    return writing.signed(value, places)


@register.filter
def percent(value: float | None) -> str:
    """95.7%."""
    return writing.percent(value)


@register.filter
def signed_percent(value: float | None) -> str:
    """+29.8%."""
    return writing.signed_percent(value)


@register.filter
def large(value: float | None) -> str:
    """1.91 in Chinese (the unit says 万), 19,100 in English."""
    return writing.large(value, language.current())[0]


@register.filter
def multiple(value: float | None) -> str:
    """万, or nothing."""
    return writing.large(value, language.current())[1]


@register.filter
def times(value: float | None) -> str:
    """3.2 倍."""
    return writing.times(value, language.current())


@register.filter
def iso(value: date | None) -> str:
    """2023-11-30 in both languages, for tables."""
    return writing.day(value, "zh")


@register.filter
def kept(value: date | None) -> SafeString:
    """2023-11-30 that never breaks at its hyphens."""
    return format_html('<span class="nw">{}</span>', writing.day(value, "zh"))


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in running text."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return writing.day(value, language.current())


@register.filter
def weekday(value: date | None) -> str:
    """11 月 26 日 周四; nothing where there is no day."""
    return writing.weekday(value, language.current()) if value else ""


@register.filter
def period_end(value: date | None) -> str:
    """2023 年末."""
    return writing.period_end(value, language.current())


@register.filter
def tongue(text: str) -> str:
    """The language a name is written in, so that it is read aloud and drawn in its own letters."""
    return "zh-Hans" if any("\u4e00" <= letter <= "\u9fff" for letter in text) else "en"


@register.simple_tag
def computed(*more: object) -> SafeString:
    """The filled dot of a computed number."""
    text = " · ".join([_("computed"), *(str(part) for part in more if part)])
    return format_html('<span class="mk c">{}</span>', text)


@register.simple_tag
def published(*more: object) -> SafeString:
    """The ring of a published number with its source and date."""
    text = " · ".join([_("published"), *(str(part) for part in more if part)])
    return format_html('<span class="mk">{}</span>', text)


@register.simple_tag(takes_context=True)
def in_other_language(context: dict[str, Any]) -> str:
    """The address of this page in the other language, its parameters kept."""
    request: HttpRequest | None = context.get("request")
    lang = language.current()
    target = language.other(lang)
    if request is None or not request.get_full_path().startswith(f"/{lang}/"):
        return f"/{target}/"
    return f"/{target}/" + request.get_full_path()[len(f"/{lang}/") :]
