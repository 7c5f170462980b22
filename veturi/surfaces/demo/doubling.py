"""What was written down twice in the town, as the scan of the night found it."""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils import timezone

from veturi.directory.actions.partners import edit_partner
from veturi.directory.actions.people import edit_person
from veturi.directory.actions.scanning import scan
from veturi.directory.models import Partnership, Person
from veturi.surfaces.demo.settling import Town

BY_NIGHT = time(3, 10)
PAIRS = 2
LONG = 14


def double(town: Town) -> None:
    """Some of those who are there turn out to be another, typed in again; nobody is added."""
    by = town.coordinator
    for one, other in _partners(town):
        name = _mistyped(one.name)
        edit_partner(other, by=by, fields={"name": name}, facts={"name": name, "business_id": ""})
    for person, again in _persons(town):
        card = {"given_name": person.given_name, "family_name": _mistyped(person.family_name)}
        edit_person(again, by=by, fields={**card, "phone": person.phone, "email": ""})
    scan(town.provider, at=timezone.make_aware(datetime.combine(town.today, BY_NIGHT)))


def _mistyped(name: str) -> str:
    """A letter is missing in the middle, as it happens."""
    return name[:4] + name[5:]


def _partners(town: Town) -> Iterator[tuple[Partnership, Partnership]]:
    """Made-up companies of one town, by twos."""
    free = [
        partner
        for who, partner in zip(town.plan.partners, town.partners, strict=True)
        if not (who.business_id or who.is_public) and len(partner.name) >= LONG
    ]
    for _ in range(PAIRS if len(free) > 2 * PAIRS else 0):
        other = free.pop()
        place = other.organisation.municipality
        one = next((row for row in free if row.organisation.municipality == place), None)
        if one is not None:
            free.remove(one)
            yield one, other


def _persons(town: Town) -> Iterator[tuple[Person, Person]]:
    """The first and the last of partners with many people."""
    many = [people for people in town.contacts if len(people) > PAIRS and people[0].phone]
    for people in many[-PAIRS:]:
        yield people[0], people[-1]
