"""Where the desk is."""

from django.urls import path

from veturi.surfaces.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("partners/<int:key>/", views.partner, name="partner"),
    path("people/<int:key>/", views.person, name="person"),
    path("menu/", views.menu, name="menu"),
]
