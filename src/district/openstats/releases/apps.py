"""The Django app of releases."""

from django.apps import AppConfig

from district.casework import wording


class ReleasesConfig(AppConfig):
    """Published values."""

    name = "district.openstats.releases"
    label = "releases"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.openstats.releases")
