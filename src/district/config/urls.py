"""Addresses: pages under their language, machine-readable answers without one."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from district.openstats.api import api
from district.portal.views import to_language

urlpatterns = [
    path("", to_language),
    path("api/v1/", api.urls),
    *i18n_patterns(
        path("", include("district.portal.urls")),
        path("", include("district.directory.urls")),
        path("", include("district.openstats.urls")),
    ),
]
handler404 = "district.design.views.not_found"
handler500 = "district.design.views.broken"
