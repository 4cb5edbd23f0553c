"""The Django app of the window."""

from datetime import timedelta

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
        from district.openstats.services import registry
        from district.openstats.services import used as services_used
        from district.window import queries, statistics
        from district.window.actions.drafting import discard_old_drafts
        from district.window.matters import mine, number_waiting, waiting
        from district.window.overdue import overdue, promises
        from district.window.used import used

        wording.add("district.window")
        loop.register("window", overdue)
        loop.register("window.promises", promises)
        loop.register_chore("window.drafts", discard_old_drafts, every=timedelta(days=1))
        access.register("request", queries.may_read)
        matters.register("window", matters.Room(mine=mine, waiting=waiting, number_waiting=number_waiting))
        registry.register("district.window", statistics, place=10)
        services_used.register("window", used)
