"""Places on the globe: how far apart they are, and where Finnish maps draw them."""

from math import asin, asinh, atan2, atanh, cos, cosh, hypot, radians, sin, sinh, sqrt
from typing import NamedTuple

EARTH_KM = 6371.0  # the mean radius: what “as the crow flies” is counted with
KM_PER_DEGREE = 111.2

# ETRS-TM35FIN (EPSG:3067): transverse Mercator of the ellipsoid GRS 80, JHS 197.
_AXIS, _FLATTENING = 6_378_137.0, 1 / 298.257_222_101
_MERIDIAN, _SCALE, _FALSE_EASTING = 27.0, 0.9996, 500_000.0
_N = _FLATTENING / (2 - _FLATTENING)
_ECCENTRICITY = sqrt(_FLATTENING * (2 - _FLATTENING))
_RADIUS = _AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_SERIES = (
    _N / 2 - 2 / 3 * _N**2 + 5 / 16 * _N**3,
    13 / 48 * _N**2 - 3 / 5 * _N**3,
    61 / 240 * _N**3,
)


class Point(NamedTuple):
    """Degrees of WGS 84."""

    latitude: float
    longitude: float


class Metres(NamedTuple):
    """A place on the plane of ETRS-TM35FIN."""

    east: float
    north: float


def kilometres(one: Point, other: Point) -> float:
    """As the crow flies: along a great circle of a round earth, right within half a per cent."""
    return 2 * EARTH_KM * asin(min(1.0, sqrt(_haversine(one, other))))


def _haversine(one: Point, other: Point) -> float:
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    both = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return sin(north / 2) ** 2 + both * sin(east / 2) ** 2


def project(point: Point) -> Metres:
    """On the plane of Finnish maps, by Krüger's series, to a millimetre within Finland."""
    latitude, east = radians(point.latitude), radians(point.longitude - _MERIDIAN)
    sine = sin(latitude)
    conformal = sinh(atanh(sine) - _ECCENTRICITY * atanh(_ECCENTRICITY * sine))
    xi = atan2(conformal, cos(east))
    eta = asinh(sin(east) / hypot(conformal, cos(east)))
    x, y = eta, xi
    for turn, factor in enumerate(_SERIES, 1):
        x += factor * cos(2 * turn * xi) * sinh(2 * turn * eta)
        y += factor * sin(2 * turn * xi) * cosh(2 * turn * eta)
    return Metres(_FALSE_EASTING + _SCALE * _RADIUS * x, _SCALE * _RADIUS * y)
