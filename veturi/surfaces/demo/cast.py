"""Who lives in the town: the partners, each with its group, field, place and ambition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from veturi.surfaces.demo.happening import by_chance
from veturi.surfaces.demo.words import public, trades
from veturi.surfaces.demo.words.public import Public
from veturi.surfaces.demo.words.trades import OFFICE, TRADES, Trade


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
    """How large a town is."""

    groups: dict[Group, int]
    persons: int
    deeds: int
    promises: int

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
    ),
}


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

    @property
    def is_network(self) -> bool:
        return self.group == Group.NETWORK


VOWELS = "aeiouyäö"
FORMER = 0.06


@dataclass(slots=True)
class _Names:
    """Made-up names of workplaces, none of them twice."""

    rng: Random
    used: set[str] = field(default_factory=set)

    def make(self, trade: Trade) -> str:
        while True:
            first, second = (
                self.rng.choice(trades.FIRST_PARTS),
                self.rng.choice(trades.SECOND_PARTS),
            )
            joint = "-" if first[-1] == second[0] and second[0] in VOWELS else ""
            name = f"{first}{joint}{second} {self.rng.choice(trade.names)}"
            if name not in self.used:
                self.used.add(name)
                return name


def cast(size: Size, rng: Random) -> list[Neighbour]:
    """The partners of the town, the public ones first in each group."""
    names = _Names(rng)
    return [
        _neighbour(place, group, number, known, rng, names)
        for place, (group, number, known) in enumerate(_places(size))
    ]


KNOWN: dict[Group, Sequence[tuple[Public, bool]]] = {
    Group.STRATEGIC: [
        *((one, True) for one in public.STRATEGIC),
        *((one, False) for one in public.MADE_UP_STRATEGIC),
    ],
    Group.NETWORK: [
        *((one, True) for one in public.NETWORKS),
        *((one, False) for one in public.MADE_UP_NETWORKS),
    ],
    Group.DEVELOPING: [(one, True) for one in public.DEVELOPING],
    Group.ACTIVE: [(one, True) for one in public.EVERYDAY],
    Group.DORMANT: [(public.HOSPITAL_DISTRICT, True)],
}


def _places(size: Size) -> Iterator[tuple[Group, int, tuple[Public, bool] | None]]:
    for group, count in size.groups.items():
        known = KNOWN.get(group, ())
        for number in range(count):
            yield group, number, known[number] if number < len(known) else None


def _neighbour(
    place: int,
    group: Group,
    number: int,
    known: tuple[Public, bool] | None,
    rng: Random,
    names: _Names,
) -> Neighbour:
    trade = OFFICE if known else rng.choices(TRADES, [one.share for one in TRADES])[0]
    town = rng.choices([one for one, _ in public.PLACES], [share for _, share in public.PLACES])[0]
    ambition = _ambition(group, number, rng)
    if known is None:
        former = names.make(trade) if by_chance(rng, FORMER) else ""
        return Neighbour(
            place, names.make(trade), trade.kind, group, ambition, trade, town, former=former
        )
    one, is_public = known
    return Neighbour(
        place,
        one.name,
        one.kind,
        group,
        ambition,
        trades.CARE if "Palvelukodit" in one.name else trade,
        one.place,
        is_public=is_public,
        business_id=one.business_id,
        in_use=one.in_use,
    )


def _ambition(group: Group, number: int, rng: Random) -> int:
    """Every depth occurs even in a small town: the first ones of a group differ on purpose."""
    match group:
        case Group.STRATEGIC | Group.DEVELOPING | Group.NETWORK:
            return (4, 3, 2, 4, 1)[number % 5]
        case Group.ACTIVE:
            return [4, 3, 2, *rng.choices((1, 2, 3, 4), (1, 4, 4, 2))][min(number, 3)]
        case _:
            return rng.choices((1, 2, 3), (4, 3, 1))[0]
