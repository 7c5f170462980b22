"""Counts as a picture: areas by class, circles by area, names where there is room. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot, log10, sqrt

LARGEST, SMALLEST = 18.0, 3.0
LARGEST_OF_COUNTRY = 12.0
LETTER, LINE = 6.1, 11.0  # of the font in the picture
NAMED_AT_MOST = 14
CLASSES = 4


@dataclass(frozen=True, slots=True)
class Circle:
    """The partners of one place: its area tells how many."""

    x: float
    y: float
    r: float
    count: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Name:
    x: float
    y: float
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Square:
    """Sites that have coordinates of their own."""

    x: float
    y: float
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Area:
    """A region: its class is told by colour, its number by its name and by the table."""

    path: str
    name: str
    count: int
    shade: int
    url: str


@dataclass(frozen=True, slots=True)
class Reach:
    """The circle of a search around a place."""

    x: float
    y: float
    r: float
    name: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A class of the legend: from so many to so many; the last one has no end."""

    number: int
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    areas: Sequence[Area]
    circles: Sequence[Circle]
    names: Sequence[Name]
    numbers: Sequence[Name]
    legend: Sequence[Shade]
    squares: Sequence[Square] = field(default_factory=list)
    reach: Reach | None = None


def radius(count: int, *, most: int, largest: float = LARGEST) -> float:
    """The area grows with the count; the least circle can still be seen."""
    return round(max(SMALLEST, largest * sqrt(count / most)), 1)


def shades(counts: Iterable[int]) -> list[Shade]:
    """At most four classes with round bounds, thinner below and thicker above."""
    most = max(counts, default=0)
    if not most:
        return []
    bounds = sorted({1, *(_round(most / part) for part in (16, 4, 1.6))})
    return [
        Shade(number, first, after - 1 if after else None)
        for number, (first, after) in enumerate(zip(bounds, [*bounds[1:], 0], strict=True), 1)
    ]


def _round(number: float) -> int:
    """The nearest of 1, 2, 5, 10, 20, 50 and so on."""
    if number <= 1:
        return 1
    power = int(10 ** int(log10(number)))
    return min((power, 2 * power, 5 * power, 10 * power), key=lambda one: abs(one - number))


def shade_of(count: int, legend: Sequence[Shade]) -> int:
    """The number of the class; nought for none."""
    return max((shade.number for shade in legend if shade.first <= count), default=0)


def numbers_upon(circles: Sequence[Circle]) -> list[Name]:
    """The count of each circle where it fits and no smaller circle lies on it."""
    return [
        Name(circle.x, round(circle.y + 4, 1), "middle", str(circle.count))
        for place, circle in enumerate(circles)
        if _fits(circle) and not any(_covers(other, circle) for other in circles[place + 1 :])
    ]


def _fits(circle: Circle) -> bool:
    return len(str(circle.count)) * LETTER + 4 <= 2 * circle.r


def _covers(other: Circle, circle: Circle) -> bool:
    across = other.r + len(str(circle.count)) * LETTER / 2
    return abs(other.x - circle.x) < across and abs(other.y - circle.y) < other.r + LINE / 2


def beside(squares: Iterable[Square], circles: Sequence[Circle]) -> list[Square]:
    """Squares that no circle covers: a site in the centre of its town adds nothing to see."""
    return [
        square
        for square in squares
        if all(hypot(square.x - one.x, square.y - one.y) > one.r for one in circles)
    ]


def names_beside(circles: Sequence[Circle], *, width: int, height: int) -> list[Name]:
    """The names of the largest circles, each where it covers nothing that is more."""
    taken = [_Box(c.x - c.r, c.y - c.r, c.x + c.r, c.y + c.r) for c in circles[:60]]
    whole = _Box(0, 0, width, height)
    found: list[Name] = []
    for circle in circles:
        free = (one for one in _places(circle) if whole.holds(one[1]) and not one[1].meets(taken))
        if chosen := next(free, None):
            found.append(chosen[0])
            taken.append(chosen[1])
        if len(found) == NAMED_AT_MOST:
            break
    return found


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "_Box") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def meets(self, others: Iterable["_Box"]) -> bool:
        return any(
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
            for other in others
        )


def _places(circle: Circle) -> Iterable[tuple[Name, _Box]]:
    """Right of the circle, left of it, over it, under it."""
    x, y, r, long = circle.x, circle.y, circle.r, len(circle.name) * LETTER
    right, left, over, under = x + r + 3, x - r - 3, y - r - 4, y + r + LINE
    half = LINE / 2
    yield Name(right, y + 4, "start", circle.name), _Box(right, y - half, right + long, y + half)
    yield Name(left, y + 4, "end", circle.name), _Box(left - long, y - half, left, y + half)
    for place in (over, under):
        box = _Box(x - long / 2, place - LINE + 2, x + long / 2, place + 2)
        yield Name(x, place, "middle", circle.name), box


def in_order(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The largest first, so that the smaller ones are drawn upon them."""
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))
