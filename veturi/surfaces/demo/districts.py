"""A large town, district by district: each is a town of its own chance, written in one go.

No more than a district is held in memory. What happened in the last two weeks is written down
when all districts are there: so what was recorded last is what happened last.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from operator import attrgetter
from random import Random

from django.db import connection, transaction

from veturi.directory.actions.towns import open_provider
from veturi.directory.codes.municipalities import municipalities
from veturi.directory.models import Provider
from veturi.insight.levels import actions as levels
from veturi.surfaces.demo import furnishing, living, noticing, own_fields, settling, walking
from veturi.surfaces.demo.cast import SMALL, Around, Size
from veturi.surfaces.demo.living import Sitting
from veturi.surfaces.demo.models import Loading
from veturi.surfaces.demo.people import COLLEGE, NEIGHBOURS
from veturi.surfaces.demo.plan import chance, is_late, plan
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.demo.town import NotEmpty, finish, furnish, load_house, take_stock
from veturi.surfaces.demo.words.persons import WIDE, PersonNames
from veturi.surfaces.demo.words.public import PLACES
from veturi.surfaces.demo.words.workplaces import WorkplaceNames, wide

TEAM = 5
AWAY = 11
HOME_SHARE, AWAY_SHARE = 40, 5


@dataclass(slots=True)
class Land:
    """What the districts of a large town have in common."""

    provider: Provider
    today: date
    size: Size
    seed: int
    people: PersonNames
    workplaces: WorkplaceNames = field(default_factory=wide)
    lately: list[Sitting] = field(default_factory=list)


def begin(size: Size, *, at: datetime) -> Loading:
    """Many transactions will follow: until `end` the database is marked as being loaded."""
    if Provider.objects.exists():
        raise NotEmpty
    return Loading.objects.create(size=size.name, began_at=at)


def end(loading: Loading, *, at: datetime) -> None:
    loading.ended_at = at
    loading.save(update_fields=["ended_at"])


def load(*, today: date, size: Size, seed: int, tell: Callable[[int], None]) -> Provider:
    """The college with all its districts, and its neighbour; `tell` hears how many stand."""
    _make_room()
    provider = open_provider(COLLEGE.slug, name=COLLEGE.name)
    own_fields.make_fields(provider)
    land = Land(provider, today, size, seed, PersonNames(chance(seed, "names"), WIDE))
    home = _build(land, 0)
    take_stock()
    tell(1)
    for number in range(1, size.districts):
        _build(land, number)
        tell(number + 1)
    _live_lately(land)
    levels.judge_everybody(provider, on=today)
    furnishing.overrule(home)
    noticing.notice(home)
    walking.walk(home)
    with transaction.atomic():
        first_number = size.partners * size.districts
        neighbours = replace(NEIGHBOURS, first_number=first_number)
        load_house(neighbours, today=today, size=SMALL, seed=seed + 1)
    take_stock()
    return provider


@transaction.atomic
def _build(land: Land, number: int) -> Town:
    """One district; the first is where those are at home who sign in."""
    seed = f"{land.seed}.{number}"
    size = replace(land.size, with_seed=number == 0)
    paper = plan(today=land.today, size=size, seed=seed, around=_around(land, seed, number))
    first_number = COLLEGE.first_number + number * size.partners
    town = Town(paper, land.provider, chance(seed, "town"), first_number=first_number)
    if number == 0:
        settling.hire(town, COLLEGE, land.people)
    else:
        settling.hire_team(town, land.people, many=TEAM)
    settling.settle(town)
    furnish(town, land.people)
    _live(town, land.lately)
    finish(town)
    furnishing.state(town)
    return town


def _around(land: Land, seed: str, number: int) -> Around:
    """The first district lies where the seed does, every other one around a home of its own."""
    if number == 0:
        return Around(PLACES, land.workplaces)
    places = [place.name_fi for place in municipalities()]
    rng = chance(seed, "places")
    return Around(_shared_out(places, number, rng), land.workplaces)


def _shared_out(places: Sequence[str], number: int, rng: Random) -> list[tuple[str, int]]:
    home = places[number * 7 % len(places)]
    away = [(place, AWAY_SHARE) for place in rng.sample(places, AWAY) if place != home]
    return [(home, HOME_SHARE), *away]


def _live(town: Town, lately: list[Sitting]) -> None:
    """What is long ago is written down at once."""
    for sitting in living.sittings(town):
        if is_late(sitting.on, town.today):
            lately.append(sitting)
        else:
            living.write_down(sitting)


def _live_lately(land: Land) -> None:
    for sitting in sorted(land.lately, key=attrgetter("on")):
        living.write_down(sitting)


def _make_room() -> None:
    """SQLite keeps half a gigabyte of its indexes at hand while so much is sorted into them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -500000")
