"""The Django app of the consultation day."""

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Rosters, slots, bookings, records."""

    name = "district.consultation"
    label = "consultation"

    def ready(self) -> None:
        """Lend the room's words to refusals; have the loop ask what is overdue."""
        from district.casework import wording
        from district.consultation.tasks import overdue
        from district.consultation.topics import listed
        from district.jobs import loop

        wording.add("district.consultation", topics=listed)
        loop.register("consultation", overdue)
