"""The Django app of background work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work."""

    name = "district.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Register the room's own chores."""
        from district.jobs import chores

        chores.register()
