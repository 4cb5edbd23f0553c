"""The Django app of the desk log."""

from django.apps import AppConfig

from district.casework import wording


class DeskLogConfig(AppConfig):
    """Contacts answered on the spot."""

    name = "district.window.desklog"
    label = "desklog"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.window.desklog")
