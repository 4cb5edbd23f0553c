"""Addresses of the returns."""

from django.urls import path

from district.window.returns import views

urlpatterns = [
    path("desk/returns/", views.returns, name="returns"),
    path("desk/returns/template/", views.return_template, name="return_template"),
    path("desk/returns/template/own/", views.own_template, name="own_return_template"),
    path("desk/returns/<int:pk>/", views.one_return, name="return"),
    path("desk/returns/<int:pk>/figure/", views.note_figure, name="note_figure"),
    path("desk/returns/<int:pk>/rows/<slug:code>/", views.return_rows, name="return_rows"),
    path("desk/returns/<int:pk>/xlsx/", views.return_as_xlsx, name="return_as_xlsx"),
]
