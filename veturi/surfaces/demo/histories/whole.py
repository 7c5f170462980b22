"""A partner's whole history by its group, and what is shared by many partners at once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from veturi.surfaces.demo.cast import Group, Neighbour
from veturi.surfaces.demo.days import Days
from veturi.surfaces.demo.happening import Ahead, Ambition, Happening, by_chance
from veturi.surfaces.demo.histories.developing import Developing
from veturi.surfaces.demo.histories.everyday import Everyday, Pace
from veturi.surfaces.demo.histories.network import Networking
from veturi.surfaces.demo.histories.strategic import Strategic
from veturi.surfaces.demo.words.public import HOSPITAL_DISTRICT

ABROAD = frozenset({"Exempelnäs folkhögskola", "Näidisjärve Rahvaülikool"})
NOBODY_LEARNS_THERE = frozenset(
    {"network", "authority", "church_body", "university", "applied_sciences", "service"}
    | {"employment_area", "diocese", "provider", "folk_high_school", "reception_centre"}
)
COUNTIES_BEGAN = date(2023, 1, 1)


class Whole:
    """Writes one partner's history; `span` is when it was alive."""

    def __init__(self, who: Neighbour, rng: Random, days: Days) -> None:
        self.who = who
        self.rng = rng
        self.days = days
        self.span = self._span()
        self.everyday = Everyday(rng, days, who.place_in_cast, kind=who.kind)

    def happenings(self) -> Iterator[Happening]:
        since, until = self.span
        match self.who.group:
            case Group.NEW:
                yield from self._first_steps()
                return
            case Group.NETWORK:
                yield from self._networking().years(since, until)
            case Group.DEVELOPING:
                yield from self._developing(self.who.ambition).years(since, until)
            case Group.STRATEGIC:
                yield from self._strategic().years(since, until)
                yield from self._developing(Ambition.GROWING).years(since, until)
        yield from self.everyday.years(self._pace(since, until))
        if self.who.ambition >= Ambition.STEADY and self.who.group != Group.DORMANT:
            yield from self._heard(until)

    def ahead(self, everything: Sequence[Happening]) -> Iterator[Ahead]:
        if self.who.group in {Group.ACTIVE, Group.DEVELOPING, Group.STRATEGIC}:
            yield from self.everyday.learning.ahead(list(everything))

    def _span(self) -> tuple[date, date]:
        today, rng = self.days.today, self.rng
        start = self.days.first + timedelta(days=int(900 * rng.random() ** 2))
        match self.who.group:
            case Group.RESTING:
                return start, today - timedelta(days=rng.randint(430, 690))
            case Group.DORMANT:
                return self.days.first, today - timedelta(days=rng.randint(800, 1500))
            case Group.NEW:
                return today - timedelta(days=rng.randint(3, 60)), today
            case Group.ACTIVE:
                return start, today
            case _:
                return self.days.first, today

    def _pace(self, since: date, until: date) -> Pace:
        """A long tail: most do little, a few do very much."""
        if self.who.name == HOSPITAL_DISTRICT.name:
            until = min(until, COUNTIES_BEGAN - timedelta(days=1))
        busy = min(self.rng.paretovariate(2.2), 5) * PACES[self.who.group]
        periods = 0.0 if self.who.kind in NOBODY_LEARNS_THERE else 0.2 * busy
        if self.who.group == Group.DEVELOPING and self.who.ambition == Ambition.FULL:
            periods = 0.0
        return Pace(since, until, periods=periods, talks=0.95 * busy, exchanges=0.5 * busy)

    def _heard(self, until: date) -> Iterator[Happening]:
        """Whoever is near is listened to every year."""
        for years in (0, 1):
            day = until - timedelta(days=self.rng.randint(20, 330) + 365 * years)
            on = self.days.on_or_before(day)
            yield self.everyday.of("encounters.customer_listened", on, counted="hours")

    def _first_steps(self) -> Iterator[Happening]:
        since, until = self.span
        yield self.everyday.of("outreach.partner_approached", self.days.on_or_before(since))
        if by_chance(self.rng, 0.5):
            yield self.everyday.of("encounters.called", self.days.pick(self.rng, since, until))

    def _networking(self) -> Networking:
        return Networking(
            self.rng,
            self.days,
            self.who.place_in_cast,
            kind=self.who.kind,
            ambition=self.who.ambition,
            abroad=self.who.name in ABROAD,
        )

    def _developing(self, ambition: int) -> Developing:
        return Developing(
            self.rng, self.days, self.who.place_in_cast, kind=self.who.kind, ambition=ambition
        )

    def _strategic(self) -> Strategic:
        return Strategic(
            self.rng,
            self.days,
            self.who.place_in_cast,
            kind=self.who.kind,
            ambition=self.who.ambition,
        )


PACES = {
    Group.STRATEGIC: 1.1,
    Group.DEVELOPING: 2.0,
    Group.NETWORK: 0.7,
    Group.ACTIVE: 1.1,
    Group.RESTING: 0.7,
    Group.DORMANT: 0.6,
    Group.NEW: 0.0,
}


def shared(town: Sequence[Neighbour], days: Days, rng: Random) -> Iterator[Happening]:
    """What many do at one table: a field's working-life group each term, the region's actors."""
    fields: dict[str, list[int]] = {}
    for who in town:
        if who.group == Group.DEVELOPING and who.ambition >= Ambition.STEADY:
            fields.setdefault(who.trade.code, []).append(who.place_in_cast)
    region = [
        who.place_in_cast
        for who in town
        if who.group == Group.NETWORK and who.ambition >= Ambition.GROWING
    ]
    for term in days.terms(days.first, days.today):
        for members in fields.values():
            yield from _table("groups.working_life_group_met", members, term, days, rng)
        yield from _table("networks.region_met", region, term, days, rng)


def _table(
    kind: str, members: Sequence[int], term: date, days: Days, rng: Random
) -> Iterator[Happening]:
    day = days.on_or_before(term + timedelta(days=rng.randint(35, 85)))
    there = tuple(sorted(rng.sample(members, min(len(members), rng.randint(3, 7)))))
    if len(there) > 1 and day <= days.today:
        yield Happening(kind, day, there, hours=Decimal(2), present=len(there) + 1)
