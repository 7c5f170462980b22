"""What a question finds, in its order: few facts of many rows, before any of them is read whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from veturi.cooperation.encounters.models import Encounter, Follow
from veturi.directory.access import Act, may
from veturi.directory.models import Acquaintance, Partnership, Person, Position, Site
from veturi.foundation.search.ladder import Found, find
from veturi.foundation.search.models import Shelf
from veturi.ledger.models import Tally
from veturi.ledger.months import month_of
from veturi.ledger.reading import latest_logged_with
from veturi.surfaces.find import learning
from veturi.surfaces.find.ranking import Kind, Standing, Weighed, months_since, score

NEAR = 150
SEEN_BY: Mapping[Shelf, Act] = {Shelf.STUDENT: Act.SEE_STUDENTS}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and on which day."""

    person: Person
    on: date


def ranked(question: str, *, person: Person, on: date, shelves: Sequence[Shelf]) -> list[Weighed]:
    """Best first, each thing once; only of shelves that the person may see."""
    seen = [one for one in shelves if one not in SEEN_BY or may(person, SEEN_BY[one], on=on)]
    near = {Shelf.THING: near_to(person)} if Shelf.THING in seen else {}
    found = find(question, scope=person.provider.scope, shelves=seen, near=near)
    rows = [*_weighed(found, Asked(person, on))]
    if Shelf.STUDENT in seen:
        rows += learning.weigh_periods(question, person=person, on=on)
    best: dict[tuple[Kind, int], Weighed] = {}
    for row in sorted(rows, key=lambda row: -row.score):
        best.setdefault((row.kind, row.key), row)
    return list(best.values())


def near_to(person: Person) -> list[int]:
    """Partners that the person has lately had to do with, knows or follows."""
    lately = latest_logged_with(person, first=NEAR)
    knows = Acquaintance.objects.filter(person=person).values_list("partnership", flat=True)
    follows = Follow.objects.filter(person=person).values_list("partnership", flat=True)
    return list(dict.fromkeys([*lately, *knows[:NEAR], *follows[:NEAR]]))


def _weighed(found: Iterable[Found], asked: Asked) -> Iterator[Weighed]:
    by_shelf: dict[Shelf, dict[int, Found]] = {shelf: {} for shelf in Shelf}
    for one in found:
        by_shelf[one.shelf][one.key] = one
    for shelf, hits in by_shelf.items():
        if hits:
            yield from WEIGHED_BY[shelf](hits, asked)


def _partners(hits: Mapping[int, Found], asked: Asked) -> Iterator[Weighed]:
    """What was absorbed leads to what stays."""
    own = ("pk", "name", "archived_on")
    rows = Partnership.objects.seen_by(asked.person).filter(pk__in=hits)
    stays = {
        key: (other, other_name, other_archived) if other else (key, name, archived)
        for key, name, archived, other, other_name, other_archived in rows.values_list(
            *own, *(f"absorbed_into__{name}" for name in own)
        )
    }
    keys = [key for key, *_rest in stays.values()]
    months, mine = _latest_months(keys), _mine(asked.person, keys)
    for found, (key, name, archived) in stays.items():
        standing = Standing(
            hits[found].rung,
            Kind.PARTNER,
            name,
            is_mine=key in mine,
            months_since=months_since(months.get(key), asked.on),
            is_archived=archived is not None,
        )
        yield Weighed(Kind.PARTNER, key, score(standing), hits[found])


def _latest_months(partners: Iterable[int]) -> dict[int, int]:
    rows = Tally.objects.filter(partner__in=list(partners), n__gt=0).values_list("partner")
    return dict(rows.annotate(latest=Max("month")).order_by())


def _mine(person: Person, partners: Sequence[int]) -> set[int]:
    """Those of these partners that are the person's own to look after."""
    own = Q(owner=person) | Q(deputy=person) | Q(acquaintances__person=person)
    own |= Q(followers__person=person)
    rows = Partnership.objects.filter(pk__in=partners).filter(own)
    return set(rows.values_list("pk", flat=True))


def _people(hits: Mapping[int, Found], asked: Asked) -> Iterator[Weighed]:
    own = ("pk", "given_name", "family_name", "archived_on")
    rows = Person.objects.seen_by(asked.person).filter(pk__in=hits, erased_on=None)
    stays = {
        row[0]: row[4:] if row[4] else row[:4]
        for row in rows.values_list(*own, *(f"absorbed_into__{name}" for name in own))
    }
    at = _workplaces([key for key, *_rest in stays.values()])
    mine = _mine(asked.person, [place for places in at.values() for place in places])
    for found, (key, given, family, archived) in stays.items():
        standing = Standing(
            hits[found].rung,
            Kind.PERSON,
            f"{given} {family}".strip(),
            is_mine=bool(mine & at.get(key, set())),
            is_archived=archived is not None,
        )
        yield Weighed(Kind.PERSON, key, score(standing), hits[found])


def _workplaces(people: Iterable[int]) -> dict[int, set[int]]:
    rows = Position.objects.filter(person__in=list(people)).order_by()
    found: dict[int, set[int]] = {}
    for person, own, other in rows.values_list(
        "person", "partnership", "partnership__absorbed_into"
    ):
        found.setdefault(person, set()).add(other or own)
    return found


def _sites(hits: Mapping[int, Found], asked: Asked) -> Iterator[Weighed]:
    rows = Site.objects.seen_by(asked.person).filter(pk__in=hits).order_by()
    for key, name in rows.values_list("pk", "name"):
        standing = Standing(hits[key].rung, Kind.SITE, name)
        yield Weighed(Kind.SITE, key, score(standing), hits[key])


def _encounters(hits: Mapping[int, Found], asked: Asked) -> Iterator[Weighed]:
    rows = Encounter.objects.seen_by(asked.person).standing().filter(pk__in=hits).order_by()
    for key, line, made_by, on in rows.values_list("pk", "line", "made_by", "on"):
        standing = Standing(
            hits[key].rung,
            Kind.ENCOUNTER,
            line,
            is_mine=made_by == asked.person.pk,
            months_since=months_since(month_of(on), asked.on),
        )
        yield Weighed(Kind.ENCOUNTER, key, score(standing), hits[key])


def _students(hits: Mapping[int, Found], asked: Asked) -> Iterator[Weighed]:
    yield from learning.weigh_students(hits, person=asked.person)


WEIGHED_BY: Mapping[Shelf, Callable[[Mapping[int, Found], Asked], Iterator[Weighed]]] = {
    Shelf.THING: _partners,
    Shelf.PERSON: _people,
    Shelf.PLACE: _sites,
    Shelf.LINE: _encounters,
    Shelf.STUDENT: _students,
}
