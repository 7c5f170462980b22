"""Where duplicates are."""

from django.urls import path

from veturi.surfaces.merging import views

app_name = "merging"
urlpatterns = [
    path("duplicates/", views.index, name="index"),
    path("duplicates/scan/", views.scan, name="scan"),
    path("duplicates/dismissal/", views.dismissal, name="dismissal"),
    path("duplicates/together/", views.together, name="together"),
    path("duplicates/<str:thing>/<int:key>/other/", views.other, name="other"),
    path("duplicates/<str:thing>/<int:key>/<int:other_key>/", views.compare, name="compare"),
    path("merges/<int:key>/", views.show, name="show"),
    path("merges/<int:key>/undoing/", views.undoing, name="undoing"),
]
