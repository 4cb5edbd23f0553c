"""The Django app of the list check."""

from django.apps import AppConfig

from district.casework import wording


class ListCheckConfig(AppConfig):
    """Batches of filings to take up with their applicants."""

    name = "district.window.listcheck"
    label = "listcheck"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.window.listcheck")
