"""The Django app of official values."""

from django.apps import AppConfig

from district.casework import wording


class OfficialConfig(AppConfig):
    """Values others have published."""

    name = "district.openstats.official"
    label = "official"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.openstats.official")
