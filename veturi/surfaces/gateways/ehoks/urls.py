"""Where eHOKS is."""

from django.urls import path

from veturi.surfaces.gateways.ehoks import views

app_name = "ehoks"
urlpatterns = [
    path("periods/<int:key>/ehoks/", views.period, name="period"),
    path("periods/<int:key>/ehoks/inquiry/", views.inquiry, name="inquiry"),
    path("periods/<int:key>/ehoks/sending/", views.sending, name="sending"),
    path("students/<int:key>/ehoks/", views.student, name="student"),
    path("students/<int:key>/ehoks/inquiry/", views.student_inquiry, name="student_inquiry"),
    path("settings/ehoks/", views.settings, name="settings"),
    path("settings/ehoks/switching-off/", views.switching_off, name="switching_off"),
]
