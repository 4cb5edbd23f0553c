"""The Django app of the reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports of the service."""

    name = "district.window.reports"
    label = "service_reports"
