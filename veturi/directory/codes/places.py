"""Where municipalities are: today's of an ended one, those of a region, those around a point."""

from functools import lru_cache

from veturi.directory.codes.municipalities import (
    Municipality,
    municipality,
    municipality_codes,
)
from veturi.foundation.globe import Point, kilometres


def today_of(code: str) -> Municipality | None:
    """The municipality in force to which a code belongs today."""
    found = municipality(code)
    return municipality(found.now) if found and found.now else found


def region_of(code: str) -> str:
    """The region of a municipality, an ended one by that of its heir; none abroad."""
    found = today_of(code)
    return found.region if found and found.in_force else ""


def centre_of(code: str) -> Point | None:
    """Where the centre of a municipality is, of an ended one where that of its heir is."""
    found = today_of(code)
    if found is None or found.latitude is None or found.longitude is None:
        return None
    return Point(found.latitude, found.longitude)


@lru_cache(maxsize=32)
def codes_of_region(region: str) -> frozenset[str]:
    """Every code that belongs to the region today, also of municipalities that have ended."""
    return frozenset(code for code in municipality_codes() if region_of(code) == region)


def codes_within(point: Point, km: float) -> frozenset[str]:
    """Municipalities whose centre is at most so far away, as the crow flies."""
    centres = ((code, centre_of(code)) for code in municipality_codes())
    return frozenset(
        code for code, centre in centres if centre is not None and kilometres(point, centre) <= km
    )
