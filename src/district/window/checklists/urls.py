"""Addresses of the checklists."""

from __future__ import annotations

from django.urls import path

from district.window.checklists import views

urlpatterns = [
    path("requests/<int:pk>/checklist/", views.mark, name="request_checklist"),
    path("desk/checklists/", views.items, name="checklists"),
    path("desk/checklists/<slug:item>/", views.edit, name="checklist"),
]
