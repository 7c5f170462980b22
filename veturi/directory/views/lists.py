"""The lists of partners and persons, and what is found while typing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from veturi.directory.access import Act, editable_by, may
from veturi.directory.exporting import export
from veturi.directory.forms.partners import PartnerFilters
from veturi.directory.forms.people import PeopleFilters
from veturi.directory.models import Partnership, Person, Thing
from veturi.directory.own_columns import own_columns, with_own
from veturi.directory.own_fields import own_fields
from veturi.directory.present import PersonRequest
from veturi.directory.reading import find_partners, find_people
from veturi.directory.saved import by_default, shelf
from veturi.directory.views.columns import PARTNER_COLUMNS, PERSON_COLUMNS
from veturi.foundation.web.listing import Listing


def partner_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    """The provider's partners as the person sees them, as the query asks."""
    rows = Partnership.objects.seen_by(person).filter(absorbed_into=None).with_names().in_phases()
    own = own_fields(person.provider_id, Thing.PARTNER)
    return Listing(
        query,
        with_own(rows, own, asked=query),
        path=reverse("directory:partners"),
        columns=[*PARTNER_COLUMNS, *own_columns(own)],
        filters=PartnerFilters(query, person=person, own=own),
        default_order="name_sort",
        may_export=may(person, Act.EXPORT, on=on),
        may_choose=may(person, Act.EDIT_PARTNER, on=on),
        edit_url=_edit_url("directory:partner_field", _all_or_none(person, on=on)),
    )


def _all_or_none(person: Person, *, on: date) -> Callable[[Any], bool]:
    """Whoever edits partners edits all of them."""
    allowed = may(person, Act.EDIT_PARTNER, on=on)
    return lambda _row: allowed


def _edit_url(name: str, allowed: Callable[[Any], bool]) -> Callable[[Any, str], str]:
    """Where a field of a row is edited; the address is worked out once for all rows."""
    before, after = reverse(name, args=[0, "field"]).split("0")
    after = after.removesuffix("field/")
    return lambda row, field: f"{before}{row.pk}{after}{field}/" if allowed(row) else ""


def people_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    """Persons as the query asks: the partners' unless asked otherwise."""
    rows = (
        Person.objects.seen_by(person)
        .filter(absorbed_into=None, erased_on=None)
        .prefetch_related(
            "positions__partnership__absorbed_into",
            "absorbed__positions__partnership__absorbed_into",
        )
    )
    own = own_fields(person.provider_id, Thing.PERSON)
    return Listing(
        query,
        with_own(rows, own, asked=query),
        path=reverse("directory:people"),
        columns=[*PERSON_COLUMNS, *own_columns(own)],
        filters=PeopleFilters(query, own=own),
        default_order="name_sort",
        may_export=may(person, Act.EXPORT, on=on),
        may_choose=may(person, Act.EDIT_PERSON, on=on),
        edit_url=_edit_url("directory:person_field", editable_by(person, on=on)),
    )


@require_safe
def partners(request: PersonRequest) -> HttpResponse:
    """The provider's partners."""
    return _list_page(request, partner_listing, of="directory:partners", name="kumppanit")


@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """Persons: the partners' unless asked otherwise."""
    return _list_page(request, people_listing, of="directory:people", name="henkilot")


def _list_page(
    request: PersonRequest, lister: Callable[..., Listing], *, of: str, name: str
) -> HttpResponse:
    if led := by_default(request, of=of):
        return led
    listing = lister(request.person, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, lister, name=name)
    acts: dict[str, Any] = {act.value: may(request.person, act, on=request.today) for act in Act}
    page = {"listing": listing, "may": acts, "shelf": shelf(request, of=of)}
    return render(request, f"{of.replace(':', '/')}.html", page)


@require_safe
def suggestions(request: PersonRequest) -> HttpResponse:
    """Partners for a type-ahead: a list of options as HTML."""
    text = request.GET.get("q", "")
    rows = (
        find_partners(request.person, text).select_related("organisation").order_by("name_sort")[:8]
        if text
        else []
    )
    return render(request, "directory/suggestions.html", {"partners": rows})


@require_safe
def people_suggestions(request: PersonRequest) -> HttpResponse:
    """Partners' persons for a type-ahead, each with where they are."""
    text = request.GET.get("q", "")
    rows = (
        find_people(request.person, text)
        .filter(is_ours=False)
        .prefetch_related("positions__partnership")
        .order_by("name_sort")[:8]
        if text
        else []
    )
    return render(request, "directory/people_suggestions.html", {"people": rows})
