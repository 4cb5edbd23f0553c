"""The Django app of the consultation day."""

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """Rosters, slots, bookings, records."""

    name = "district.consultation"
    label = "consultation"
