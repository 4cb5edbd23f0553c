"""Addresses of the workbench."""

from __future__ import annotations

from django.urls import path, re_path

from district.workbench.views import asking, evidence, files, hits, index_desk, news, projects

KEY = "00000000-0000-4000-8000-000000000000"
urlpatterns = [
    path("workbench/", asking.workbench, name="workbench"),
    path("workbench/search/", asking.search, name="prior_art"),
    path("workbench/search/<uuid:key>/", hits.hits, name="search_hits"),
    re_path(
        r"^workbench/search/(?P<key>[0-9a-f-]{36})\.(?P<kind>csv|xlsx|ris)$", files.hits_file, name="search_hits_file"
    ),
    path("workbench/search/<uuid:key>/chosen/", hits.chosen, name="search_chosen"),
    path("workbench/search/<uuid:key>/compare/", hits.compared, name="search_compared"),
    path("workbench/search/<uuid:key>/evidence/", evidence.evidence, name="search_evidence"),
    path("workbench/search/<uuid:key>/news/", news.news, name="search_news"),
    path("workbench/search/<uuid:key>/save/", hits.save, name="search_save"),
    path("workbench/search/<uuid:key>/hits/<path:number>/", hits.hit, name="search_hit"),
    path("workbench/projects/<int:pk>/", projects.project, name="search_project"),
    path("workbench/projects/<int:pk>/change/", projects.change, name="search_project_change"),
    path("workbench/projects/<int:pk>/documents/<int:kept>/", projects.document, name="search_document"),
    path("workbench/projects/<int:pk>/report/", projects.report, name="search_report"),
    path("workbench/projects/<int:pk>/report.pdf", projects.report_paper, name="search_report_paper"),
    re_path(
        r"^workbench/projects/(?P<pk>[0-9]{1,9})/collection\.(?P<kind>csv|xlsx|ris)$",
        files.collection_file,
        name="search_collection_file",
    ),
    path("desk/index/", index_desk.index_desk, name="index_desk"),
    path("workbench/index/progress/", index_desk.index_progress, name="index_progress"),
]
SAMPLES = {
    "search_hits_file": {"key": KEY, "kind": "csv"},
    "search_collection_file": {"pk": 999_999, "kind": "csv"},
}
"""Values of parameters for the tests that open every address."""
