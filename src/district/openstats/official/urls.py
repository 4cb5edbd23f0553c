"""Addresses of official values."""

from django.urls import path

from district.openstats.official import views

urlpatterns = [
    path("statistics/reference/", views.reference, name="reference_series"),
    path("desk/official/", views.official_values, name="official_values"),
    path("desk/official/reference/", views.official_reference, name="official_reference"),
    path("desk/official/<int:pk>/withdraw/", views.official_withdraw, name="official_withdraw"),
]
