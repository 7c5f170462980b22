"""Bars on a line of days or weeks, laid out so that none covers another; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FIRST_OF_AUTUMN = 8
DECEMBER = 12
What = TypeVar("What")


class Length(TextChoices):
    """How much is seen at once."""

    MONTH = "month", _("month")
    TERM = "term", _("term")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that are shown, in columns of one day or one week each."""

    first: date
    last: date
    step: timedelta

    @property
    def columns(self) -> list[date]:
        """The first day of each column."""
        count = (self.last - self.first) // self.step + 1
        return [self.first + place * self.step for place in range(count)]

    def column_of(self, day: date) -> int:
        """Where the day stands; what lies outside stands at the edge."""
        return (min(max(day, self.first), self.last) - self.first) // self.step


def stretch(length: Length, day: date) -> Stretch:
    """The month of the day in days, or its term in whole weeks."""
    if length == Length.MONTH:
        first = day.replace(day=1)
        return Stretch(first, _month_after(first) - DAY, DAY)
    is_autumn = day.month >= FIRST_OF_AUTUMN
    first = date(day.year, FIRST_OF_AUTUMN if is_autumn else 1, 1)
    last = date(day.year, DECEMBER, 31) if is_autumn else date(day.year, FIRST_OF_AUTUMN, 1) - DAY
    return Stretch(first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY, WEEK)


def _month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def beside(length: Length, day: date) -> tuple[date, date]:
    """A day of the stretch before, and of the one after."""
    if length == Length.MONTH:
        first = day.replace(day=1)
        return first - DAY, _month_after(first)
    if day.month >= FIRST_OF_AUTUMN:
        return date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return date(day.year - 1, FIRST_OF_AUTUMN, 1), date(day.year, FIRST_OF_AUTUMN, 1)


@dataclass(frozen=True, slots=True)
class Bar(Generic[What]):
    """Something from a day to a day; without a last day it goes on."""

    what: What
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Cell(Generic[What]):
    """So many columns that hold one thing, or nothing."""

    width: int
    what: What | None = None


def lanes(bars: Iterable[Bar[What]], of: Stretch) -> list[list[Cell[What]]]:
    """As few lines as hold the bars side by side, each bar on the first that has room."""
    placed: list[list[tuple[int, int, What]]] = []
    for bar in sorted(bars, key=lambda one: (one.first, one.last or date.max)):
        begins, ends = of.column_of(bar.first), of.column_of(bar.last or of.last)
        lane = next((one for one in placed if one[-1][1] < begins), None)
        if lane is None:
            lane = []
            placed.append(lane)
        lane.append((begins, ends, bar.what))
    width = len(of.columns)
    return [_cells(lane, width) for lane in placed]


def _cells(lane: Sequence[tuple[int, int, What]], width: int) -> list[Cell[What]]:
    cells: list[Cell[What]] = []
    behind = 0
    for begins, ends, what in lane:
        if begins > behind:
            cells.append(Cell(begins - behind))
        cells.append(Cell(ends - begins + 1, what))
        behind = ends + 1
    if behind < width:
        cells.append(Cell(width - behind))
    return cells
