"""The Django app of the directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The service network."""

    name = "district.directory"
    label = "directory"

    def ready(self) -> None:
        """Lend the room's words to refusals and its reminders to the loop."""
        from district.casework import wording
        from district.directory.hours import weekday_said
        from district.directory.reminding import overdue
        from district.jobs import loop

        wording.add("district.directory", weekday=weekday_said)
        loop.register("directory", overdue)
