"""Addresses of the evaluation."""

from django.urls import path

from district.window.evaluation import views

urlpatterns = [
    path("desk/evaluations/", views.evaluations, name="evaluations"),
    path("desk/evaluations/<int:pk>/", views.evaluation, name="evaluation"),
    path("desk/evaluations/<int:pk>/sheet/", views.write_sheet, name="write_sheet"),
    path("desk/evaluations/<int:pk>/evidence/", views.attach_evidence, name="attach_evidence"),
    path("desk/evaluations/<int:pk>/step/", views.move_evaluation, name="move_evaluation"),
    path("desk/evaluations/<int:pk>/rows/<slug:code>/", views.evaluation_rows, name="evaluation_rows"),
]
