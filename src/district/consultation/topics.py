"""What one can be advised about on a consultation day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class Topic(models.TextChoices):
    """The topics a slot is offered under and an expert is on duty for."""

    FILING = "filing", _("Patent filing and prosecution")
    SEARCH = "search", _("Patent search and navigation")
    INFRINGEMENT = "infringement", _("Infringement and protection of rights")
    OVERSEAS = "overseas", _("IP abroad")
    TRADE_MARK = "trade_mark", _("Trade marks and brands")
    LICENSING = "licensing", _("Licensing, pledge and valuation")
    SECRETS = "secrets", _("Trade secrets and copyright")
    MANAGEMENT = "management", _("IP management in the enterprise")


def listed(codes: list[str], lang: str) -> str:
    """Answer the topics' names as one phrase of a refusal."""
    with override(lang):
        return (", " if lang == "en" else "、").join(names_of(codes))


def names_of(codes: list[str]) -> list[str]:
    """Answer the topics' names in the page's language; a code nobody knows any more is shown as it stands."""
    return [str(Topic(code).label) if code in Topic.values else code for code in codes]
