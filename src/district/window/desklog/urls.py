"""Addresses of the desk log."""

from django.urls import path

from district.window.desklog import views

urlpatterns = [
    path("desk/log/", views.desk_log, name="desk_log"),
    path("desk/log/<int:pk>/request/", views.make_request, name="contact_becomes_request"),
]
