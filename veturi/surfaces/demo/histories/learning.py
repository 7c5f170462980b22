"""Periods at the workplace: the agreement, the months, the visits, the demonstration, the end."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from veturi.surfaces.demo.days import Days, months_between
from veturi.surfaces.demo.happening import Ahead, Happening, by_chance

HOURS = tuple(Decimal(number) for number in ("0.5", "1", "1", "1.5", "2"))


class Learning:
    """Writes the periods of one partner."""

    def __init__(self, rng: Random, days: Days, partner: int) -> None:
        self.rng = rng
        self.days = days
        self.partners = (partner,)

    def period(self, term: date) -> Iterator[Happening]:
        """A student's eight to fourteen weeks on a training agreement within the term."""
        start = self.days.on_or_before(term + timedelta(days=self.rng.randint(3, 60)))
        end = start + timedelta(days=7 * self.rng.randint(8, 14))
        kind = "placements.period_month_held"
        yield self._did("agreements.training_agreement_signed", start - timedelta(days=12))
        yield self._did("placements.period_started", start)
        yield from self._months(kind, start, end)
        if by_chance(self.rng, 0.6):
            yield self._did("visits.period_visited", self._between(start, end), talk=True)
        if by_chance(self.rng, 0.35):
            yield self._did("placements.triad_met", self._between(start, end), talk=True)
        if by_chance(self.rng, 0.55):
            yield self._did("placements.demonstration_assessed", end - timedelta(days=6), talk=True)
        yield self._did("placements.period_ended", end)
        if by_chance(self.rng, 0.12):
            yield self.hired(end + timedelta(days=20))

    def apprenticeship(self, term: date) -> Iterator[Happening]:
        """Nine to fifteen months of work and learning; the employer is compensated."""
        start = self.days.on_or_before(term + timedelta(days=self.rng.randint(0, 40)))
        end = start + timedelta(days=30 * self.rng.randint(9, 15))
        yield self._did("agreements.apprenticeship_signed", start - timedelta(days=8))
        euros = Decimal(self.rng.choice((0, 100, 150)))
        yield from self._months("placements.apprentice_month_held", start, end, euros)
        yield self._did("placements.triad_met", self._between(start, end), talk=True)

    def short_period(self, term: date) -> Iterator[Happening]:
        """A school's week of work experience, at the workplace or with us."""
        day = self.days.on_or_before(term + timedelta(days=self.rng.randint(40, 100)))
        kinds = ("placements.tet_period_held", "placements.tet_pupil_hosted")
        yield self._did(self.rng.choice(kinds), day)

    def internship(self, term: date) -> Iterator[Happening]:
        start = self.days.on_or_before(term + timedelta(days=self.rng.randint(10, 50)))
        end = start + timedelta(days=7 * self.rng.randint(4, 9))
        yield from self._months("placements.internship_month_held", start, end)

    def hired(self, day: date) -> Happening:
        return self._did("placements.student_hired", day)

    def ahead(self, done: list[Happening]) -> Iterator[Ahead]:
        """Of a period that goes on today: its end, and the demonstration that is agreed on."""
        named = {
            "placements.period_ended": "placements.period_ends",
            "placements.demonstration_assessed": "placements.demonstration_planned",
            "visits.period_visited": "visits.visit_planned",
            "placements.period_started": "placements.period_starts",
        }
        for one in done:
            if one.on > self.days.today and one.kind in named:
                yield Ahead(named[one.kind], one.on, self.partners[0])

    def _months(
        self, kind: str, start: date, end: date, euros: Decimal = Decimal(0)
    ) -> Iterator[Happening]:
        """One deed a calendar month, on the last day that the period covers of it."""
        for last in months_between(start, end):
            first = max(start, last.replace(day=1))
            workdays = Decimal(max(1, ((last - first).days + 1) * 5 // 7))
            yield Happening(kind, last, self.partners, days=workdays, euros=euros)

    def _between(self, start: date, end: date) -> date:
        middle = start + (end - start) * self.rng.uniform(0.3, 0.8)
        return self.days.on_or_before(middle)

    def _did(self, kind: str, on: date, *, talk: bool = False) -> Happening:
        hours = self.rng.choice(HOURS) if talk and by_chance(self.rng, 0.7) else None
        return Happening(
            kind, self.days.on_or_before(on), self.partners, hours=hours, present=2 if talk else 0
        )
