"""Where quick entry is."""

from django.urls import path

from veturi.surfaces.quick import views

app_name = "quick"
urlpatterns = [path("log/", views.entry, name="entry")]
