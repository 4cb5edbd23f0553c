"""The Django app of the desk's lists."""

from django.apps import AppConfig

from district.casework import wording


class DeskListConfig(AppConfig):
    """Lists of requests, saved filters, giving many at once."""

    name = "district.window.desklist"
    label = "desklist"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.window.desklist")
