"""Short words of the pages for codes of the library."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from district.design.language import Lang
from district.openstats.provider import LifeEvent, sentence, word

ATTRIBUTIONS: dict[str, str | Promise] = {
    "cnipa": _("CNIPA rule"),
    "holder_now": _("holder on the day"),
    "applicant_at_filing": _("applicant at filing"),
    "any": _("any holder"),
    "fractional": _("shared by heads"),
}
BASES: dict[str, str | Promise] = {
    "prior_year_end": _("permanent population at the previous year-end"),
    "same_year_end": _("permanent population at the same year-end"),
}
RIGHT_TYPES: dict[str, str | Promise] = {
    "invention": _("invention"),
    "utility_model": _("utility model"),
    "design": _("design"),
    "plant": _("plant patent"),
    "other": _("other right"),
}
CURRENCIES: dict[str, str | Promise] = {"CNY": _("CNY"), "USD": _("USD")}


def named(words: dict[str, str | Promise], code: str | None) -> str:
    """Answer the word for a code; a code without one as it stands."""
    return str(words.get(code or "", code or ""))


def spoken(thing: object, name: str, lang: Lang) -> str:
    """Answer a thing's `name_zh` or `name_en`."""
    return str(getattr(thing, f"{name}_{lang}"))


def group_word(code: str, *, lang: Lang) -> str:
    """Answer what a group of a breakdown is called; a name or a code without a word as it stands."""
    full = f"group.{code}"
    said = sentence(full, lang=lang)
    return code if said == full else said


def event_name(event: LifeEvent, *, lang: Lang) -> str:
    """Answer what an event is called: the gazette's own words in Chinese, its kind in English."""
    return event.title if lang == "zh" and event.title else kind_name(event, lang=lang)


def kind_name(event: LifeEvent, *, lang: Lang) -> str:
    """Answer the short name of an event's kind; a kind nobody knows keeps the file's words."""
    if event.kind == "unrecognised" and event.title:
        return event.title
    return word("event", event.kind, lang=lang)
