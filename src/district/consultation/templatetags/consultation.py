"""How the room's rows are said in the page's language."""

from __future__ import annotations

from typing import Any

from django import template

from district.consultation.models import Booking, Question
from district.consultation.topics import Topic
from district.design import language

register = template.Library()
GOOD = {"confirmed", "checked_in", "in_session", "published"}
ENDED = {"cancelled", "declined", "released", "lapsed", "no_show"}


@register.filter
def in_words(row: Any) -> str:
    """The state of a booking or a roster."""
    return str(row.state_in(language.current()))


@register.filter
def tone(row: Any) -> str:
    """The colour class of its tag."""
    return "ok" if row.state in GOOD else "no" if row.state in ENDED else "wait" if row.state == "requested" else ""


@register.filter
def named(row: Any) -> str:
    """The name of a series, an expert, an organisation, a facility or a point."""
    lang = language.current()
    return str(row.name_in(lang) if hasattr(row, "name_in") else getattr(row, f"name_{lang}"))


@register.filter
def titled(row: Any) -> str:
    """What an expert is."""
    return str(row.title_in(language.current()))


@register.filter
def whose(booking: Booking) -> str:
    """Whom a booking is for."""
    return booking.whose(language.current())


@register.filter
def asked(row: Question) -> str:
    """The question of an entry."""
    return row.question_in(language.current())


@register.filter
def answered(row: Question) -> str:
    """Its answer."""
    return row.answer_in(language.current())


@register.filter
def topic(code: str) -> str:
    """A topic's name."""
    return str(Topic(code).label) if code in Topic.values else code


@register.filter
def address(point: Any) -> str:
    """Where a point is."""
    return str(getattr(point, f"address_{language.current()}"))
