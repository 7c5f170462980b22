"""What imports need of the directory: sets that come in, and sets that are taken out again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from veturi.directory.actions.findable import (
    forget_partners,
    forget_people,
    forget_sites,
    keep_partners_findable,
    make_findable,
)
from veturi.directory.actions.naming import name_folds
from veturi.directory.actions.partners import NewPartner, add_partners, give_own_of_new
from veturi.directory.models import (
    Acquaintance,
    Body,
    Organisation,
    OrganisationName,
    OwnValue,
    Partnership,
    Pause,
    Person,
    Position,
    Provider,
    Seat,
    Site,
    Tag,
    Tagging,
)
from veturi.foundation.history.actions import Difference, note_many
from veturi.foundation.rows import create
from veturi.foundation.text import fold


@dataclass(frozen=True, slots=True)
class NewSite:
    partnership: Partnership
    address: str
    postal_code: str = ""
    municipality: str = ""


@transaction.atomic
def take_partners(
    many: Sequence[NewPartner], *, provider: Provider, by: Person | None, on: date, batch: str
) -> list[Partnership]:
    """The set form of add_partner: public organisations are found by their Y-tunnus.

    The caller has looked for those that are partners already.
    """
    ids = {new.business_id for new in many} - {""}
    public = {
        row.business_id: row
        for row in Organisation.objects.filter(private_to=None, business_id__in=ids)
    }
    typed = [new for new in many if new.business_id not in public]
    made = iter(add_partners(typed, provider=provider, by=by, on=on, batch=batch))
    found = [new for new in many if new.business_id in public]
    joined = iter(
        _join(
            [(new, public[new.business_id]) for new in found], provider, by=by, on=on, batch=batch
        )
    )
    return [next(joined if new.business_id in public else made) for new in many]


def _join(
    pairs: Sequence[tuple[NewPartner, Organisation]],
    provider: Provider,
    *,
    by: Person | None,
    on: date,
    batch: str,
) -> list[Partnership]:
    rows = [
        Partnership(
            provider=provider,
            organisation=organisation,
            **{"name": new.name, "since": on, **new.fields},
        )
        for new, organisation in pairs
    ]
    for row in rows:
        name_folds(row)
    create(rows)
    make_findable(rows)
    tell_made(rows, provider=provider, by=by, batch=batch)
    give_own_of_new([new for new, _row in pairs], rows, provider=provider, by=by, batch=batch)
    return rows


def tell_made(
    rows: Iterable[Partnership], *, provider: Provider, by: Person | None, batch: str
) -> None:
    note_many(
        [(row.key, [Difference("made", "", row.name)]) for row in rows],
        scope=provider.scope,
        by=by.user if by else None,
        batch=batch,
    )


@transaction.atomic
def add_sites(many: Sequence[NewSite], *, provider: Provider) -> list[Site]:
    """Places by their street address."""
    rows = [
        Site(
            provider=provider,
            partnership=new.partnership,
            name=new.address,
            address=new.address,
            postal_code=new.postal_code,
            municipality=new.municipality,
        )
        for new in many
    ]
    for row in rows:
        name_folds(row)
    sites = create(rows)
    make_findable(sites)
    return sites


@transaction.atomic
def add_networks(many: Sequence[tuple[Partnership, str]], *, provider: Provider) -> list[Body]:
    """The networks that these partners are, each with its reach."""
    return create(
        [
            Body(
                provider=provider,
                kind=Body.Kind.NETWORK,
                reach=reach,
                name=partnership.name,
                name_folded=fold(partnership.name),
                partnership=partnership,
            )
            for partnership, reach in many
        ]
    )


def set_reach(body: Body, *, reach: str) -> None:
    body.reach = reach
    body.save(update_fields=["reach"])


@transaction.atomic
def add_names(
    many: Sequence[tuple[Partnership, str]], *, provider: Provider
) -> list[OrganisationName]:
    """Names by which a list calls an organisation; they are the provider's own knowledge."""
    rows = create(
        [
            OrganisationName(
                organisation_id=partnership.organisation_id,
                provider=provider,
                kind=OrganisationName.Kind.WORKING,
                name=name,
                name_folded=fold(name),
            )
            for partnership, name in many
        ]
    )
    keep_partners_findable({partnership.pk for partnership, _name in many})
    return rows


@transaction.atomic
def remove_untouched(
    partnerships: Sequence[Partnership], *, by: Person, on: date, batch: str
) -> list[Partnership]:
    """Delete partners as if they had never been, with their own private organisation.

    Whoever the ledger or something else still refers to is archived instead and returned.
    """
    rows = Partnership.objects.filter(pk__in=[row.pk for row in partnerships])
    sites = list(Site.objects.filter(partnership__in=rows).values_list("pk", "partnership"))
    held = _delete_free(rows)
    kept = [row for row in partnerships if row.pk in held]
    gone = [row for row in partnerships if row.pk not in held]
    forget_partners(row.pk for row in gone)
    forget_sites(site for site, partner in sites if partner not in held)
    _delete_lone([row.organisation_id for row in gone])
    Partnership.objects.filter(pk__in=[row.pk for row in kept], archived_on=None).update(
        archived_on=on, archived_by=by
    )
    changes = [(row.key, [Difference("made", row.name, "")]) for row in gone] + [
        (row.key, [Difference("archived_on", "", on.isoformat())]) for row in kept
    ]
    if partnerships:
        scope = partnerships[0].provider.scope
        note_many(changes, scope=scope, by=by.user, batch=batch)
    return kept


def _delete_lone(organisations: Iterable[int]) -> None:
    """Private organisations that nobody works with any more."""
    _delete_free(
        Organisation.objects.filter(
            pk__in=list(organisations), private_to__isnull=False, partnerships=None
        )
    )


@transaction.atomic
def put_out_of_sight(partnerships: Sequence[Partnership], *, on: date) -> None:
    """What stays only because retracted deeds refer to it: emptied, unlisted and not found."""
    keys = [row.pk for row in partnerships]
    forget_sites(Site.objects.filter(partnership__in=keys).values_list("pk", flat=True))
    for model in (Position, Site, Body, Seat, Tagging, Acquaintance, Pause, OwnValue):
        model._default_manager.filter(partnership__in=keys).delete()
    owners = {row.organisation_id: row.provider_id for row in partnerships}
    for organisation, provider in owners.items():
        OrganisationName.objects.filter(organisation=organisation, provider=provider).delete()
    Partnership.objects.filter(pk__in=keys).update(
        taken_back_on=on, notes="", unit="", owner=None, deputy=None, sponsor=None
    )
    forget_partners(keys)


@transaction.atomic
def remove_parts(
    provider: Provider,
    *,
    people: Iterable[int] = (),
    sites: Iterable[int] = (),
    bodies: Iterable[int] = (),
    names: Iterable[int] = (),
    tags: Iterable[int] = (),
) -> None:
    """Delete what an import added to partners, but for what something else refers to."""
    forgetting = ((Person, people, forget_people), (Site, sites, forget_sites))
    for model, keys, forget in forgetting:
        asked = set(keys)
        held = _delete_free(model._default_manager.filter(provider=provider, pk__in=asked))
        forget(asked - held)
    _delete_free(Body.objects.filter(provider=provider, pk__in=list(bodies)))
    Tag.objects.filter(provider=provider, pk__in=list(tags), taggings=None).delete()
    other_names = OrganisationName.objects.filter(provider=provider, pk__in=list(names))
    partners = Partnership.objects.filter(
        provider=provider, organisation__in=list(other_names.values_list("organisation", flat=True))
    )
    other_names.delete()
    keep_partners_findable(partners.values_list("pk", flat=True))


def _delete_free(rows: "models.QuerySet[Any]") -> set[int]:
    """Delete but for those to which something refers that must stay; returns their keys."""
    held: set[int] = set()
    while True:
        try:
            with transaction.atomic():
                rows.exclude(pk__in=held).delete()
        except ProtectedError as refusal:
            referred_to = _referred_to(rows.model, refusal.protected_objects)
            if referred_to <= held:  # pragma: no cover (nothing protects what goes with them)
                raise
            held |= referred_to
        else:
            return held


def _referred_to(model: type[models.Model], holders: Iterable[Any]) -> set[int]:
    return {
        key
        for holder in holders
        for field in holder._meta.concrete_fields
        if field.is_relation and field.related_model is model
        if (key := getattr(holder, field.attname)) is not None
    }
