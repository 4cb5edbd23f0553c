"""Addresses of the reports."""

from __future__ import annotations

from django.urls import path

from district.window.reports import views

urlpatterns = [
    path("desk/reports/", views.reports, name="service_reports"),
    path("desk/reports/contacts/", views.contacts, name="report_contacts"),
    path("desk/reports/as/<slug:kind>/", views.download, name="report_download"),
]
