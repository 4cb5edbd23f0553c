"""Addresses: pages under their language, machine-readable answers without one."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as city_identity_urls
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from district.accounts.doors import Audience, declare_all, everyone, open_to
from district.files.urls import urlpatterns as file_urls
from district.notices.urls import urlpatterns as notice_urls
from district.openstats.api import api
from district.openstats.views.reuse import without_language
from district.portal.health import healthz
from district.portal.views import to_language

urlpatterns = [
    path("", to_language, name="to_language"),
    path("healthz", open_to(everyone)(healthz), name="healthz"),
    path("api/v1/", (declare_all(api.urls[0], everyone), *api.urls[1:])),
    re_path(
        r"^figures/(?P<figure>[a-z0-9_]+)\.(?P<kind>csv|xlsx|json|svg|zip|bib|ris)$",
        without_language,
        name="file_of_figure",
    ),
    # One address whichever language the person reads, because it has to be registered with the city.
    path("account/", include(declare_all(city_identity_urls, everyone))),
    *i18n_patterns(
        path("", include("district.portal.urls")),
        path("account/", include("district.accounts.urls")),
        path("", include(declare_all(notice_urls, Audience.SIGNED_IN))),
        # Whether somebody may read a file is for the room that owns its matter to say.
        path("", include(declare_all(file_urls, everyone))),
        path("", include("district.directory.urls")),
        path("", include("district.workbench.urls")),
        path("", include("district.window.desklist.urls")),
        path("", include("district.window.desklog.urls")),
        path("", include("district.window.reports.urls")),
        path("", include("district.window.checklists.urls")),
        path("", include("district.window.replies.urls")),
        path("", include("district.window.urls")),
        path("", include("district.window.returns.urls")),
        path("", include("district.window.listcheck.urls")),
        path("", include("district.window.evaluation.urls")),
        path("", include("district.collection.urls")),
        path("", include("district.openstats.releases.urls")),
        path("", include("district.collection.reconciliation.urls")),
        path("", include("district.openstats.official.urls")),
        path("", include("district.openstats.urls")),
        path("", include("district.consultation.urls")),
        path("", include("district.journeys.urls")),
    ),
]
SAMPLES = {
    "openid_connect_login": {"provider_id": "city"},
    "openid_connect_callback": {"provider_id": "city"},
    "file_of_figure": {"figure": "inventions_per_10k", "kind": "csv"},
}
"""Values of parameters for the tests that open every address; ids and slugs find values of their own."""
handler403 = "district.design.views.forbidden"
handler404 = "district.design.views.not_found"
handler500 = "district.design.views.broken"
