"""Addresses of the desk's lists."""

from __future__ import annotations

from django.urls import path

from district.window.desklist.views import lists, work

urlpatterns = [
    path("desk/requests/", lists.desk, name="request_desk"),
    path("desk/requests/give/", work.give, name="requests_give"),
    path("desk/filters/", work.filters, name="desk_filters"),
    path("desk/filters/save/", work.save, name="desk_filter_save"),
    path("desk/filters/<int:pk>/", work.change, name="desk_filter_change"),
]
