"""Addresses of reconciliations."""

from django.urls import path

from district.collection.reconciliation import views

urlpatterns = [
    path("desk/data/reconciliations/", views.reconciliations, name="reconciliations"),
    path("desk/data/reconciliations/<int:pk>/", views.reconciliation, name="reconciliation"),
    path("desk/data/reconciliations/<int:pk>/progress/", views.reconciliation_progress, name="reconciliation_progress"),
    path("desk/data/reconciliations/<int:pk>/step/", views.reconciliation_step, name="reconciliation_step"),
    path("desk/data/reconciliations/<int:pk>/settle/", views.reconciliation_settle, name="reconciliation_settle"),
    path("desk/data/reconciliations/<int:pk>/workbook/", views.reconciliation_workbook, name="reconciliation_workbook"),
]
