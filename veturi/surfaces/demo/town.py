"""The whole demo, loaded in one transaction: the college with its town, and its neighbour."""

from datetime import date

from django.db import connection, transaction

from veturi.directory.actions.towns import open_provider
from veturi.directory.models import Provider
from veturi.surfaces.demo import comparing, furnishing, living, noticing, peopling, settling
from veturi.surfaces.demo.cast import SMALL, Size
from veturi.surfaces.demo.people import COLLEGE, NEIGHBOURS, House
from veturi.surfaces.demo.plan import chance, plan
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.demo.words.persons import PersonNames


class NotEmpty(Exception):
    """There is a provider already: the demo is loaded into an empty database only."""


@transaction.atomic
def load(*, today: date, size: Size, seed: int) -> Town:
    """All or nothing: a load that is broken off leaves the database empty."""
    if Provider.objects.exists():
        raise NotEmpty
    town = _town(COLLEGE, today=today, size=size, seed=seed)
    _town(NEIGHBOURS, today=today, size=SMALL, seed=seed + 1)
    return town


def _town(house: House, *, today: date, size: Size, seed: int) -> Town:
    provider = open_provider(house.slug, name=house.name)
    paper = plan(today=today, size=size, seed=seed)
    town = Town(paper, provider, chance(seed, house.slug))
    names = PersonNames(chance(seed, "names"))
    settling.hire(town, house, names)
    settling.settle(town, house)
    peopling.people(town, names)
    furnishing.build_sites(town)
    furnishing.hang_tags(town)
    furnishing.introduce(town)
    furnishing.succeed(town)
    living.keep_some(town)
    _take_stock()
    living.live(town)
    living.promise(town)
    living.mend_some(town)
    living.follow_some(town)
    furnishing.pause_some(town)
    comparing.compare(town)
    furnishing.judge(town)
    noticing.notice(town)
    _take_stock()
    return town


def _take_stock() -> None:
    """Tell the database how much there is: so much at once is more than it notices by itself."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
