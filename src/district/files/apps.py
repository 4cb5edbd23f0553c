"""The Django app of the files."""

from django.apps import AppConfig

from district.casework import wording


class FilesConfig(AppConfig):
    """Files people hand in."""

    name = "district.files"
    label = "files"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.files")
