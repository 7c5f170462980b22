"""The columns of the lists of partners and persons."""

from collections.abc import Collection
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.municipalities import municipality
from veturi.directory.codes.organisation_types import OrganisationType
from veturi.directory.models import Partnership, Person, Position
from veturi.foundation.web.columns import Column

# So many owners have a column of their own on a board.
MOST_OWNERS = 12
# Asked of the row, the label of a choice is looked for among all of them, row by row.
_KINDS, _PHASES = dict(OrganisationType.choices), dict(Partnership.Phase.choices)


def owner_stages(there: Collection[Any]) -> list[tuple[Any, Any]]:
    """Whoever owns something of what is listed, by name; what nobody owns comes first."""
    named = Person.objects.filter(pk__in=[key for key in there if key]).order_by("name_sort")
    return [(None, _("Nobody yet")), *((one.pk, str(one)) for one in named[:MOST_OWNERS])]


PARTNER_COLUMNS = [
    Column("name", _("Name"), lambda row: row.name, order="name_sort", edit="name"),
    Column(
        "business_id",
        _("Y-tunnus"),
        lambda row: row.organisation.business_id,
        order="organisation__business_id",
        html=lambda row: format_html('<span class="num">{}</span>', row.organisation.business_id),
    ),
    Column(
        "kind",
        _("Type"),
        lambda row: _KINDS.get(row.organisation.kind, row.organisation.kind),
        group="organisation__kind",
    ),
    Column(
        "municipality",
        _("Municipality"),
        lambda row: place_name(row.organisation.municipality),
        order="organisation__municipality",
        group="organisation__municipality",
    ),
    Column(
        "owner",
        _("Owner"),
        lambda row: str(row.owner or ""),
        order="owner__name_sort",
        group="owner_id",
        stages=owner_stages,
        edit="owner",
    ),
    Column("deputy", _("Deputy"), lambda row: str(row.deputy or ""), shown=False, edit="deputy"),
    Column(
        "phase",
        _("Phase"),
        lambda row: _PHASES.get(row.phase, row.phase),
        order="phase_order",
        group="phase",
        stages=lambda _there: list(Partnership.Phase.choices),
        edit="phase",
    ),
    Column(
        "since",
        _("Partner since"),
        lambda row: row.since,
        order="since",
        kind="date",
        shown=False,
        edit="since",
    ),
    Column("unit", _("Our unit"), lambda row: row.unit, order="unit", shown=False, edit="unit"),
    Column(
        "tags",
        _("Tags"),
        lambda row: ", ".join(_tag_names(row)),
        shown=False,
        edit="tags",
        needs=("taggings__tag", "absorbed__taggings__tag"),
    ),
]

PERSON_COLUMNS = [
    Column("name", _("Name"), str, order="name_sort"),
    Column("partners", _("Partner"), lambda row: ", ".join(_partner_names(row))),
    Column("roles", _("Role"), lambda row: ", ".join(_role_names(row))),
    Column("title", _("Title"), lambda row: row.title, order="title", shown=False, edit="title"),
    Column("email", _("E-mail"), lambda row: row.email, order="email", edit="email"),
    Column(
        "phone",
        _("Phone"),
        lambda row: row.phone,
        html=lambda row: format_html('<span class="num">{}</span>', row.phone) if row.phone else "",
        edit="phone",
    ),
    Column(
        "language",
        _("Language"),
        lambda row: row.get_language_display(),
        shown=False,
        edit="language",
    ),
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
