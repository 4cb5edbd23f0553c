"""Addresses of the officer's desk for data."""

from django.urls import path

from district.collection import views

urlpatterns = [
    path("desk/data/", views.uploads, name="uploads"),
    path("desk/data/sources/", views.coverage, name="data_coverage"),
    path("desk/data/snapshots/", views.snapshots, name="snapshots"),
    path("desk/data/uploads/<int:pk>/", views.upload, name="upload"),
    path("desk/data/uploads/<int:pk>/progress/", views.upload_progress, name="upload_progress"),
    path("desk/data/uploads/<int:pk>/step/", views.upload_step, name="upload_step"),
    path("desk/data/uploads/<int:pk>/columns/<slug:fingerprint>/", views.upload_columns, name="upload_columns"),
]
