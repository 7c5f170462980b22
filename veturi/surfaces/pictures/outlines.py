"""The outlines of the regions on the plane of Finnish maps, and the part of it that is drawn."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from veturi.foundation.design.build import DIST
from veturi.foundation.globe import Metres, Point, project

GEO = DIST / "geo" / "suomi.json"
WIDTH = 340
HIGHEST = 620
MARGIN = 0.03
NEAREST_POINTS = 0.4  # of the picture; of points closer than this one is enough

Ring = tuple[Metres, ...]


class Window(NamedTuple):
    """The part of the plane that is drawn, in metres; the picture is WIDTH wide."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Iterable[Metres], *, margin: float = MARGIN) -> Self:
        """All of the points with some air; never so narrow that it would be a tower."""
        easts, norths = zip(*points, strict=True)
        west, east, south, north = min(easts), max(easts), min(norths), max(norths)
        air = margin * max(east - west, north - south)
        wide = max(east - west + 2 * air, (north - south + 2 * air) * WIDTH / HIGHEST)
        middle = (west + east) / 2
        return cls(middle - wide / 2, south - air, middle + wide / 2, north + air)

    @property
    def scale(self) -> float:
        return WIDTH / (self.east - self.west)

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale)

    def place(self, metres: Metres) -> tuple[float, float]:
        """Where in the picture: from the left, from the top."""
        x, y = (metres.east - self.west) * self.scale, (self.north - metres.north) * self.scale
        return round(x, 1), round(y, 1)

    def holds(self, metres: Metres) -> bool:
        return self.west <= metres.east <= self.east and self.south <= metres.north <= self.north


def outlines() -> dict[str, tuple[Ring, ...]]:
    """Each region's rings by its code, as the build of the assets wrote them."""
    try:
        return _outlines(GEO, GEO.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise RuntimeError(
            "The outlines are not built. Run: python -m veturi.foundation.design.build"
        ) from missing


@lru_cache(maxsize=1)
def _outlines(file: Path, written: int) -> dict[str, tuple[Ring, ...]]:  # noqa: ARG001 (a new build is read anew)
    regions = json.loads(file.read_text("utf-8"))
    return {
        code: tuple(
            tuple(project(Point(latitude, longitude)) for longitude, latitude in ring)
            for ring in rings
        )
        for code, rings in sorted(regions.items())
    }


def window_of(region: str = "") -> Window:
    """One region, or the whole country."""
    every = outlines()
    shown = every.values() if region not in every else [every[region]]
    return Window.around(point for rings in shown for ring in rings for point in ring)


@lru_cache(maxsize=64)
def paths(window: Window) -> dict[str, str]:
    """What of each region is in the window, as the path of an SVG."""
    drawn = {code: _path(rings, window) for code, rings in outlines().items()}
    return {code: path for code, path in drawn.items() if path}


def _path(rings: Iterable[Ring], window: Window) -> str:
    return "".join(_drawn(inside, window) for ring in rings if (inside := _clip(ring, window)))


def _clip(ring: Ring, window: Window) -> Ring:
    """What of a ring is in the window: cut at its four sides (Sutherland and Hodgman)."""
    for axis, bound, side in (
        (0, window.west, 1),
        (0, window.east, -1),
        (1, window.south, 1),
        (1, window.north, -1),
    ):
        ring = tuple(_cut(ring, axis, bound, side))
    return ring


def _cut(ring: Ring, axis: int, bound: float, side: int) -> Iterator[Metres]:
    for before, here in zip((*ring[-1:], *ring[:-1]), ring, strict=True):
        was_in, is_in = ((point[axis] - bound) * side >= 0 for point in (before, here))
        if was_in != is_in:
            yield _between(before, here, (bound - before[axis]) / (here[axis] - before[axis]))
        if is_in:
            yield here


def _between(one: Metres, other: Metres, part: float) -> Metres:
    east = one.east + (other.east - one.east) * part
    return Metres(east, one.north + (other.north - one.north) * part)


def _drawn(ring: Ring, window: Window) -> str:
    kept: list[tuple[float, float]] = []
    for x, y in map(window.place, ring):
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= NEAREST_POINTS:
            kept.append((x, y))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"
