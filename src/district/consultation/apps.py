"""The Django app of the consultation day."""

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Rosters, slots, bookings, records."""

    name = "district.consultation"
    label = "consultation"

    def ready(self) -> None:
        """Lend words to refusals, records to reports, matters to their list; have the loop ask what is overdue.

        Calendars of facilities learn what times the slots keep.
        """
        from district.accounts import matters
        from district.casework import wording
        from district.consultation import statistics
        from district.consultation.counting import doings
        from district.consultation.matters import mine, number_waiting, waiting
        from district.consultation.queries import times_in
        from district.consultation.tasks import overdue
        from district.consultation.topics import listed
        from district.consultation.used import used
        from district.directory import doings as points
        from district.directory import occupancy
        from district.jobs import loop
        from district.openstats.services import registry
        from district.openstats.services import used as services_used

        wording.add("district.consultation", topics=listed)
        loop.register("consultation", overdue)
        points.register("district.consultation", doings, place=20)
        matters.register("consultation", matters.Room(mine=mine, waiting=waiting, number_waiting=number_waiting))
        occupancy.register("consultation", times_in)
        registry.register("district.consultation", statistics, place=20)
        services_used.register("consultation", used)
