"""The Django app of the checklists."""

from django.apps import AppConfig

from district.casework import wording


class ChecklistsConfig(AppConfig):
    """Checklists of catalogue items."""

    name = "district.window.checklists"
    label = "checklists"

    def ready(self) -> None:
        """Lend the room's words to refusals, and its condition to acceptance and answer."""
        from district.window import policies
        from district.window.checklists.policies import nothing_open, say_checks

        wording.add("district.window.checklists", open_checks=say_checks)
        for step in ("accept", "resolve"):
            policies.also(step, nothing_open(step))
