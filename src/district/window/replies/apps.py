"""The Django app of the answer templates."""

from django.apps import AppConfig

from district.casework import wording


class RepliesConfig(AppConfig):
    """Answer templates."""

    name = "district.window.replies"
    label = "replies"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.window.replies")
