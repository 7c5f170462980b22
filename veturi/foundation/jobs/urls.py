"""Where: one job and its cancellation."""

from django.urls import path

from veturi.foundation.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/<int:key>/", views.show, name="show"),
    path("jobs/<int:key>/cancellation/", views.cancellation, name="cancellation"),
]
