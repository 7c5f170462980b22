"""Where levels are."""

from django.urls import path

from veturi.insight.levels import views

app_name = "levels"
urlpatterns = [
    path("levels/", views.index, name="index"),
    path("partners/<int:key>/level/", views.show, name="show"),
    path("partners/<int:key>/level/override/", views.override, name="override"),
    path("partners/<int:key>/level/<str:layer>/confirmation/", views.confirmation, name="confirm"),
    path("overrides/<int:key>/end/", views.override_end, name="override_end"),
    path("settings/levels/", views.rule_sets, name="rules"),
]
