"""The address of the home page, under a language."""

from __future__ import annotations

from django.urls import path

from district.portal import views, workspace

urlpatterns = [
    path("", views.home, name="home"),
    path("workspace/", workspace.workspace, name="workspace"),
]
