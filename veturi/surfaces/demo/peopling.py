"""The partners’ people: titles, dated roles, and addresses that belong to nobody."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from veturi.directory.actions.people import add_people, give_positions
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Person
from veturi.foundation.text import fold
from veturi.surfaces.demo.cast import Group, Neighbour
from veturi.surfaces.demo.happening import by_chance
from veturi.surfaces.demo.settling import ROLES, Town, crowds
from veturi.surfaces.demo.words.persons import PersonNames

DOMAIN = "esimerkki.invalid"
MANAGERS = (PersonRole.DIRECTOR, PersonRole.MANAGEMENT)


def people(town: Town, names: PersonNames) -> None:
    """As many as the size of the town says, ours counted in."""
    cast = town.plan.partners
    ours = len({person.pk for person in (*town.staff.values(), *town.others)})
    counts = crowds([who.group for who in cast], town.plan.size.persons - ours)
    rows = [
        _person(town, who, names)
        for who, count in zip(cast, counts, strict=True)
        for _ in range(count)
    ]
    made = iter(add_people(rows, provider=town.provider, by=None))
    town.contacts = [[next(made) for _ in range(count)] for count in counts]
    give_positions(list(_positions(town)), provider=town.provider)


def _person(town: Town, who: Neighbour, names: PersonNames) -> dict[str, Any]:
    given, family, language = names.make()
    rng = town.rng
    post = f"{fold(given)}.{fold(family)}@{DOMAIN}".replace(" ", "-")
    basis = rng.choices(
        (Person.Basis.PUBLIC_TASK, Person.Basis.CONTRACT, Person.Basis.CONSENT), (7, 2, 1)
    )[0]
    consented = town.today - timedelta(days=rng.randint(30, 1200))
    return {
        "given_name": given,
        "family_name": family,
        "title": rng.choice(who.trade.titles),
        "email": post if by_chance(rng, 0.85) else "",
        "phone": f"040 000 {rng.randint(0, 9999):04}" if by_chance(rng, 0.6) else "",
        "language": language,
        "legal_basis": basis,
        "consent_on": consented if basis == Person.Basis.CONSENT else None,
    }


def _positions(town: Town) -> Iterator[tuple[Person, Any, dict[str, Any]]]:
    """The first is the main contact; a few have two roles, or one that has ended."""
    for who, partner, persons in zip(town.plan.partners, town.partners, town.contacts, strict=True):
        for number, person in enumerate(persons):
            role = _role(town, who, number)
            since = partner.since + timedelta(days=town.rng.randint(0, 30))
            ended = number > 0 and by_chance(town.rng, 0.04)
            yield (
                person,
                partner,
                {
                    "role": role,
                    "title": person.title,
                    "is_main": number == 0,
                    "since": since,
                    "until": max(since, town.today - timedelta(days=90)) if ended else None,
                },
            )
            if number and by_chance(town.rng, 0.06):
                yield person, partner, {"role": PersonRole.TRAINER, "since": since}


def _role(town: Town, who: Neighbour, number: int) -> PersonRole:
    if who.group == Group.STRATEGIC and number < len(MANAGERS):
        return MANAGERS[number]
    if who.group == Group.NETWORK:
        return PersonRole.NETWORK_REPRESENTATIVE
    if number == 0:
        return PersonRole.ENTREPRENEUR if who.name.endswith("Tmi") else PersonRole.CONTACT
    return town.rng.choice(ROLES)
