"""Addresses of the answer templates."""

from __future__ import annotations

from django.urls import path

from district.window.replies import views

urlpatterns = [
    path("desk/templates/", views.templates, name="answer_templates"),
    path("desk/templates/new/", views.new, name="answer_template_new"),
    path("desk/templates/<int:pk>/", views.edit, name="answer_template"),
]
