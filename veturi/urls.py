"""Where: every module's addresses."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("veturi.surfaces.desk.urls")),
    path("", include("veturi.surfaces.notices.urls")),
    path("", include("veturi.surfaces.accesslog.urls")),
    path("", include("veturi.surfaces.quick.urls")),
    path("", include("veturi.surfaces.find.urls")),
    path("", include("veturi.surfaces.pictures.urls")),
    path("", include("veturi.surfaces.merging.urls")),
    path("", include("veturi.surfaces.imports.urls")),
    path("", include("veturi.surfaces.gateways.ehoks.urls")),
    path("", include("veturi.surfaces.gateways.visma_sign.urls")),
    path("", include("veturi.surfaces.gateways.ytj.urls")),
    path("", include("veturi.surfaces.demo.urls")),
    path("", include("veturi.cooperation.encounters.urls")),
    path("", include("veturi.cooperation.placements.urls")),
    path("", include("veturi.insight.levels.urls")),
    path("", include("veturi.insight.reciprocity.urls")),
    path("", include("veturi.directory.urls")),
    path("", include("veturi.foundation.jobs.urls")),
    path("", include("veturi.foundation.mail.urls")),
    path("", include("veturi.foundation.design.urls")),
    path("account/", include("veturi.foundation.accounts.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
