"""The addresses of the site, and one at which it breaks and one that it does not understand."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.urls import include, path


@login_not_required
def breaks(_request):
    raise ZeroDivisionError


@login_not_required
def is_not_understood(_request):
    raise BadRequest


urlpatterns = [
    path("breaks/", breaks),
    path("not-understood/", is_not_understood),
    path("", include("veturi.urls")),
]
