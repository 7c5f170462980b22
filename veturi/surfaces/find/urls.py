"""Where the search is."""

from django.urls import path

from veturi.surfaces.find import views

app_name = "find"
urlpatterns = [
    path("search/", views.page, name="page"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
]
