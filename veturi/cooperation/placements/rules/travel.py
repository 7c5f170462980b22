"""The way to work, estimated from two places of our own data; pure. No service outside is asked.

Two assumptions, said wherever a way is shown: by road it is 1.3 times as far as the crow flies,
and a car covers 60 km in an hour. What buses and trains do and what the way costs is not known.
"""

from dataclasses import dataclass
from math import ceil

from veturi.foundation.globe import Point, kilometres

ROAD = 1.3
KM_AN_HOUR = 60
STEP = 5  # minutes
HOUR = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody sets out or works: a point, or only the centre of a municipality."""

    town: str
    municipality: str
    point: Point
    is_exact: bool = False
    is_school: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """From where; how far by road and how long by car, or not known within one municipality."""

    start: Place
    is_rough: bool
    km: int | None = None
    minutes: int | None = None

    @property
    def is_within(self) -> bool:
        """In the same municipality: how far depends on where in it."""
        return self.km is None


def way_between(start: Place | None, end: Place | None) -> Way | None:
    """None when either is not known."""
    if start is None or end is None:
        return None
    is_rough = not (start.is_exact and end.is_exact)
    if is_rough and start.municipality == end.municipality:
        return Way(start, is_rough)
    km = kilometres(start.point, end.point) * ROAD
    minutes = ceil(km / KM_AN_HOUR * HOUR / STEP) * STEP
    return Way(start, is_rough, max(1, round(km)), max(STEP, minutes))


def is_too_long(way: Way | None, longest: int | None) -> bool:
    """Whether a way that is known is longer than the student can travel."""
    if way is None or way.minutes is None or longest is None:
        return False
    return way.minutes > longest


def by_length(way: Way | None) -> tuple[bool, int]:
    """To be sorted by: near first, what is not known last."""
    return way is None, (way.minutes or 0) if way else 0
