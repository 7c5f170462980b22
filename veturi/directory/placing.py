"""Where partners are: what a written place means, who is in a region, who is near a place."""

from dataclasses import dataclass
from math import cos, pi, radians, sin

from django.db.models import FloatField, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Cos, Power, Radians, Sin
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext as _

from veturi.directory.codes.municipalities import find_municipality
from veturi.directory.codes.places import centre_of, codes_of_region, codes_within
from veturi.directory.models import Partnership, Person, Site
from veturi.foundation.globe import EARTH_KM, KM_PER_DEGREE, Point
from veturi.foundation.text import fold


class NotAPlace(ValueError):
    """Nothing, or more than one thing, is called so."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that has a name: a municipality, a site, or where a partner is."""

    name: str
    point: Point


def find_spot(text: str, *, seen_by: Person) -> Spot:
    """A municipality by its name; else one of one's own sites or partners by theirs."""
    if (place := find_municipality(text)) and (centre := centre_of(place.code)):
        return Spot(place.name, centre)
    found = _sites_called(text, seen_by=seen_by) or _partners_called(text, seen_by=seen_by)
    if len(found) > 1:
        raise NotAPlace(
            _("There are several places called “%(name)s”. Write a municipality.") % {"name": text}
        )
    if not found:
        raise NotAPlace(
            _(
                "“%(name)s” is not a municipality, nor a site or partner whose place is known."
                " Write for example Jyväskylä."
            )
            % {"name": text}
        )
    return found[0]


def _sites_called(text: str, *, seen_by: Person) -> list[Spot]:
    rows = Site.objects.seen_by(seen_by).filter(name_folded=fold(text))
    places = [(site, place_of(site)) for site in rows.order_by("pk")[:9]]
    return [Spot(site.name, point) for site, point in places if point]


def _partners_called(text: str, *, seen_by: Person) -> list[Spot]:
    """A partner is where its first site with coordinates is, else in its municipality."""
    rows = Partnership.objects.seen_by(seen_by).filter(name_folded=fold(text), absorbed_into=None)
    places = [
        (row, _place_of_partner(row))
        for row in rows.select_related("organisation").order_by("pk")[:9]
    ]
    return [Spot(row.name, point) for row, point in places if point]


def _place_of_partner(partner: Partnership) -> Point | None:
    site = Site.objects.filter(partnership=partner).exclude(latitude=None).order_by("pk").first()
    return place_of(site) if site else centre_of(partner.organisation.municipality)


def place_of(site: Site) -> Point | None:
    """By its own coordinates, else the centre of its municipality."""
    if site.latitude is None or site.longitude is None:
        return centre_of(site.municipality)
    return Point(float(site.latitude), float(site.longitude))


def in_region(rows: QuerySet[Partnership], region: str) -> QuerySet[Partnership]:
    """Partners whose municipality is in the region today."""
    return rows.filter(organisation__municipality__in=codes_of_region(region))


def within(
    rows: QuerySet[Partnership], spot: Spot, km: float, *, seen_by: Person
) -> QuerySet[Partnership]:
    """Partners whose municipality or one of whose sites is at most so far away in a straight line.

    A site without coordinates is in the centre of its municipality.
    """
    codes = codes_within(spot.point, km)
    placeless = Q(latitude=None, municipality__in=codes)
    sites = Site.objects.seen_by(seen_by).filter(placeless | _in_circle(spot.point, km))
    partners = sites.values_list(Coalesce("partnership__absorbed_into", "partnership"))
    return rows.filter(Q(organisation__municipality__in=codes) | Q(pk__in=partners))


def _in_circle(centre: Point, km: float) -> Q:
    """The haversine in SQL, behind a box that spares most rows of it."""
    high = km / KM_PER_DEGREE
    wide = high / max(cos(radians(min(abs(centre.latitude) + high, 89))), 0.01)
    box = Q(
        latitude__range=(centre.latitude - high, centre.latitude + high),
        longitude__range=(centre.longitude - wide, centre.longitude + wide),
    )
    farthest = sin(min(km / EARTH_KM / 2, pi / 2)) ** 2
    return box & Q(LessThanOrEqual(_haversine_from(centre), Value(farthest)))


def _haversine_from(centre: Point) -> Combinable:
    latitude, longitude = (Cast(name, FloatField()) for name in ("latitude", "longitude"))
    north = Power(Sin(Radians(latitude - centre.latitude) / 2), 2)
    east = Power(Sin(Radians(longitude - centre.longitude) / 2), 2)
    return north + cos(radians(centre.latitude)) * Cos(Radians(latitude)) * east
