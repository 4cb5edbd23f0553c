"""Addresses of this room, under a language."""

from __future__ import annotations

from django.urls import path, re_path

from district.openstats.views import (
    breakdowns,
    figures,
    maps,
    patents,
    portraits,
    projections,
    reference,
    reuse,
    services,
)

urlpatterns = [
    path("statistics/", figures.catalogue, name="catalogue"),
    re_path(
        r"^statistics/(?P<figure>[a-z0-9_]+)\.(?P<kind>csv|xlsx|json|svg|zip|bib|ris)$",
        figures.download,
        name="download",
    ),
    path("statistics/portraits/", portraits.portraits, name="portraits"),
    path("statistics/portraits/<slug:organisation>/", portraits.portrait, name="portrait"),
    path("statistics/portraits/<slug:organisation>.pdf", portraits.portrait_sheet, name="portrait_sheet"),
    path("desk/portraits/", portraits.portraits_desk, name="portraits_desk"),
    path("desk/portraits/<slug:organisation>/", portraits.portrait_desk, name="portrait_desk"),
    path("desk/portraits/<slug:organisation>.pdf", portraits.portrait_desk_sheet, name="portrait_desk_sheet"),
    path("statistics/map/", maps.region_map, name="region_map"),
    path("statistics/services/<slug:figure>/", services.service, name="service"),
    re_path(
        r"^statistics/services/(?P<figure>[a-z0-9_]+)\.(?P<kind>csv|xlsx|json|svg)$",
        services.service_download,
        name="service_download",
    ),
    path("statistics/<slug:figure>/", figures.figure, name="figure"),
    path("statistics/<slug:figure>/by/<slug:by>/", breakdowns.told_apart, name="told_apart"),
    path("statistics/<slug:figure>/next-year/", projections.next_year, name="next_year"),
    re_path(
        r"^statistics/(?P<figure>[a-z0-9_]+)/by/(?P<by>[a-z0-9_]+)\.(?P<kind>csv|xlsx|json)$",
        breakdowns.told_apart_file,
        name="told_apart_file",
    ),
    path("statistics/<slug:figure>/patents/", patents.counted, name="counted"),
    re_path(
        r"^statistics/(?P<figure>[a-z0-9_]+)/patents\.(?P<kind>csv|parquet)$", reuse.counted_table, name="counted_table"
    ),
    path("embed/figures/<slug:figure>/", reuse.embedded, name="embedded"),
    path("patents/<path:number>/", patents.life, name="patent"),
    path("compare/", reference.compare, name="compare"),
    path("sources/", reference.sources, name="sources"),
    path("about/accessibility", reference.accessibility, name="accessibility"),
]
SAMPLES = {
    "told_apart": {"figure": "inventions_per_10k", "by": "region"},
    "told_apart_file": {"figure": "inventions_per_10k", "by": "region", "kind": "csv"},
    "download": {"figure": "inventions_per_10k", "kind": "csv"},
    "service": {"figure": "desk_contacts"},
    "service_download": {"figure": "desk_contacts", "kind": "csv"},
    "counted_table": {"figure": "inventions_per_10k", "kind": "csv"},
}
"""Values of parameters for the tests that open every address."""
