"""Addresses of releases."""

from django.urls import path, re_path

from district.openstats.releases import paper, views

urlpatterns = [
    path("releases/", views.releases, name="releases"),
    path("releases/feed.atom", views.release_feed, name="release_feed"),
    path("releases/compared/", views.releases_compared, name="releases_compared"),
    re_path(r"^releases/(?P<code>[a-z0-9-]+)\.(?P<kind>csv|json)$", views.release_file, name="release_file"),
    re_path(
        r"^releases/(?P<code>[a-z0-9-]+)/bulletin\.(?P<kind>pdf|docx|html)$",
        paper.release_bulletin,
        name="release_bulletin",
    ),
    path("releases/<slug:code>/", views.release, name="release"),
    path("desk/releases/", views.release_desk, name="release_desk"),
    path("desk/releases/<int:pk>/", views.release_draft, name="release_draft"),
    re_path(
        r"^desk/releases/(?P<pk>[0-9]{1,9})/bulletin\.(?P<kind>pdf|docx|html)$",
        paper.release_preview,
        name="release_preview",
    ),
    path("desk/releases/<int:pk>/step/", views.release_step, name="release_step"),
]
SAMPLES = {
    "release_file": {"code": "no-such", "kind": "csv"},
    "release_bulletin": {"code": "no-such", "kind": "pdf"},
    "release_preview": {"pk": "999999", "kind": "pdf"},
}
"""Values of parameters for the tests that open every address."""
