"""Addresses of the notices."""

from django.urls import path

from district.notices import views

urlpatterns = [
    path("notices/", views.listed, name="notices"),
    path("notices/read", views.read_all, name="notices_read"),
    path("notices/wishes", views.wishes, name="notice_wishes"),
    path("notices/<int:pk>", views.opened, name="notice"),
]
