"""The Django app of reconciliations."""

from django.apps import AppConfig

from district.casework import wording


class ReconciliationConfig(AppConfig):
    """Official lists beside our stock."""

    name = "district.collection.reconciliation"
    label = "reconciliation"

    def ready(self) -> None:
        """Lend the room's words to refusals, and judge who may read its lists."""
        from district.collection.reconciliation import queries
        from district.files import access

        wording.add("district.collection.reconciliation")
        access.register("reconciliation", queries.may_read)
