"""The Django app of public figures."""

from datetime import timedelta

from django.apps import AppConfig

LOOK_EVERY = timedelta(seconds=30)


class OpenstatsConfig(AppConfig):
    """Figures, their explanation, downloads and API."""

    name = "district.openstats"
    label = "openstats"

    def ready(self) -> None:
        """Have the pages of a new snapshot counted, and finished spans of service figures released before their
        records go."""
        from district.jobs import loop
        from district.openstats.filling import look
        from district.openstats.services import kept

        loop.register_chore("openstats.fill", look, every=LOOK_EVERY)
        loop.register_chore("openstats.services", kept.keep_all, every=timedelta(days=1))
