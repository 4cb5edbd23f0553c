"""The Django app of the home page."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home."""

    name = "district.portal"
    label = "portal"
