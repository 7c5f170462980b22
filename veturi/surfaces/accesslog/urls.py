"""Where the access log is."""

from django.urls import path

from veturi.surfaces.accesslog import views

app_name = "accesslog"
urlpatterns = [path("access-log/", views.index, name="index")]
