"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from district.design import language

# A room that is not built yet has a page that says what it will hold and how it is served today.
ROOMS = (
    ("statistics", _("Statistics"), "/{lang}/statistics/"),
    ("network", _("Service network"), "/{lang}/network/"),
    ("services", _("Services"), "/{lang}/network/services/"),
    ("consultation", _("Consultation day"), "/{lang}/consultation/"),
    ("protection", _("Protection"), "/{lang}/protection/"),
    ("gatherings", _("Training & trials"), "/{lang}/gatherings/"),
    ("cultivation", _("Cultivation centres"), "/{lang}/cultivation/"),
    ("recognition", _("Graded cultivation"), "/{lang}/recognition/"),
    ("workbench", _("Patent search"), "/{lang}/workbench/"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Answer the page's language, the rooms and whether this is a demonstration."""
    lang = language.current()
    return {
        "lang": lang,
        "html_lang": "zh-Hans" if lang == "zh" else "en",
        "other_html_lang": "en" if lang == "zh" else "zh-Hans",
        "rooms": [(key, name, address.format(lang=lang)) for key, name, address in ROOMS],
        "demonstration": settings.PATENTRY_DEMONSTRATION,
    }
