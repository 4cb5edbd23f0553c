"""Addresses of the entry to the site, under a language."""

from __future__ import annotations

from django.urls import path

from district.portal import audit_log, coming, doors, views, workspace
from district.portal.search.views import search

urlpatterns = [
    path("", views.home, name="home"),
    path("workspace/", workspace.workspace, name="workspace"),
    path("audit/", audit_log.audit_log, name="audit_log"),
    path("search/", search, name="search"),
    path("doors/", doors.doors, name="doors"),
    *(path(f"{room}/", coming.coming, {"room": room.value}, name=room.value) for room in coming.ROOMS),
]
