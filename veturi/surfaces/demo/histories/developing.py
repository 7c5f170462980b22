"""The developing layer: year clock and plan, groups, trials, projects, peers."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from veturi.surfaces.demo.days import JULY, Days, months_between
from veturi.surfaces.demo.happening import Ambition, Happening, by_chance

WORKS = (
    ("plans.practice_improved", 6),
    ("plans.training_codesigned", 6),
    ("agreements.new_use_tried", 3),
    ("projects.codevelopment_held", 5),
    ("projects.trial_run", 3),
    ("projects.product_made", 2),
    ("projects.field_developed", 3),
    ("events.pitch_presented", 2),
    ("exchange.familiarisation_held", 4),
    ("exchange.partner_staff_hosted", 4),
    ("exchange.course_delivered", 5),
    ("exchange.service_delivered", 3),
    ("reviews.peer_learning_held", 4),
)
GROUPS = {
    "diocese": "groups.diocese_met",
    "provider": "groups.steering_group_met",
    "folk_high_school": "groups.steering_group_met",
}


class Developing:
    """Writes the developing work with one partner; ambition says which papers there are."""

    def __init__(self, rng: Random, days: Days, partner: int, *, kind: str, ambition: int) -> None:
        self.rng = rng
        self.days = days
        self.partners = (partner,)
        self.group = GROUPS.get(kind, "groups.working_life_group_met")
        self.is_peer = kind in {"provider", "folk_high_school"}
        self.ambition = ambition

    def years(self, since: date, until: date) -> Iterator[Happening]:
        year = since
        while year < until:
            end = min(year + timedelta(days=364), until)
            yield from self._year(year, end)
            year = end + timedelta(days=1)
        if self.ambition >= Ambition.STEADY:
            yield from self._papers(until)
        if by_chance(self.rng, 0.4):
            yield from self.project(since, until)

    def _year(self, since: date, until: date) -> Iterator[Happening]:
        meetings = (0, 0, 1, 2, 3)[self.ambition]
        for number in range(meetings):
            yield self._met(self.group, since + (until - since) * ((number + 0.5) / meetings))
        for _ in range((0, 1, 2, 3, 5)[self.ambition]):
            kind = self.rng.choices([one for one, _ in WORKS], [share for _, share in WORKS])[0]
            yield self._met(kind, self.days.pick(self.rng, since, until))
        if self.is_peer and by_chance(self.rng, 0.3):
            day = self.days.pick(self.rng, since, until)
            yield self._met("reviews.peer_review_held", day)
            yield self._did("reviews.self_report_given", day - timedelta(days=30))
        if self.ambition == Ambition.FULL:
            yield self._did("reviews.partnership_assessed", until - timedelta(days=50))

    def _papers(self, today: date) -> Iterator[Happening]:
        """A plan every second year; of the most ambitious a year clock every autumn."""
        plan = today - timedelta(days=self.rng.randint(60, 500))
        yield self._did("plans.partnership_plan_agreed", plan)
        yield self._did("plans.partnership_plan_agreed", plan - timedelta(days=720))
        yield self._did("groups.seat_taken", plan - timedelta(days=700))
        if self.ambition == Ambition.FULL:
            for years in range(4):
                day = today - timedelta(days=self.rng.randint(30, 300) + 365 * years)
                yield self._did("plans.year_clock_agreed", day)

    def project(self, since: date, until: date) -> Iterator[Happening]:
        """From the invitation to the result in use."""
        start = self.days.pick(self.rng, since, max(since, until - timedelta(days=500)))
        end = start + timedelta(days=self.rng.randint(240, 540))
        yield self._did("projects.bid_invited", start - timedelta(days=150))
        yield self._met("projects.bid_submitted", start - timedelta(days=110))
        yield self._did("projects.started", start)
        for last in months_between(start, end):
            if last.month != JULY:
                yield Happening("projects.month_held", last, self.partners)
        yield self._did("projects.report_given", end + timedelta(days=45))
        yield self._did("projects.ended", end)
        yield self._did("projects.result_used", end + timedelta(days=365))

    def _met(self, kind: str, on: date) -> Happening:
        typed = by_chance(self.rng, 0.6)
        hours = Decimal(self.rng.choice(("1.5", "2", "2", "3", "4")))
        day = self.days.on_or_before(on)
        return Happening(kind, day, self.partners, hours=hours if typed else None, present=3)

    def _did(self, kind: str, on: date) -> Happening:
        return Happening(kind, self.days.on_or_before(on), self.partners)
