"""Set forms for whole towns: a provider is opened, public facts and many rows come at once."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction

from veturi.directory.actions.attachments import begin_with_types
from veturi.directory.actions.findable import keep_partners_findable, make_findable
from veturi.directory.actions.naming import name_folds
from veturi.directory.actions.partners import NewPartner, add_partners
from veturi.directory.models import (
    Organisation,
    OrganisationName,
    Partnership,
    Person,
    Provider,
    Site,
    Succession,
    Tag,
    Tagging,
)
from veturi.foundation.accounts.models import User
from veturi.foundation.history.actions import Difference, note_many
from veturi.foundation.rows import create
from veturi.foundation.text import fold


class Named(NamedTuple):
    """Another name of an organisation; with a provider it is that provider's own knowledge."""

    organisation: Organisation
    kind: OrganisationName.Kind
    name: str
    provider: Provider | None = None
    until: date | None = None


@transaction.atomic
def open_provider(slug: str, *, name: str) -> Provider:
    """A new provider, with the types of attachments that everybody begins with."""
    provider = Provider.objects.create(slug=slug, name=name)
    begin_with_types(provider)
    return provider


@transaction.atomic
def add_public_partners(
    many: Sequence[NewPartner], *, provider: Provider, by: Person | None, on: date
) -> list[Partnership]:
    """Partners whose organisations are new public facts; the caller has looked for those there."""
    partnerships = add_partners(many, provider=provider, by=by, on=on)
    keys = [row.organisation_id for row in partnerships]
    Organisation.objects.filter(pk__in=keys).update(private_to=None)
    for row in partnerships:
        row.organisation.private_to = None
    return partnerships


@transaction.atomic
def add_names(many: Sequence[Named]) -> list[OrganisationName]:
    rows = create(
        [
            OrganisationName(
                organisation=one.organisation,
                provider=one.provider,
                kind=one.kind,
                name=one.name,
                name_folded=fold(one.name)[:200],
                until=one.until,
            )
            for one in many
        ]
    )
    named = {one.organisation.pk for one in many}
    partners = Partnership.objects.filter(organisation__in=named)
    keep_partners_findable(partners.values_list("pk", flat=True))
    return rows


@transaction.atomic
def succeed(
    predecessor: Organisation,
    *,
    successor: Organisation,
    on: date,
    kind: Succession.Kind,
    source: str,
) -> Succession:
    """One goes on as another; what merges into another has its last day the day before."""
    if kind == Succession.Kind.MERGER:
        predecessor.ended_on = on - timedelta(days=1)
        predecessor.save(update_fields=["ended_on"])
    return Succession.objects.create(
        predecessor=predecessor, successor=successor, on=on, kind=kind, source=source
    )


@transaction.atomic
def add_sites(
    many: Sequence[tuple[Partnership, Mapping[str, Any]]], *, provider: Provider, by: Person | None
) -> list[Site]:
    """The set form of add_site."""
    rows = [Site(provider=provider, partnership=partner, **fields) for partner, fields in many]
    for row in rows:
        name_folds(row)
    sites = create(rows)
    make_findable(sites)
    _tell(
        [(partner, "site", row.name) for (partner, _), row in zip(many, sites, strict=True)],
        provider=provider,
        by=by,
    )
    return sites


@transaction.atomic
def tag_partners(
    many: Sequence[tuple[Partnership, Sequence[str]]], *, provider: Provider, by: Person | None
) -> None:
    """The set form of set_tags, for partners that have none yet."""
    names = {fold(name): name for _partner, names in many for name in names}
    there = {tag.name_folded: tag for tag in Tag.objects.filter(provider=provider)}
    for folded, name in sorted(names.items()):
        if folded not in there:
            tag = Tag(provider=provider, name=name, name_folded=folded)
            tag.save()
            there[folded] = tag
    create(
        [
            Tagging(provider=provider, partnership=partner, tag=there[fold(name)])
            for partner, names in many
            for name in names
        ]
    )
    _tell(
        [(partner, "tags", ", ".join(names)) for partner, names in many], provider=provider, by=by
    )


def give_passwords(emails: Sequence[str], *, password: str) -> None:
    """The same for all, where no letter can be sent: the demo."""
    User.objects.filter(email__in=emails).update(password=make_password(password))


def _tell(
    rows: Sequence[tuple[Partnership, str, str]], *, provider: Provider, by: Person | None
) -> None:
    note_many(
        [(partner.key, [Difference(field, "", new)]) for partner, field, new in rows],
        scope=provider.scope,
        by=by.user if by else None,
    )
