"""Stub until the surface is there."""

from django.urls import path
from django.views.generic import RedirectView

app_name = "demo"
urlpatterns = [
    path("demo/", RedirectView.as_view(url="/"), name="index"),
    path("demo/new/", RedirectView.as_view(url="/"), name="new"),
    path("demo/people/", RedirectView.as_view(url="/"), name="people"),
]
