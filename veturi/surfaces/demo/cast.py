"""Who lives in the town: the partners, each with its group, field, place and ambition."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from veturi.surfaces.demo.happening import by_chance
from veturi.surfaces.demo.words import public, registered
from veturi.surfaces.demo.words.public import Public
from veturi.surfaces.demo.words.trades import OFFICE, TRADES, Trade
from veturi.surfaces.demo.words.workplaces import WorkplaceNames


class Group(StrEnum):
    """How much there is between us: a few do much, many do little."""

    STRATEGIC = "strategic"
    DEVELOPING = "developing"
    NETWORK = "network"
    ACTIVE = "active"
    RESTING = "resting"
    DORMANT = "dormant"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Size:
    """How large a town is; a large one is made of so many districts, each as large as this."""

    groups: dict[Group, int]
    persons: int
    deeds: int
    promises: int
    kept: int
    with_seed: bool = True
    districts: int = 1
    name: str = ""

    @property
    def partners(self) -> int:
        return sum(self.groups.values())


SIZES = {
    "1k": Size(
        {
            Group.STRATEGIC: 10,
            Group.DEVELOPING: 40,
            Group.NETWORK: 25,
            Group.ACTIVE: 400,
            Group.RESTING: 300,
            Group.DORMANT: 200,
            Group.NEW: 25,
        },
        persons=3000,
        deeds=40_000,
        promises=150,
        kept=20,
    ),
    "40": Size(
        {
            Group.STRATEGIC: 5,
            Group.DEVELOPING: 6,
            Group.NETWORK: 5,
            Group.ACTIVE: 12,
            Group.RESTING: 6,
            Group.DORMANT: 4,
            Group.NEW: 2,
        },
        persons=140,
        deeds=800,
        promises=30,
        kept=5,
    ),
    "100k": Size(
        {
            Group.STRATEGIC: 10,
            Group.DEVELOPING: 24,
            Group.NETWORK: 16,
            Group.ACTIVE: 260,
            Group.RESTING: 400,
            Group.DORMANT: 1050,
            Group.NEW: 240,
        },
        persons=6000,
        deeds=40_000,
        promises=40,
        kept=2,
        districts=50,
        name="100k",
    ),
    # Few partners and a long line of deeds with each: a partner's page must not cost more.
    "10m": Size(
        {
            Group.STRATEGIC: 2,
            Group.DEVELOPING: 4,
            Group.NETWORK: 2,
            Group.ACTIVE: 28,
            Group.RESTING: 4,
        },
        persons=120,
        deeds=100_000,
        promises=10,
        kept=1,
        districts=100,
        name="10m",
    ),
}

SMALL = Size(
    {Group.ACTIVE: 12, Group.RESTING: 4, Group.DORMANT: 2},
    persons=45,
    deeds=420,
    promises=12,
    kept=2,
    with_seed=False,
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A partner of the town. Ambition 1–4: how far the partnership has come."""

    place_in_cast: int
    name: str
    kind: str
    group: Group
    ambition: int
    trade: Trade
    place: str
    is_public: bool = False
    business_id: str = ""
    in_use: str = ""
    former: str = ""


FORMER = 0.06
KNOWN: dict[Group, Sequence[Public]] = {
    Group.STRATEGIC: (*public.STRATEGIC, *public.MADE_UP_STRATEGIC),
    Group.NETWORK: (*public.NETWORKS, *public.MADE_UP_NETWORKS),
    Group.DEVELOPING: public.DEVELOPING,
    Group.ACTIVE: (*public.EVERYDAY, *registered.ACTIVE),
    Group.RESTING: registered.RESTING,
    Group.DORMANT: (public.HOSPITAL_DISTRICT, *registered.DORMANT),
}


@dataclass(frozen=True, slots=True)
class Around:
    """In which municipalities a town lies, each with its share, and how workplaces are called."""

    places: Sequence[tuple[str, int]] = public.PLACES
    names: WorkplaceNames = field(default_factory=WorkplaceNames)


def cast(size: Size, rng: Random, around: Around) -> list[Neighbour]:
    """The partners of the town, those of the seed first in each group."""
    casting = _Casting(rng, around)
    for group, count in size.groups.items():
        known = KNOWN.get(group, ()) if size.with_seed else ()
        for number in range(count):
            ambition = _ambition(group, number, rng)
            if number < len(known):
                casting.take(known[number], group, ambition)
            else:
                casting.make_up(group, ambition)
    return casting.partners


def _ambition(group: Group, number: int, rng: Random) -> int:
    """Every depth occurs even in a small town: the first ones of a group differ on purpose."""
    match group:
        case Group.STRATEGIC | Group.DEVELOPING | Group.NETWORK:
            return (4, 3, 2, 4, 1)[number % 5]
        case Group.ACTIVE:
            return [4, 3, 2, *rng.choices((1, 2, 3, 4), (1, 4, 4, 2))][min(number, 3)]
        case _:
            return rng.choices((1, 2, 3), (4, 3, 1))[0]


@dataclass(slots=True)
class _Casting:
    """Fills the town place by place; no made-up name twice."""

    rng: Random
    around: Around
    partners: list[Neighbour] = field(default_factory=list)

    def take(self, one: Public, group: Group, ambition: int) -> None:
        self.partners.append(
            Neighbour(
                len(self.partners),
                one.name,
                one.kind,
                group,
                ambition,
                OFFICE,
                one.place,
                is_public=one.is_public,
                business_id=one.business_id,
                in_use=one.in_use,
            )
        )

    def make_up(self, group: Group, ambition: int) -> None:
        trade = self.rng.choices(TRADES, [one.share for one in TRADES])[0]
        towns, shares = zip(*self.around.places, strict=True)
        names = self.around.names
        self.partners.append(
            Neighbour(
                len(self.partners),
                names.make(trade, self.rng),
                trade.kind,
                group,
                ambition,
                trade,
                self.rng.choices(towns, shares)[0],
                former=names.make(trade, self.rng) if by_chance(self.rng, FORMER) else "",
            )
        )
