"""Addresses of the files."""

from django.urls import path

from district.files import views

urlpatterns = [path("files/<str:key>", views.download, name="file")]
