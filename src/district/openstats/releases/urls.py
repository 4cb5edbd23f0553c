"""Addresses of releases."""

from django.urls import path, re_path

from district.openstats.releases import views

urlpatterns = [
    path("releases/", views.releases, name="releases"),
    path("releases/feed.atom", views.release_feed, name="release_feed"),
    path("releases/compared/", views.releases_compared, name="releases_compared"),
    re_path(r"^releases/(?P<code>[a-z0-9-]+)\.(?P<kind>csv|json)$", views.release_file, name="release_file"),
    path("releases/<slug:code>/", views.release, name="release"),
    path("desk/releases/", views.release_desk, name="release_desk"),
    path("desk/releases/<int:pk>/", views.release_draft, name="release_draft"),
    path("desk/releases/<int:pk>/step/", views.release_step, name="release_step"),
]
SAMPLES = {"release_file": {"code": "no-such", "kind": "csv"}}
"""Values of parameters for the tests that open every address."""
