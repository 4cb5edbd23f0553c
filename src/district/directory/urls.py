"""Addresses of the directory."""

from django.urls import path

from district.directory import views

urlpatterns = [
    path("network/", views.network, name="network"),
    path("network/services/", views.services, name="services"),
    path("network/alliance/", views.alliance, name="alliance"),
    path("network/<slug:code>/", views.point, name="point"),
]
