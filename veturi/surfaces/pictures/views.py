"""The map and the calendar of partners, under the filters of their list."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from veturi.directory.codes.regions import region
from veturi.directory.forms.partners import PartnerFilters
from veturi.directory.models import Partnership, Thing
from veturi.directory.own_fields import own_fields
from veturi.directory.present import PersonRequest
from veturi.directory.saved import shelf
from veturi.surfaces.pictures import partner_calendar as calendar
from veturi.surfaces.pictures.linking import Kept
from veturi.surfaces.pictures.partner_map import Look, partner_map

OF = "directory:partners"
PARTNERS_BESIDE = 12


@require_safe
def partners_on_a_map(request: PersonRequest) -> HttpResponse:
    """Where the partners are: regions, municipalities, sites; and the same as a table."""
    filters = _filters(request)
    rows = _narrowed(request, filters)
    kept = Kept(request.GET, filters)
    look = _look(filters)
    shown = partner_map(rows, look, seen_by=request.person, kept=kept)
    page = {
        "filters": filters,
        "kept": kept,
        "shelf": shelf(request, of=OF, page="pictures:map"),
        "look": look,
        "region": region(look.region),
        "map": shown,
        "partners": rows.select_related("organisation").order_by("name_sort", "pk")[
            :PARTNERS_BESIDE
        ],
    }
    return render(request, "pictures/map.html", page)


def _filters(request: PersonRequest) -> PartnerFilters:
    own = own_fields(request.person.provider_id, Thing.PARTNER)
    return PartnerFilters(request.GET, person=request.person, own=own)


def _narrowed(request: PersonRequest, filters: PartnerFilters) -> QuerySet[Partnership]:
    """The partners that the list of the same address shows; none when a filter is wrong."""
    rows = Partnership.objects.seen_by(request.person).filter(absorbed_into=None)
    narrowed: QuerySet[Partnership] = filters.narrow(rows) if filters.is_valid() else rows.none()
    return narrowed


def _look(filters: PartnerFilters) -> Look:
    if not filters.is_valid():
        return Look()
    spot = filters.cleaned_data["near"]
    return Look(filters.cleaned_data["region"], spot, filters.kilometres if spot else 0)


@require_safe
def partners_calendar(request: PersonRequest) -> HttpResponse:
    """What is promised and what was done, month by month; a day on its own when it is asked for."""
    filters = _filters(request)
    rows = _narrowed(request, filters)
    kept = Kept(request.GET, filters)
    day = calendar.read_day(request.GET.get("day", ""))
    first = calendar.read_month(request.GET.get("month", ""), on=day or request.today)
    asked = calendar.Asked(rows, request.person, request.today)
    page = {
        "filters": filters,
        "kept": kept,
        "shelf": shelf(request, of=OF, page="pictures:calendar"),
        "month": calendar.month_of_partners(first, asked),
        "as_month": calendar.as_month(first),
        "one": calendar.day_of_partners(day, asked) if day else None,
        "today": request.today,
        "this_month": calendar.as_month(request.today),
    }
    return render(request, "pictures/calendar.html", page)
