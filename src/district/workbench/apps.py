"""The Django app of the workbench."""

from django.apps import AppConfig

from district.casework import wording


class WorkbenchConfig(AppConfig):
    """Search, projects, collections."""

    name = "district.workbench"
    label = "workbench"

    def ready(self) -> None:
        """Lend the room's words to refusals; have it looked now and then what is new in watched searches."""
        from district.jobs import loop
        from district.workbench.tasks import LOOK_EVERY, look_for_news

        wording.add("district.workbench")
        loop.register_chore("workbench.news", look_for_news, every=LOOK_EVERY)
