"""What makes partners real: sites on the map, tags, pauses, who knows whom, one's own judgement."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from veturi.directory.actions import partners as partner_actions
from veturi.directory.actions import towns
from veturi.directory.models import Partnership, Provider, Succession
from veturi.insight.levels import actions as levels
from veturi.ledger.kinds import Layer
from veturi.ledger.months import add_months
from veturi.surfaces.demo.cast import Group, Neighbour
from veturi.surfaces.demo.happening import Ambition, by_chance
from veturi.surfaces.demo.settling import Town, place_called
from veturi.surfaces.demo.words import public
from veturi.surfaces.demo.words.lines import PAUSES, TAGS

UNITS = ("Pohjoinen yksikkö", "Keskustan yksikkö", "Rannan yksikkö", "Itäinen yksikkö")
PARTS = ("Päätalo", "Piharakennus", "2. kerros")
STREETS = ("Esimerkkitie", "Mallikuja", "Harjoituspolku", "Näytekatu")
COUNTIES_BEGAN = date(2023, 1, 1)
COUNTY_LAW = "Laki hyvinvointialueesta 611/2021, voimaanpanolaki 616/2021"


def build_sites(town: Town) -> None:
    """Units of many workplaces, and in some of them parts of the unit."""
    units = towns.add_sites(list(_units(town)), provider=town.provider, by=town.coordinator)
    parts = [
        (unit.partnership, {"name": town.rng.choice(PARTS), "parent": unit})
        for unit in units
        if by_chance(town.rng, 0.3)
    ]
    towns.add_sites(parts, provider=town.provider, by=town.coordinator)


def _units(town: Town) -> Iterator[tuple[Partnership, dict[str, Any]]]:
    for who, partner in zip(town.plan.partners, town.partners, strict=True):
        if who.is_public or not by_chance(town.rng, 0.3):
            continue
        for name in town.rng.sample(UNITS, town.rng.choice((1, 1, 2, 3))):
            yield partner, {"name": name, **_address(town, who)}


def _address(town: Town, who: Neighbour) -> dict[str, Any]:
    """Somewhere within some kilometres of the middle of the municipality."""
    place = place_called(who.place)
    fields = {
        "address": f"{town.rng.choice(STREETS)} {town.rng.randint(1, 60)}",
        "place": who.place,
    }
    if place is None or place.latitude is None or place.longitude is None:
        return fields
    return {
        **fields,
        "municipality": place.code,
        "latitude": _near(place.latitude, town.rng.uniform(-0.05, 0.05)),
        "longitude": _near(place.longitude, town.rng.uniform(-0.1, 0.1)),
    }


def _near(degrees: float, away: float) -> Decimal:
    return Decimal(str(round(degrees + away, 5)))


def hang_tags(town: Town) -> None:
    tagged = [partner for partner in town.partners if by_chance(town.rng, 0.25)]
    many = [(row, town.rng.sample(TAGS, town.rng.choice((1, 1, 2, 3)))) for row in tagged]
    towns.tag_partners(many, provider=town.provider, by=town.coordinator)


def pause_some(town: Town) -> None:
    """Some rest from everything, some from one channel; a few with no end."""
    quiet = town.rng.sample(town.partners, max(2, len(town.partners) // 60))
    for number, partner in enumerate(quiet):
        until = town.today + timedelta(days=town.rng.randint(10, 120))
        partner_actions.pause(
            partner,
            by=partner.owner or town.coordinator,
            channel=("all", "mail", "visit", "phone")[number % 4],
            reason=town.rng.choice(PAUSES),
            since=town.today - timedelta(days=town.rng.randint(1, 40)),
            until=None if number % 7 == 6 else until,  # noqa: PLR2004
        )


def introduce(town: Town) -> None:
    """Beside owner and deputy others of us know the near partners."""
    near = [
        row
        for who, row in zip(town.plan.partners, town.partners, strict=True)
        if who.group in {Group.STRATEGIC, Group.DEVELOPING}
    ]
    for partner in near:
        for person in town.rng.sample(town.others, 2):
            partner_actions.know(
                partner,
                person=person,
                note=town.rng.choice(("entinen työpaikka", "jaksojen kautta", "yhteinen hanke")),
                on=town.today - timedelta(days=town.rng.randint(100, 1500)),
            )


def succeed(town: Town) -> None:
    """1.1.2023: health and social services went from municipalities to the county."""
    there = {
        who.name: row.organisation
        for who, row in zip(town.plan.partners, town.partners, strict=True)
        if who.is_public
    }
    county = there.get(public.COUNTY.name)
    kinds = Succession.Kind
    for one, kind in (
        (public.HOSPITAL_DISTRICT, kinds.MERGER),
        (public.CITY, kinds.TRANSFER),
        (public.LAUKAA, kinds.TRANSFER),
        (public.MUURAME, kinds.TRANSFER),
    ):
        if county is not None and one.name in there:
            towns.succeed(
                there[one.name], successor=county, on=COUNTIES_BEGAN, kind=kind, source=COUNTY_LAW
            )


GROUP_LAYERS = {
    Group.STRATEGIC: Layer.STRATEGIC,
    Group.DEVELOPING: Layer.DEVELOPING,
    Group.NETWORK: Layer.NETWORK,
    Group.ACTIVE: Layer.EVERYDAY,
    Group.RESTING: Layer.EVERYDAY,
}
LIST = "Kumppaniluettelo"
OVERRIDES = (
    (Layer.STRATEGIC, 3, "Sopimus on allekirjoitettavana, johto on sitoutunut."),
    (Layer.DEVELOPING, 2, "Yhteinen hanke alkaa kuun vaihteessa."),
    (Layer.EVERYDAY, 1, "Yksikkö sulki; jatko selviää keväällä."),
)


def state(town: Town) -> None:
    """The list's own words of layers."""
    pairs = zip(town.plan.partners, town.partners, strict=True)
    stated = [
        (row, GROUP_LAYERS[who.group])
        for who, row in pairs
        if who.group in GROUP_LAYERS and by_chance(town.rng, 0.3)
    ]
    said_on = town.today - timedelta(days=200)
    levels.state_layers(stated, provider=town.provider, source=LIST, on=said_on)


def judge(provider: Provider, *, today: date) -> None:
    """The verdicts by evidence: as they were a year and half a year ago, and as they are."""
    for months in (12, 6):
        levels.renew_all(provider, on=add_months(today, -months), why="month")
    levels.judge_everybody(provider, on=today)


def overrule(town: Town) -> None:
    """Three judgements by people, and some verdicts that they agree with."""
    pairs = list(zip(town.plan.partners, town.partners, strict=True))
    for layer, depth, reason in OVERRIDES:
        near = [row for who, row in pairs if GROUP_LAYERS.get(who.group) == layer]
        _override(town, near[2 % len(near)] if near else None, layer, depth, reason)
    steady = [row for who, row in pairs if who.ambition >= Ambition.STEADY and row.deputy]
    for row in steady[:5]:
        _confirm(town, row)


def _override(
    town: Town, partner: Partnership | None, layer: Layer, depth: int, reason: str
) -> None:
    if partner is not None:
        levels.override(
            partner,
            layer=layer,
            depth=depth,
            reason=reason,
            since=town.today,
            until=town.today + timedelta(days=180),
            by=town.coordinator,
        )


def _confirm(town: Town, partner: Partnership) -> None:
    verdict = partner.verdicts.filter(replaced_on=None).order_by("-depth", "layer").first()
    if verdict is not None:
        layer = Layer(verdict.layer)
        levels.confirm(
            partner, layer=layer, depth=verdict.depth, by=town.coordinator, on=town.today
        )
