"""The field page: what is taken along to workplaces, and works there without a network."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veturi.cooperation.placements.actions.visits import CORRECTABLE
from veturi.cooperation.placements.forms.visits import NewVisitForm, VisitForm
from veturi.cooperation.placements.models import Visit
from veturi.cooperation.placements.reading.visits import field_of
from veturi.cooperation.placements.views.visits import first_values
from veturi.directory.access import Act, may
from veturi.directory.meanwhile import edited
from veturi.directory.present import PersonRequest
from veturi.foundation.design.assets import built_file
from veturi.foundation.web.meanwhile import typed
from veturi.foundation.web.refusing import require


@require_safe
def field(request: PersonRequest) -> HttpResponse:
    """Today's and tomorrow's visits, my running periods, and the form."""
    require(may(request.person, Act.LOG, on=request.today))
    along = field_of(request.person, on=request.today)
    page = {
        "along": along,
        "form": NewVisitForm(person=request.person, initial=first_values(request)),
        "written": [(visit, _carried(request, visit)) for visit in along.written],
    }
    return render(request, "placements/field.html", page)


def _carried(request: PersonRequest, visit: Visit) -> dict[str, Any]:
    """What the device needs of a visit to correct it without a network."""
    values = {name: getattr(visit, name) for name in CORRECTABLE}
    form = VisitForm(initial=values)
    over = edited(form, visit, provider=request.provider, posted={})
    return {
        "original": over.original,
        "values": {name: typed(form.fields[name], value) for name, value in values.items()},
    }


@require_safe
def token(request: PersonRequest) -> HttpResponse:
    """Who is here, and with which token the outbox may send."""
    require(may(request.person, Act.LOG, on=request.today))
    answer = JsonResponse({"person": request.person.pk, "token": get_token(request)})
    answer["Cache-Control"] = "no-store"
    return answer


@login_not_required
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker: from here its scope is the visits' pages and nothing else."""
    answer = HttpResponse(built_file("worker.js").read_bytes(), content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@login_not_required
@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """What the device is told when the page is put on its home screen."""
    there = reverse("placements:field")
    told = {
        "name": _("Workplace visits"),
        "short_name": _("Visits"),
        "id": there,
        "start_url": there,
        "scope": reverse("placements:visits"),
        "display": "standalone",
        "background_color": "#f4f6f5",
        "theme_color": "#00594d",
        "icons": [
            {"src": static("veturi/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")
