"""From where a student sets out, where a workplace is, and which places are how far away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from veturi.cooperation.placements.models import Offer, Student
from veturi.cooperation.placements.rules.travel import (
    Place,
    Way,
    by_length,
    is_too_long,
    way_between,
)
from veturi.directory.codes.places import centre_of, today_of
from veturi.directory.models import Partnership, Provider, Site
from veturi.directory.placing import place_of

MOST = 300


@dataclass(frozen=True, slots=True)
class Within:
    """A free place, and the way to it."""

    offer: Offer
    way: Way | None
    is_too_long: bool


def home_of(student: Student) -> Place | None:
    """The home municipality; where it is not known, that of the school."""
    if student.municipality:
        return in_town(student.municipality)
    school = Provider.objects.filter(pk=student.provider_id)
    code = school.values_list("organisation__municipality", flat=True).first()
    return in_town(code or "", is_school=True)


def in_town(code: str, *, is_school: bool = False) -> Place | None:
    """The centre of a municipality; of an ended one that of its heir."""
    town, centre = today_of(code), centre_of(code)
    if town is None or centre is None:
        return None
    return Place(town.name, town.code, centre, is_school=is_school)


def workplace_of(partner: Partnership, site: Site | None) -> Place | None:
    """The site; without one the only site that is on the map, else the partner's municipality."""
    mapped = [one for one in partner.sites.all() if one.latitude is not None and one.until is None]
    chosen = site or (mapped[0] if len(mapped) == 1 else None)
    if chosen is None:
        return in_town(partner.organisation.municipality)
    point = place_of(chosen)
    code = chosen.municipality or partner.organisation.municipality
    town = today_of(code)
    if point is None:
        return in_town(code)
    is_exact = chosen.latitude is not None
    return Place(town.name if town else "", town.code if town else "", point, is_exact=is_exact)


def way_to(student: Student, partner: Partnership, site: Site | None = None) -> Way | None:
    return way_between(home_of(student), workplace_of(partner, site))


def places_for(student: Student, *, longest: int | None, fitting: bool, on: date) -> list[Within]:
    """Free places from the day on, the nearest first; of those too far away none."""
    home = home_of(student)
    found = [_within(offer, home, longest) for offer in _free(student, fitting=fitting, on=on)]
    near = [one for one in found if not one.is_too_long]
    return sorted(near, key=lambda one: (by_length(one.way), one.offer.starts_on, one.offer.pk))


def _within(offer: Offer, home: Place | None, longest: int | None) -> Within:
    way = way_between(home, workplace_of(offer.partnership.shown, offer.site))
    return Within(offer, way, is_too_long(way, longest))


def _free(student: Student, *, fitting: bool, on: date) -> Iterable[Offer]:
    """Places that are left; if fitting, of the student's qualification or of any."""
    rows = Offer.objects.filter(provider=student.provider_id).standing().filter(ends_on__gte=on)
    if fitting and student.qualification is not None:
        of_any = Q(qualification=None)
        rows = rows.filter(of_any | Q(qualification__code=student.qualification.code))
    taken = Count("periods", filter=Q(periods__called_off_on=None))
    free = rows.annotate(taken=taken).filter(taken__lt=F("places"))
    shown = free.select_related(
        "site",
        "qualification",
        "partnership__organisation",
        "partnership__absorbed_into__organisation",
    ).prefetch_related("partnership__sites", "partnership__absorbed_into__sites")
    return list(shown.order_by("starts_on", "pk")[:MOST])
