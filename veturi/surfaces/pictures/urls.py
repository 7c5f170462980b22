"""Where the pictures are."""

from django.urls import path

from veturi.surfaces.pictures import views

app_name = "pictures"
urlpatterns = [
    path("partners/map/", views.partners_on_a_map, name="map"),
    path("partners/calendar/", views.partners_calendar, name="calendar"),
]
