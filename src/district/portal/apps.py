"""The Django app of the entry to the site."""

from datetime import timedelta

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The entry to the site."""

    name = "district.portal"
    label = "portal"

    def ready(self) -> None:
        """Have the rooms that may not know the loop looked after."""
        from district.audit.anchors import drop
        from district.files.actions import sweep
        from district.jobs.loop import register_chore
        from district.limits.actions import tidy

        register_chore("audit.anchors", drop, every=timedelta(hours=6))
        register_chore("files.sweep", sweep, every=timedelta(hours=6))
        register_chore("limits.tidy", tidy, every=timedelta(hours=1))
