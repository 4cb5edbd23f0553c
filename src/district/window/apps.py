"""The Django app of the window."""

from django.apps import AppConfig

from district.casework import wording


class WindowConfig(AppConfig):
    """Service requests."""

    name = "district.window"
    label = "window"

    def ready(self) -> None:
        """Lend the room's words to refusals, its deadlines to the loop, its judgement to files."""
        from district.accounts import matters
        from district.files import access
        from district.jobs import loop
        from district.window import queries
        from district.window.matters import mine, waiting
        from district.window.overdue import overdue, promises

        wording.add("district.window")
        loop.register("window", overdue)
        loop.register("window.promises", promises)
        access.register("request", queries.may_read)
        matters.register("window", matters.Room(mine=mine, waiting=waiting))
