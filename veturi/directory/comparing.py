"""Partners and persons as the rules of duplicates compare them, read in a few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from veturi.directory.codes.municipalities import municipality
from veturi.directory.models import OrganisationName, Partnership, Person, Position, Provider, Site
from veturi.directory.rules.duplicates import Row
from veturi.directory.rules.reach import addresses_of, domain_of
from veturi.foundation.collecting import uncollected
from veturi.foundation.search.texts import number_mark
from veturi.foundation.text import fold


@uncollected()
def partner_rows(provider: Provider, *, only: Collection[int] | None = None) -> list[Row]:
    """Partners by every name, the Y-tunnus, addresses of sites, the website and their people.

    What a partner absorbed counts as its own. Without `only` they are all that stand.
    """
    partners = Partnership.objects.filter(provider=provider)
    partners = partners.standing() if only is None else partners.filter(pk__in=only)
    other_names = _other_names(provider, only)
    absorbed_names = _absorbed_names(provider, only)
    addresses = _addresses(provider, only)
    phones, domains = _reach(provider, only)
    columns = (
        "pk",
        "name_folded",
        "organisation_id",
        "organisation__name_folded",
        "organisation__business_id",
        "organisation__municipality",
        "organisation__website",
    )
    return [
        Row(
            key,
            names=tuple(
                dict.fromkeys((name, official, *other_names[organisation], *absorbed_names[key]))
            ),
            business_id=business_id,
            municipality=place,
            phones=frozenset(phones[key]),
            domains=frozenset({*domains[key], *_some(domain_of(website))}),
            addresses=frozenset(addresses[key]),
            place=_place(place),
        )
        for key, name, organisation, official, business_id, place, website in (
            partners.values_list(*columns).order_by("pk")
        )
    ]


@cache
def _place(code: str) -> str:
    """The municipality as somebody writes it into a name."""
    found = municipality(code) if code else None
    return fold(found.name_fi) if found else ""


Many = dict[int, set[str]]


def _reach(provider: Provider, only: Collection[int] | None) -> tuple[Many, Many]:
    """Phones of partners' people, and domains of their e-mails."""
    phones: Many = defaultdict(set)
    domains: Many = defaultdict(set)
    # One number is read many times: of a switchboard, and in a town of the demo.
    mark_of = cache(number_mark)
    rows = Position.objects.filter(provider=provider, person__erased_on=None)
    for partner, (email, phone) in _of_family(rows, only, "person__email", "person__phone"):
        phones[partner].update(_some(mark_of(phone)))
        domains[partner].update(_some(domain_of(email)))
    return phones, domains


def _of_family(
    rows: QuerySet[Any],  # of either model: both hang on a partnership
    only: Collection[int] | None,
    *columns: str,
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Columns of rows that hang on partners, each with the partner that it is shown with."""
    absorbed = Partnership.objects.exclude(absorbed_into=None)
    if only is not None:
        absorbed = Partnership.objects.filter(absorbed_into__in=only)
    stays = dict(absorbed.values_list("pk", "absorbed_into_id").order_by())
    if only is not None:
        rows = rows.filter(partnership__in=[*only, *stays])
    for partner, *values in rows.values_list("partnership_id", *columns).order_by():
        yield stays.get(partner, partner), tuple(values)


def _some(text: str) -> list[str]:
    return [text] if text else []


def _other_names(provider: Provider, only: Collection[int] | None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = OrganisationName.objects.known_to(provider.pk).exclude(kind="former")
    if only is not None:
        rows = rows.filter(organisation__partnerships__in=only)
    for organisation, name in rows.values_list("organisation_id", "name_folded"):
        found[organisation].append(name)
    return found


def _absorbed_names(provider: Provider, only: Collection[int] | None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Partnership.objects.filter(absorbed_into__in=only or ())
    if only is None:
        rows = Partnership.objects.filter(provider=provider, absorbed_into__isnull=False)
    columns = ("absorbed_into_id", "name_folded", "organisation__name_folded")
    for stays, *names in rows.values_list(*columns).order_by():
        found[stays] += names
    return found


def _addresses(provider: Provider, only: Collection[int] | None) -> Many:
    found: Many = defaultdict(set)
    rows = Site.objects.filter(provider=provider).exclude(address="")
    columns = ("address", "postal_code", "place")
    for partner, (street, postal_code, place) in _of_family(rows, only, *columns):
        found[partner] |= addresses_of(street, postal_code=postal_code, place=place)
    return found


@uncollected()
def person_rows(provider: Provider, *, only: Collection[int] | None = None) -> list[Row]:
    """Persons of partners by name, e-mail, phone, and at which partners they are.

    What a person absorbed counts as the person's own, when it is among those asked for. Without
    `only` they are all that stand.
    """
    people = Person.objects.standing().of_partners().filter(provider=provider)
    people = people if only is None else people.filter(pk__in=only)
    cards = {key: [card] for key, *card in people.values_list(*CARD).order_by("pk")}
    absorbed = _absorbed_people(provider, only)
    at = _partners_of(provider, only)
    for key, stays in absorbed.items():
        cards.get(stays.key, []).append(stays.card)
        at[stays.key] |= at[key]
    return [
        Row(
            key,
            names=tuple(dict.fromkeys(name for name, _email, _phone in held)),
            emails=frozenset(email.lower() for _name, email, _phone in held if email),
            phones=frozenset(number_mark(phone) for _name, _email, phone in held if phone),
            partners=frozenset(at[key]),
        )
        for key, held in cards.items()
    ]


CARD = ("pk", "name_folded", "email", "phone")


class _Absorbed(NamedTuple):
    """Into whom, and what stood on the card."""

    key: int
    card: list[str]


def _absorbed_people(provider: Provider, only: Collection[int] | None) -> dict[int, _Absorbed]:
    """Of these keys: SQLite takes no index for a column in which nearly all is nothing."""
    rows = Person.objects.filter(provider=provider).exclude(absorbed_into=None)
    rows = rows if only is None else rows.filter(pk__in=only)
    found = rows.values_list("absorbed_into_id", *CARD).order_by("pk")
    return {key: _Absorbed(stays, card) for stays, key, *card in found}


def _partners_of(provider: Provider, only: Collection[int] | None) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    positions = Position.objects.filter(provider=provider)
    if only is not None:
        positions = positions.filter(person__in=only)
    columns = ("person_id", "partnership_id", "partnership__absorbed_into_id")
    for person, partner, stays in positions.values_list(*columns).order_by():
        found[person].add(stays or partner)
    return found
