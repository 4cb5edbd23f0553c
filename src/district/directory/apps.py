"""The Django app of the directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The service network."""

    name = "district.directory"
    label = "directory"

    def ready(self) -> None:
        """Lend the room's words to refusals and its reminders to the loop."""
        from pathlib import Path

        from django.conf import settings

        from district.casework import wording, workdays
        from district.directory.hours import weekday_said
        from district.directory.reminding import overdue
        from district.jobs import loop

        wording.add("district.directory", weekday=weekday_said)
        loop.register("directory", overdue)
        workdays.own_table(lambda: Path(settings.PATENTRY_HOME) / "rules" / "workdays.csv")
