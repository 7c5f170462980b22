"""Where reciprocity is."""

from django.urls import path

from veturi.insight.reciprocity import views

app_name = "reciprocity"
urlpatterns = [
    path("reciprocity/", views.index, name="index"),
    path("partners/<int:key>/reciprocity/", views.show, name="show"),
    path("settings/weights/", views.weights, name="weights"),
]
