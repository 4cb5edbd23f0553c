"""The Django app of the limits."""

from django.apps import AppConfig

from district.casework import wording


class LimitsConfig(AppConfig):
    """Limits."""

    name = "district.limits"
    label = "limits"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.limits")
