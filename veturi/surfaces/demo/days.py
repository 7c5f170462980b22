"""The rhythm of the year: working days with their seasons, and the days that come every year."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

import holidays

from veturi.ledger.months import add_months, last_day, month_of

# How much happens in a month, against an ordinary one.
JULY = 7
SEASON = dict(enumerate((0.9, 1.0, 1.25, 1.1, 1.1, 0.4, 0.06, 0.7, 1.15, 1.1, 1.3, 0.7), start=1))
TERM_STARTS = ((1, 9), (8, 10))
SATURDAY = 5


class Days:
    """The working days of the years that end on a day."""

    def __init__(self, today: date, *, years: int = 5) -> None:
        self.today = today
        self.first = add_months(today, -12 * years) + timedelta(days=1)
        free = holidays.country_holidays("FI", years=range(self.first.year, today.year + 1))
        span = (today - self.first).days
        every = [self.first + timedelta(days=n) for n in range(span + 1)]
        self.days = [day for day in every if day.weekday() < SATURDAY and day not in free]
        self.weights = list(accumulate(SEASON[day.month] for day in self.days))

    def pick(self, rng: Random, since: date | None = None, until: date | None = None) -> date:
        """A working day of the span, by the seasons; the nearest one when there is none in it."""
        low = bisect_left(self.days, since or self.first)
        high = bisect_right(self.days, until or self.today)
        if low >= high:
            return self.days[min(max(high - 1, 0), len(self.days) - 1)]
        below = self.weights[low - 1] if low else 0.0
        place = bisect_left(self.weights, rng.uniform(below, self.weights[high - 1]))
        return self.days[min(max(place, low), high - 1)]

    def on_or_before(self, day: date) -> date:
        """A working day; days outside the years stay as they are."""
        place = bisect_right(self.days, day)
        return self.days[place - 1] if place and day <= self.today else day

    def terms(self, since: date, until: date) -> Iterator[date]:
        """The first days of the terms that begin in the span."""
        for year in range(since.year, until.year + 1):
            for month, day in TERM_STARTS:
                if since <= (start := date(year, month, day)) <= until:
                    yield start

    def partner_days(self, since: date, until: date) -> Iterator[date]:
        """Kumppanuuspäivät: the second Thursday of every November."""
        return self._each_year(11, weekday=3, week=1, since=since, until=until)

    def hiring_fairs(self, since: date, until: date) -> Iterator[date]:
        """Pestuumarkkinat: the third Wednesday of every March."""
        return self._each_year(3, weekday=2, week=2, since=since, until=until)

    def _each_year(
        self, month: int, *, weekday: int, week: int, since: date, until: date
    ) -> Iterator[date]:
        for year in range(since.year, until.year + 1):
            start = date(year, month, 1)
            day = start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * week)
            if since <= day <= until:
                yield day


def months_between(since: date, until: date) -> Iterator[date]:
    """The last day of each calendar month that the span covers, at the latest `until`."""
    for month in range(month_of(since), month_of(until) + 1):
        yield min(last_day(month), until)
