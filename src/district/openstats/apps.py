"""The Django app of public figures."""

from django.apps import AppConfig


class OpenstatsConfig(AppConfig):
    """Figures, their explanation, downloads and API."""

    name = "district.openstats"
    label = "openstats"
