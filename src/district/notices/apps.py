"""The Django app of the notices."""

from datetime import timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices."""

    name = "district.notices"
    label = "notices"

    def ready(self) -> None:
        """Have the outbox looked after."""
        from district.jobs.loop import register_chore
        from district.notices.outbox import send_waiting

        register_chore("notices.outbox", send_waiting, every=timedelta(seconds=1))
