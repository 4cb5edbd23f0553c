"""The Django app of design."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Base page, style sheets, template tags and error pages."""

    name = "district.design"
    label = "design"

    def ready(self) -> None:
        """Make Chinese whole."""
        from district.design.django_chinese import borrow

        borrow()
