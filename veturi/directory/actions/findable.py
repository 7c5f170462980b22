"""What was named stays findable: called by every action that names, in its transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from veturi.directory.finding import named_partners, named_people, named_sites
from veturi.directory.models import Partnership, Person, Site
from veturi.foundation.search.keeping import Named, enter, forget, put
from veturi.foundation.search.models import Shelf

CHUNK = 500


def make_findable(rows: Sequence[Partnership | Person | Site]) -> None:
    """The set form for rows of one model that were just made."""
    if rows:
        enter(NAMED_BY[type(rows[0])](rows))


NAMED_BY: dict[type, Callable[..., Iterator[Named]]] = {
    Partnership: named_partners,
    Person: named_people,
    Site: named_sites,
}


def keep_partners_findable(keys: Iterable[int]) -> None:
    for chunk in _chunks(keys):
        rows = Partnership.objects.filter(pk__in=chunk)
        put(named_partners(rows.select_related("organisation")))


def keep_people_findable(keys: Iterable[int]) -> None:
    for chunk in _chunks(keys):
        put(named_people(Person.objects.filter(pk__in=chunk)))


def keep_sites_findable(keys: Iterable[int]) -> None:
    for chunk in _chunks(keys):
        put(named_sites(Site.objects.filter(pk__in=chunk)))


def keep_findable(row: Partnership | Person | Site) -> None:
    """Whatever it is that has a name."""
    match row:
        case Partnership():
            keep_partners_findable([row.pk])
        case Person():
            keep_people_findable([row.pk])
        case _:
            keep_sites_findable([row.pk])


def forget_partners(keys: Iterable[int]) -> None:
    forget(Shelf.THING, keys)


def forget_people(keys: Iterable[int]) -> None:
    forget(Shelf.PERSON, keys)


def forget_sites(keys: Iterable[int]) -> None:
    forget(Shelf.PLACE, keys)


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    many = list(keys)
    for start in range(0, len(many), CHUNK):
        yield many[start : start + CHUNK]
