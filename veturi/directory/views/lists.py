"""The lists of partners and persons, and what is found while typing."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from veturi.directory.access import Act, may
from veturi.directory.codes.municipalities import municipality
from veturi.directory.forms.partners import PartnerFilters
from veturi.directory.forms.people import PeopleFilters
from veturi.directory.models import Partnership, Person, Position
from veturi.directory.present import PersonRequest
from veturi.directory.reading import alike, find_partners, find_people
from veturi.foundation.web.listing import Column, Listing
from veturi.foundation.web.refusing import require

PARTNER_COLUMNS = [
    Column("name", _("Name"), lambda row: row.name, order="name_sort"),
    Column(
        "business_id",
        _("Y-tunnus"),
        lambda row: row.organisation.business_id,
        order="organisation__business_id",
    ),
    Column("kind", _("Type"), lambda row: row.organisation.get_kind_display()),
    Column(
        "municipality",
        _("Municipality"),
        lambda row: place_name(row.organisation.municipality),
        order="organisation__municipality",
    ),
    Column("owner", _("Owner"), lambda row: str(row.owner or ""), order="owner__name_sort"),
    Column("deputy", _("Deputy"), lambda row: str(row.deputy or ""), shown=False),
    Column("phase", _("Phase"), lambda row: row.get_phase_display(), order="phase"),
    Column(
        "since", _("Partner since"), lambda row: row.since, order="since", kind="date", shown=False
    ),
    Column(
        "tags",
        _("Tags"),
        lambda row: ", ".join(_tag_names(row)),
        shown=False,
    ),
]

PERSON_COLUMNS = [
    Column("name", _("Name"), str, order="name_sort"),
    Column("partners", _("Partner"), lambda row: ", ".join(_partner_names(row))),
    Column("roles", _("Role"), lambda row: ", ".join(_role_names(row))),
    Column("title", _("Title"), lambda row: row.title, order="title", shown=False),
    Column("email", _("E-mail"), lambda row: row.email, order="email"),
    Column("phone", _("Phone"), lambda row: row.phone),
    Column("language", _("Language"), lambda row: row.get_language_display(), shown=False),
]


def place_name(code: str) -> str:
    place = municipality(code) if code else None
    return place.name if place else ""


def _partner_names(person: Person) -> list[str]:
    return list(dict.fromkeys(p.partnership.shown.name for p in _positions(person)))


def _role_names(person: Person) -> list[str]:
    return list(dict.fromkeys(str(p.get_role_display()) for p in _positions(person)))


def _positions(person: Person) -> list[Position]:
    """Also of who was merged into the person."""
    return [row for one in (person, *person.absorbed.all()) for row in one.positions.all()]


def _tag_names(partner: Partnership) -> list[str]:
    """Also of what was merged into the partner."""
    family = (partner, *partner.absorbed.all())
    return sorted({row.tag.name for one in family for row in one.taggings.all()})


@require_safe
def partners(request: PersonRequest) -> HttpResponse:
    """The provider's partners."""
    rows = (
        Partnership.objects.seen_by(request.person)
        .filter(absorbed_into=None)
        .with_names()
        .prefetch_related("taggings__tag", "absorbed__taggings__tag")
    )
    filters = PartnerFilters(request.GET, person=request.person)
    return _list_page(
        request,
        rows,
        PARTNER_COLUMNS,
        filters,
        name="kumppanit",
        template="directory/partners.html",
    )


@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """Persons: the partners' unless asked otherwise."""
    rows = (
        Person.objects.seen_by(request.person)
        .standing()
        .prefetch_related(
            "positions__partnership__absorbed_into",
            "absorbed__positions__partnership__absorbed_into",
        )
    )
    filters = PeopleFilters(request.GET)
    return _list_page(
        request, rows, PERSON_COLUMNS, filters, name="henkilot", template="directory/people.html"
    )


def _list_page(
    request: PersonRequest,
    rows: Any,
    columns: list[Column],
    filters: Any,
    *,
    name: str,
    template: str,
) -> HttpResponse:
    may_export = may(request.person, Act.EXPORT, on=request.today)
    listing = Listing(
        request,
        rows,
        columns=columns,
        filters=filters,
        default_order="name_sort",
        may_export=may_export,
    )
    if kind := request.GET.get("export"):
        require(may_export and kind in {"csv", "xlsx"})
        return listing.export(kind, name=name)
    acts = {act.value: may(request.person, act, on=request.today) for act in Act}
    return render(request, template, {"listing": listing, "may": acts})


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


@require_safe
def alike_partners(request: PersonRequest) -> HttpResponse:
    """The warning while typing: partners that may be the same, with the reason."""
    but = request.GET.get("but", "")
    found = alike(
        request.person,
        name=request.GET.get("name", ""),
        business_id=request.GET.get("business_id", ""),
        but=int(but) if but.isdecimal() else None,
    )
    return render(request, "directory/alike.html", {"alike": found})
