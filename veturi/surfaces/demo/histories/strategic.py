"""The strategic layer: heads of both houses, agreements, reviews, results told together."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from veturi.surfaces.demo.days import Days
from veturi.surfaces.demo.happening import Ambition, Happening

OWN_FORMS = {
    "network": ("groups.forum_met", "groups.providers_met"),
    "ngo": ("groups.association_met", "groups.association_met"),
    "provider": ("groups.providers_met", "plans.regional_goals_agreed"),
    "municipality": ("plans.regional_goals_agreed", "plans.service_package_agreed"),
}
OTHER_FORMS = ("agreements.new_use_agreed", "exchange.programme_agreed")
RARE = ("plans.service_package_agreed", "projects.programme_agreed", "outreach.campaign_run")


class Strategic:
    """Writes what the heads do; ambition 4 has all papers, 1 only a meeting now and then."""

    def __init__(self, rng: Random, days: Days, partner: int, *, kind: str, ambition: int) -> None:
        self.rng = rng
        self.days = days
        self.partners = (partner,)
        self.forms = OWN_FORMS.get(kind, OTHER_FORMS)
        self.ambition = ambition

    def years(self, since: date, until: date) -> Iterator[Happening]:
        """Years are counted back from today, so that each of the last two has what it needs."""
        for years in range((until - since).days // 365):
            yield from self._year(until - timedelta(days=365 * years), self.ambition)
        if self.ambition >= Ambition.GROWING:
            for years in (0, 2, 4):
                day = until - timedelta(days=self.rng.randint(80, 400) + 365 * years)
                yield self._did("plans.partnership_plan_agreed", day)
        if self.ambition >= Ambition.STEADY:
            for years in (0, 3):
                day = until - timedelta(days=self.rng.randint(120, 700) + 365 * years)
                yield self._did("plans.partnership_agreement_signed", day)

    def _year(self, end: date, ambition: int) -> Iterator[Happening]:
        yield self._met("plans.leaders_met", end - timedelta(days=self.rng.randint(60, 200)))
        for form in self.forms[: ambition - 1]:
            yield self._met(form, end - timedelta(days=self.rng.randint(15, 340)))
        if ambition >= Ambition.STEADY:
            yield self._met("plans.annual_review_held", end - timedelta(days=40))
        if ambition == Ambition.FULL:
            yield self._did("reviews.results_published", end - timedelta(days=70))
            yield self._did("plans.year_clock_agreed", end - timedelta(days=90))
            kind = self.rng.choice(RARE)
            yield self._met(kind, end - timedelta(days=self.rng.randint(30, 330)))

    def _met(self, kind: str, on: date) -> Happening:
        return Happening(kind, self.days.on_or_before(on), self.partners, present=4)

    def _did(self, kind: str, on: date) -> Happening:
        return Happening(kind, self.days.on_or_before(on), self.partners)
