"""Where the register of companies is."""

from django.urls import path

from veturi.surfaces.gateways.ytj.views import partner, proposals, searching

app_name = "ytj"
urlpatterns = [
    path("registers/ytj/", searching.search, name="search"),
    path("registers/proposals/", proposals.index, name="proposals"),
    path("registers/proposals/acceptance/", proposals.acceptance, name="acceptance"),
    path("registers/proposals/refusal/", proposals.refusal, name="refusal"),
    path("partners/<int:key>/register/", partner.show, name="show"),
    path("partners/<int:key>/register/inquiry/", partner.inquiry, name="inquiry"),
    path("partners/<int:key>/register/acceptance/", partner.acceptance, name="partner_acceptance"),
    path("partners/<int:key>/register/refusal/", partner.refusal, name="partner_refusal"),
]
