"""Stub until the surface is there."""

from django.urls import path
from django.views.generic import RedirectView

app_name = "imports"
urlpatterns = [
    path("imports/", RedirectView.as_view(url="/"), name="index"),
    path("imports/new/", RedirectView.as_view(url="/"), name="new"),
    path("imports/people/", RedirectView.as_view(url="/"), name="people"),
]
