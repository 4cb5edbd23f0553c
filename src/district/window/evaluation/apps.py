"""The Django app of the evaluation."""

from django.apps import AppConfig

from district.casework import wording


class EvaluationConfig(AppConfig):
    """Annual evaluation of service points."""

    name = "district.window.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """Lend the room's words to refusals, its days to the loop, its judgement to files."""
        from district.files import access
        from district.jobs import loop
        from district.openstats.services import registry
        from district.window.evaluation import queries, statistics
        from district.window.evaluation.overdue import overdue, steps

        wording.add("district.window.evaluation")
        loop.register("evaluation", overdue)
        loop.register("evaluation.steps", steps)
        registry.register("district.window.evaluation", statistics, place=40)
        access.register("evaluation", queries.may_read)
