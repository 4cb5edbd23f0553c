"""The Django app of the returns."""

from django.apps import AppConfig

from district.casework import wording


class ReturnsConfig(AppConfig):
    """Returns of service points."""

    name = "district.window.returns"
    label = "returns"

    def ready(self) -> None:
        """Lend words to refusals, records to whoever reports, deadlines to the loop; mark entries that come late."""
        from district.directory import doings
        from district.jobs import loop
        from district.window.desklog import actions, policies
        from district.window.returns import counting, telling
        from district.window.returns.overdue import overdue, steps
        from district.window.returns.queries import is_handed_in

        wording.add("district.window.returns")
        policies.register_closed(is_handed_in)
        if telling.of_late_entry not in actions.LATE_ENTRIES:
            actions.LATE_ENTRIES.append(telling.of_late_entry)
        doings.register("district.window.returns", counting.doings, place=10)
        loop.register("returns", overdue)
        loop.register("returns.steps", steps)
