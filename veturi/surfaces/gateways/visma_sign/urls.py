"""Where the signing service is."""

from django.urls import path

from veturi.surfaces.gateways.visma_sign import views

app_name = "visma_sign"
urlpatterns = [
    path("agreements/<int:key>/service/", views.show, name="show"),
    path("agreements/<int:key>/service/sending/", views.sending, name="sending"),
    path("agreements/<int:key>/service/inquiry/", views.inquiry, name="inquiry"),
    path("agreements/<int:key>/service/cancelling/", views.cancelling, name="cancelling"),
]
