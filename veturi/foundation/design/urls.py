"""Where the gallery of components is."""

from django.urls import path

from veturi.foundation.design import views

app_name = "design"
urlpatterns = [path("gallery/", views.gallery, name="gallery")]
