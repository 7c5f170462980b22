"""The town's partners and people are written down: who is where, whose, known by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from veturi.directory.actions import people as people_actions
from veturi.directory.actions import towns
from veturi.directory.actions.importing import add_networks
from veturi.directory.actions.partners import NewPartner, add_partner, add_partners
from veturi.directory.codes.municipalities import Municipality, find_municipality
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Body, OrganisationName, Partnership, Person, Provider, Role
from veturi.foundation.business_id import made_up_business_id
from veturi.surfaces.demo.cast import Group, Neighbour
from veturi.surfaces.demo.happening import Ambition, by_chance
from veturi.surfaces.demo.people import PASSWORD, DemoPerson, House
from veturi.surfaces.demo.plan import Plan
from veturi.surfaces.demo.words.lines import OURS
from veturi.surfaces.demo.words.persons import PersonNames
from veturi.surfaces.demo.words.public import Public

KNOWN_NAME = "Organisaatio on todellinen, yhteistyö keksittyä esimerkkiaineistoa."
SOURCE = "Opisto-1k"
HEADS = (Role.COORDINATOR, Role.MANAGEMENT, Role.ADMINISTRATOR)


@dataclass(slots=True)
class Town:
    """What is there so far; lists go by place in the cast."""

    plan: Plan
    provider: Provider
    rng: Random
    staff: dict[Role, Person] = field(default_factory=dict)
    others: list[Person] = field(default_factory=list)
    first_number: int = 0
    partners: list[Partnership] = field(default_factory=list)
    contacts: list[list[Person]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.plan.today

    def one_of_us(self, role: Role) -> Person:
        """Whoever signs in with the role; in a small house the coordinator does it all."""
        return self.staff.get(role) or self.staff[Role.COORDINATOR]

    @property
    def coordinator(self) -> Person:
        return self.one_of_us(Role.COORDINATOR)


def hire(town: Town, house: House, names: PersonNames) -> None:
    """Ours: those who may sign in, and their colleagues."""
    since = town.today - timedelta(days=5 * 365)
    for who in house.people:
        town.staff[who.role] = _one_of_us(town.provider, who, since)
    towns.give_passwords([who.email for who in house.people], password=PASSWORD)
    many = [_colleague(names, place) for place in range(house.colleagues)]
    town.others = people_actions.add_people(many, provider=town.provider, by=None)
    for person in town.others:
        people_actions.grant(person, role=Role.TEACHER, by=None, since=since)


def _one_of_us(provider: Provider, who: DemoPerson, since: date) -> Person:
    fields = {
        "given_name": who.given_name,
        "family_name": who.family_name,
        "title": who.title,
        "email": who.email,
    }
    return people_actions.add_staff(provider, by=None, on=since, fields=fields, role=who.role)


def _colleague(names: PersonNames, place: int) -> dict[str, Any]:
    given, family, _language = names.make()
    title = ("opettaja", "opettaja", "opettaja", "opinto-ohjaaja", "projektityöntekijä")[place % 5]
    return {
        "given_name": given,
        "family_name": family,
        "title": f"{title}, {OURS[place % len(OURS)]}",
        "is_ours": True,
    }


LEADING = (Role.COORDINATOR, Role.TEACHER, Role.MANAGEMENT, Role.ADMINISTRATOR)


def hire_team(town: Town, names: PersonNames, *, many: int) -> None:
    """A further district has colleagues of its own; the first of them lead there."""
    rows = [_colleague(names, place) for place in range(many)]
    town.others = people_actions.add_people(rows, provider=town.provider, by=None)
    for person in town.others:
        people_actions.grant(
            person, role=Role.TEACHER, by=None, since=town.today - timedelta(days=5 * 365)
        )
    town.staff = dict(zip(LEADING, town.others, strict=False))


def settle(town: Town, shares: Sequence[Public] = ()) -> None:
    """Public organisations by their names, workplaces made up and marked so."""
    cast = town.plan.partners
    public = [who for who in cast if who.is_public]
    made_up = [who for who in cast if not who.is_public]
    by, on = town.coordinator, town.today
    rows = towns.add_public_partners(
        [_new(town, who, who.business_id) for who in public],
        provider=town.provider,
        by=by,
        on=on,
    )
    numbered = [_new(town, who, _number(who, town.first_number)) for who in made_up]
    rows += add_partners(numbered, provider=town.provider, by=by, on=on)
    by_place = {who.place_in_cast: row for who, row in zip([*public, *made_up], rows, strict=True)}
    town.partners = [by_place[place] for place in range(len(cast))]
    _name(town)
    _make_networks(town)
    for one in shares:
        new = NewPartner(name=one.name, kind=one.kind, business_id=one.business_id)
        add_partner(new, provider=town.provider, by=by, on=on)


@cache
def place_called(name: str) -> Municipality | None:
    """The municipality; the same few are asked for again and again."""
    return find_municipality(name)


def _number(who: Neighbour, first: int) -> str:
    """A business ID that belongs to nobody; a network has none."""
    if who.kind == "network":
        return ""
    return who.business_id or made_up_business_id(first + who.place_in_cast)


def _new(town: Town, who: Neighbour, business_id: str) -> NewPartner:
    place = place_called(who.place) if who.place else None
    return NewPartner(
        name=who.name,
        kind=who.kind,
        business_id=business_id,
        municipality=place.code if place else "",
        industry=who.trade.industry,
        industry_version="2008" if who.trade.industry else "",
        source=SOURCE,
        fields=_own(town, who),
    )


def _own(town: Town, who: Neighbour) -> dict[str, Any]:
    """What is ours to say: owner, deputy, sponsor, phase, since when."""
    owner, deputy, sponsor = _ours(town, who)
    since = town.plan.spans[who.place_in_cast][0]
    return {
        "name": who.in_use or who.name,
        "owner": owner,
        "deputy": deputy,
        "sponsor": sponsor,
        "unit": town.rng.choice(OURS) if who.group == Group.ACTIVE else "",
        "phase": _phase(who, town.rng),
        "since": since - timedelta(days=town.rng.randint(0, 20)),
        "is_fictitious": not who.is_public,
        "notes": KNOWN_NAME if who.is_public else "",
    }


def _ours(town: Town, who: Neighbour) -> tuple[Person | None, Person | None, Person | None]:
    """The nearer the partnership, the more of us are named."""
    rng, heads = town.rng, [town.one_of_us(role) for role in HEADS]
    match who.group:
        case Group.STRATEGIC | Group.NETWORK:
            owner = rng.choices(heads, (6, 2, 2))[0]
        case Group.DEVELOPING:
            owner = rng.choice([*heads[:1], *town.others[:4]])
        case _:
            owner = rng.choice([town.one_of_us(Role.TEACHER)] * 4 + heads[:1] * 2 + town.others)
    others = [one for one in town.others if one.pk != owner.pk]
    near = who.group not in {Group.RESTING, Group.DORMANT, Group.NEW}
    owned = who.ambition >= Ambition.GROWING or by_chance(rng, 0.3)
    has_sponsor = who.group == Group.STRATEGIC and who.ambition >= Ambition.STEADY
    return (
        owner if owned else None,
        rng.choice(others) if near and who.ambition >= Ambition.STEADY else None,
        town.one_of_us(Role.MANAGEMENT) if has_sponsor else None,
    )


def _phase(who: Neighbour, rng: Random) -> str:
    match who.group:
        case Group.NEW:
            return rng.choice(("identified", "contacted", "negotiating"))
        case Group.DORMANT:
            return "ended" if by_chance(rng, 0.3) else "cooperating"
        case _:
            return "cooperating"


def _name(town: Town) -> None:
    """Names in use are public; what a workplace was called before is what we know of it."""
    rows = []
    for who, partner in zip(town.plan.partners, town.partners, strict=True):
        kinds = OrganisationName.Kind
        if who.in_use:
            rows.append(towns.Named(partner.organisation, kinds.WORKING, who.in_use))
        if who.former:
            until = town.today - timedelta(days=town.rng.randint(200, 1500))
            rows.append(
                towns.Named(partner.organisation, kinds.FORMER, who.former, town.provider, until)
            )
    towns.add_names(rows)


def _make_networks(town: Town) -> None:
    """An organisation that is a network is a body too: of its region, or of the whole country."""
    networks = [
        (partner, Body.Reach.REGIONAL if who.place else Body.Reach.NATIONAL)
        for who, partner in zip(town.plan.partners, town.partners, strict=True)
        if who.kind == "network"
    ]
    add_networks(networks, provider=town.provider)


CROWDS = {
    Group.STRATEGIC: 11.0,
    Group.DEVELOPING: 7.0,
    Group.NETWORK: 3.0,
    Group.ACTIVE: 3.6,
    Group.RESTING: 2.0,
    Group.DORMANT: 1.5,
    Group.NEW: 1.0,
}


def crowds(groups: Sequence[Group], persons: int) -> list[int]:
    """How many persons each partner has: at least one, in all exactly as many as asked."""
    whole = sum(CROWDS[group] for group in groups)
    edge, counted, result = 0.0, 0, []
    spread = persons - len(groups)
    for group in groups:
        edge += CROWDS[group] / whole * spread
        result.append(1 + round(edge) - counted)
        counted = round(edge)
    return result


ROLES = (
    *(PersonRole.INSTRUCTOR, PersonRole.INSTRUCTOR, PersonRole.INSTRUCTOR),
    *(PersonRole.RESPONSIBLE_INSTRUCTOR, PersonRole.ASSESSOR, PersonRole.SUPERVISOR),
    *(PersonRole.HR, PersonRole.LECTURER, PersonRole.CONTACT, PersonRole.ALUMNUS),
)
