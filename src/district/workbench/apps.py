"""The Django app of the workbench."""

from django.apps import AppConfig

from district.casework import wording


class WorkbenchConfig(AppConfig):
    """Search, projects, collections."""

    name = "district.workbench"
    label = "workbench"

    def ready(self) -> None:
        """Lend the room's words to refusals."""
        wording.add("district.workbench")
