"""Addresses between the rooms."""

from django.urls import path

from district.journeys import views

urlpatterns = [
    path("matters/", views.my_matters, name="matters"),
    path("desk/log/<int:pk>/booking/", views.book, name="contact_becomes_booking"),
    path("consultation/items/<int:pk>/request/", views.follow_up, name="item_becomes_request"),
]
