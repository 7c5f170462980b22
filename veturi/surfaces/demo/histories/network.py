"""The network layer: meetings, working groups, foresight, principles, reviews of membership."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from veturi.surfaces.demo.days import Days
from veturi.surfaces.demo.happening import Ambition, Happening

# By type of organisation, what is done with it beside the meetings.
FORMS: dict[str, tuple[str, ...]] = {
    "network": (
        "networks.foresight_shared",
        "networks.goals_agreed",
        "networks.quality_reviewed",
        "networks.networks_coordinated",
    ),
    "authority": ("networks.national_met", "networks.theme_work_done"),
    "church_body": ("networks.national_met", "networks.region_met"),
    "university": ("networks.levels_joined", "networks.foresight_shared"),
    "applied_sciences": ("networks.levels_joined", "networks.region_met"),
    "service": ("networks.client_guided", "networks.services_joined"),
    "reception_centre": ("networks.client_guided", "networks.services_joined"),
    "employment_area": ("networks.client_guided", "networks.region_met"),
    "folk_high_school": ("networks.region_met", "networks.levels_joined"),
}
ABROAD = (
    "exchange.student_sent",
    "exchange.student_received",
    "exchange.teacher_sent",
    "exchange.teacher_received",
    "networks.twin_school_worked",
)


class Networking:
    """Writes our share in one network; ambition says how much of a member we are."""

    def __init__(
        self, rng: Random, days: Days, partner: int, *, kind: str, ambition: int, abroad: bool
    ) -> None:
        self.rng = rng
        self.days = days
        self.partners = (partner,)
        self.forms = ABROAD if abroad else FORMS.get(kind, FORMS["network"])
        self.is_network = kind in {"network", "service"} or abroad
        self.ambition = ambition

    def years(self, since: date, until: date) -> Iterator[Happening]:
        if self.ambition >= Ambition.GROWING:
            yield self._tie(since, until)
        for years in range((until - since).days // 365):
            yield from self._year(until - timedelta(days=365 * years))
        if self.ambition == Ambition.FULL:
            for years in (0, 3):
                day = until - timedelta(days=self.rng.randint(90, 800) + 365 * years)
                yield self._did("networks.principles_accepted", day)

    def _tie(self, since: date, until: date) -> Happening:
        """With a network, membership; with another organisation, a plan between us."""
        if self.is_network:
            return self._did("networks.joined", since + timedelta(days=self.rng.randint(5, 90)))
        day = until - timedelta(days=self.rng.randint(60, 600))
        return self._did("plans.partnership_plan_agreed", day)

    def _year(self, end: date) -> Iterator[Happening]:
        meetings = (0, 1, 2, 3, 5)[self.ambition]
        for number in range(meetings):
            kind = "networks.met" if number % 3 else "networks.working_group_met"
            day = end - timedelta(days=20 + 330 * number // meetings + self.rng.randint(0, 20))
            yield self._met(kind, day)
        for _ in range((0, 0, 1, 2, 4)[self.ambition]):
            day = end - timedelta(days=self.rng.randint(10, 350))
            yield self._met(self.rng.choice(self.forms), day)
        if self.ambition >= Ambition.STEADY:
            kinds = ("networks.membership_reviewed", "networks.health_surveyed")
            yield self._did(self.rng.choice(kinds), end - timedelta(days=100))

    def _met(self, kind: str, on: date) -> Happening:
        return Happening(kind, self.days.on_or_before(on), self.partners, present=2)

    def _did(self, kind: str, on: date) -> Happening:
        return Happening(kind, self.days.on_or_before(on), self.partners)
