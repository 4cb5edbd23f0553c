"""Addresses of the window, under a language."""

from __future__ import annotations

from django.urls import path

from district.window.views import guests, matter, needs

urlpatterns = [
    path("requests/", needs.mine, name="requests"),
    path("requests/new/", needs.new, name="request_new"),
    path("requests/begun/", guests.owner, name="request_begun"),
    path("requests/<int:pk>/", matter.page, name="request_page"),
    path("requests/<int:pk>/edit/", needs.edit, name="request_edit"),
    path("requests/<int:pk>/act/<slug:action>/", matter.act, name="request_act"),
    path("requests/<int:pk>/say/", matter.say, name="request_say"),
    path("requests/<int:pk>/rate/", matter.rate, name="request_rate"),
    path("requests/<int:pk>/call-back/", matter.call_back, name="request_call_back"),
    path("requests/<int:pk>/route/", matter.route, name="request_route"),
]
