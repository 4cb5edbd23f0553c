"""Addresses of the list check."""

from django.urls import path

from district.window.listcheck import views

urlpatterns = [
    path("desk/checks/", views.list_checks, name="list_checks"),
    path("desk/checks/<int:pk>/", views.list_check, name="list_check"),
    path("desk/checks/<int:pk>/xlsx/", views.list_check_as_xlsx, name="list_check_as_xlsx"),
    path("desk/checks/filing/<int:pk>/", views.settle_filing, name="settle_filing"),
]
