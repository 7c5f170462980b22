"""Where: the caught letters."""

from django.urls import path

from veturi.foundation.mail import views

app_name = "mail"
urlpatterns = [
    path("letters/", views.letters, name="list"),
    path("letters/<int:key>/", views.show, name="show"),
]
