"""By what the directory's things are found: all their names, numbers and addresses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from veturi.directory.models import OrganisationName, Partnership, Person, Provider, Site
from veturi.directory.models.providers import scope_of
from veturi.foundation.search.keeping import Named
from veturi.foundation.search.models import Shelf
from veturi.foundation.search.texts import marks_of


def everything_of(provider: Provider) -> Iterator[Named]:
    """All that should stand in the index, for its rebuilding and its audit."""
    partners = Partnership.objects.filter(provider=provider)
    yield from named_partners(partners.select_related("organisation"))
    yield from named_people(Person.objects.filter(provider=provider))
    yield from named_sites(Site.objects.filter(provider=provider))


def named_partners(rows: Iterable[Partnership]) -> Iterator[Named]:
    """By the name we use, the official one, others that it has or had, and the Y-tunnus.

    What stays only as the trace of an import that was taken back is not found.
    """
    partners = [row for row in rows if row.taken_back_on is None]
    others = _other_names({partner.organisation_id for partner in partners})
    for partner in partners:
        organisation = partner.organisation
        known = [
            name
            for owner, name in others.get(partner.organisation_id, [])
            if owner in {None, partner.provider_id}
        ]
        yield Named(
            Shelf.THING,
            partner.pk,
            scope_of(partner.provider_id),
            [partner.name, organisation.name, *known],
            marks_of(numbers=[organisation.business_id], addresses=[organisation.website]),
        )


def _other_names(organisations: Iterable[int]) -> dict[int, list[tuple[int | None, str]]]:
    found = defaultdict(list)
    keys = sorted(organisations)
    for start in range(0, len(keys), 500):
        rows = OrganisationName.objects.filter(organisation__in=keys[start : start + 500])
        for organisation, provider, name in rows.order_by("pk").values_list(
            "organisation_id", "provider_id", "name"
        ):
            found[organisation].append((provider, name))
    return found


def named_people(rows: Iterable[Person]) -> Iterator[Named]:
    """By the name in either order, phone and e-mail; who was erased is not found."""
    for person in rows:
        if person.erased_on is not None:
            continue
        given, family = person.given_name, person.family_name
        yield Named(
            Shelf.PERSON,
            person.pk,
            scope_of(person.provider_id),
            [f"{given} {family}", f"{family} {given}"],
            marks_of(numbers=[person.phone], addresses=[person.email]),
        )


def named_sites(rows: Iterable[Site]) -> Iterator[Named]:
    for site in rows:
        yield Named(
            Shelf.PLACE,
            site.pk,
            scope_of(site.provider_id),
            [site.name, site.address, f"{site.postal_code} {site.place}"],
        )
