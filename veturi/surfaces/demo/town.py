"""The whole demo: the college with its town, and its neighbour; all or nothing."""

from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from veturi.directory.actions.towns import open_provider
from veturi.directory.models import Provider
from veturi.foundation.trail.sealing import seal_everything
from veturi.surfaces.demo import (
    caring,
    comparing,
    doubling,
    furnishing,
    learning,
    letterhead,
    linking,
    living,
    noticing,
    own_fields,
    papers,
    peopling,
    periods,
    proposing,
    settling,
    surveying,
    viewing,
    visiting,
    walking,
)
from veturi.surfaces.demo.cast import SMALL, Size
from veturi.surfaces.demo.people import COLLEGE, NEIGHBOURS, House
from veturi.surfaces.demo.plan import chance, plan
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.demo.words.persons import PersonNames


class NotEmpty(Exception):
    """There is a provider already: the demo is loaded into an empty database only."""


@transaction.atomic
def load(*, today: date, size: Size, seed: int) -> Town:
    """In one transaction: a load that is broken off leaves the database empty."""
    if Provider.objects.exists():
        raise NotEmpty
    town = load_house(COLLEGE, today=today, size=size, seed=seed)
    doubling.double(town)
    load_house(NEIGHBOURS, today=today, size=SMALL, seed=seed + 1)
    seal_everything(at=timezone.now())
    return town


def load_house(house: House, *, today: date, size: Size, seed: int) -> Town:
    """A provider and the town around it."""
    provider = open_provider(house.slug, name=house.name)
    own_fields.make_fields(provider)
    paper = plan(today=today, size=size, seed=seed)
    rng = chance(seed, house.slug)
    town = Town(paper, provider, rng, first_number=house.first_number)
    names = PersonNames(chance(seed, "names"))
    settling.hire(town, house, names)
    if house.has_logo:
        letterhead.bear_logo(town)
    settling.settle(town, house.shares)
    furnish(town, names)
    take_stock()
    periods.work(learning.learn(town, names))
    visiting.visit(town)
    proposing.propose(town)
    caring.try_out(town)
    living.live(town)
    finish(town)
    furnishing.state(town)
    furnishing.judge(provider, today=today)
    furnishing.overrule(town)
    viewing.view_and_change(town)
    noticing.notice(town)
    walking.walk(town)
    take_stock()
    return town


def furnish(town: Town, names: PersonNames) -> None:
    """What is there before anything happens."""
    peopling.people(town, names)
    furnishing.build_sites(town)
    furnishing.hang_tags(town)
    own_fields.fill_fields(town)
    furnishing.introduce(town)
    furnishing.succeed(town)
    living.keep_some(town)


def finish(town: Town) -> None:
    """What is agreed and corrected when all has happened."""
    living.promise(town)
    living.mend_some(town)
    living.follow_some(town)
    furnishing.pause_some(town)
    linking.link(town)
    caring.care(town)
    surveying.survey(town)
    surveying.hear_from_arvo(town)
    papers.keep_papers(town)
    comparing.compare(town)


def take_stock() -> None:
    """Tell the database how much there is: so much at once is more than it notices by itself."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
