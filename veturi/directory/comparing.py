"""Partners and persons as the rules of duplicates compare them, read in a few queries."""

import re
from collections import defaultdict

from veturi.directory.models import OrganisationName, Partnership, Person, Position, Provider, Site
from veturi.directory.rules.duplicates import Row
from veturi.foundation.search.texts import number_mark
from veturi.foundation.text import fold


def partner_rows(provider: Provider) -> list[Row]:
    """Standing partners: every name, the Y-tunnus, the site's addresses and the domain."""
    partners = Partnership.objects.standing().filter(provider=provider)
    other_names = _other_names(provider)
    addresses = _addresses(provider)
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
            names=tuple(dict.fromkeys((name, official, *other_names[organisation]))),
            business_id=business_id,
            municipality=municipality,
            domains=frozenset({domain} if (domain := _domain(website)) else ()),
            addresses=frozenset(addresses[key]),
        )
        for key, name, organisation, official, business_id, municipality, website in (
            partners.values_list(*columns).order_by("pk")
        )
    ]


def _other_names(provider: Provider) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = OrganisationName.objects.known_to(provider.pk).exclude(kind="former")
    for organisation, name in rows.values_list("organisation_id", "name_folded"):
        found[organisation].append(name)
    return found


def _addresses(provider: Provider) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Site.objects.filter(provider=provider).exclude(address="")
    for partner, address, postal_code in rows.values_list(
        "partnership_id", "address", "postal_code"
    ):
        found[partner].append(fold(f"{address} {postal_code}"))
    return found


def _domain(website: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", website.lower()).partition("/")[0]


def person_rows(provider: Provider) -> list[Row]:
    """Standing persons of partners: name, e-mail, phone, and at which partners they are."""
    people = Person.objects.standing().of_partners().filter(provider=provider)
    at: dict[int, set[int]] = defaultdict(set)
    positions = Position.objects.filter(provider=provider)
    for person, partner in positions.values_list("person_id", "partnership_id"):
        at[person].add(partner)
    columns = ("pk", "name_folded", "email", "phone")
    return [
        Row(
            key,
            names=(name,),
            emails=frozenset({email.lower()} if email else ()),
            phones=frozenset({number_mark(phone)} if phone else ()),
            partners=frozenset(at[key]),
        )
        for key, name, email, phone in people.values_list(*columns).order_by("pk")
    ]
