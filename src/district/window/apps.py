"""The Django app of the window."""

from django.apps import AppConfig

from district.casework import wording


class WindowConfig(AppConfig):
    """Service requests."""

    name = "district.window"
    label = "window"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.window")
