"""The Django app of the consultation day."""

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Rosters, slots, bookings, records."""

    name = "district.consultation"
    label = "consultation"

    def ready(self) -> None:
        """Have the loop ask what is overdue; each act looks at its matter again in its own transaction."""
        from district.consultation.tasks import overdue
        from district.jobs import loop

        loop.register("consultation", overdue)
