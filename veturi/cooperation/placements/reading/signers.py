"""Who may sign for each party of a paper, the likeliest first; who has guided."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from veturi.cooperation.placements.models import Guidance, Period
from veturi.cooperation.placements.reading.contents import SIGNING
from veturi.directory.access import ALLOWED, Act
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Grant, Person, Position, Provider

# A main contact or an instructor signs where nobody is known to sign.
ELSE = len(SIGNING)


def ours(provider: Provider, *, on: date) -> QuerySet[Person]:
    """Who of ours may sign for us on the day."""
    roles = [role for role, acts in ALLOWED.items() if Act.SIGN in acts]
    grants = Grant.objects.on(on).filter(provider=provider, role__in=roles)
    people: QuerySet[Person] = Person.objects.filter(provider=provider, is_ours=True).standing()
    return people.filter(pk__in=grants.values("person")).order_by("name_sort", "pk")


def of_workplace(period: Period, *, on: date) -> list[Person]:
    """The contacts of the workplace: who signs there, its main contact, the instructor, others."""
    positions = (
        Position.objects.on(on)
        .filter(partnership__in=period.partnership.shown.family())
        .select_related("person__absorbed_into")
        .order_by("pk")
    )
    ranked = sorted(positions, key=_rank)
    people = [one.person.shown for one in ranked]
    if period.instructor is not None:
        people.append(period.instructor.shown)
    there = [one for one in people if one.archived_on is None and one.erased_on is None]
    return list(dict.fromkeys(there))


def _rank(position: Position) -> int:
    role = PersonRole(position.role)
    if role in SIGNING:
        return SIGNING.index(role)
    return ELSE if position.is_main else ELSE + 1


def likeliest(people: Sequence[Person]) -> Person | None:
    """The first who is reached by letter, else the first."""
    return next((one for one in people if one.email), people[0] if people else None)


def has_guided(person: Person) -> bool:
    """Whether there is something to certify of them as an instructor."""
    return Guidance.objects.filter(instructor__in=person.family()).exists()
