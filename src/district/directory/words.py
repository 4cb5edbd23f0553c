"""Short words for codes of the directory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CHANNELS = {
    "window": _("at the window"),
    "online": _("online"),
    "phone": _("by telephone"),
    "on_site": _("on site"),
}
LANGUAGES = {
    "zh": _("Chinese"),
    "en": _("English"),
    "ja": _("Japanese"),
    "de": _("German"),
}
FIELDS = {"plaque_until": _("Plaque"), "conflict_declared_on": _("Conflicts declared")}
"""Fields that no form of the desk has, as the list of changes calls them."""
KINDS = {"point": _("Service point"), "item": _("Service item"), "member": _("Alliance member")}
