"""Making, changing, archiving and restoring partners."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.changing import change, change_facts, tell
from veturi.directory.actions.findable import (
    keep_partners_findable,
    keep_sites_findable,
    make_findable,
)
from veturi.directory.actions.naming import name_folds
from veturi.directory.actions.own_values import Given, give_own, give_own_many
from veturi.directory.models import (
    Acquaintance,
    Organisation,
    Partnership,
    Pause,
    Person,
    Provider,
    Site,
    Tag,
    Tagging,
)
from veturi.foundation.history.actions import Difference, note_many
from veturi.foundation.rows import create
from veturi.foundation.text import fold


class PartnerAlready(Exception):
    """The provider has this organisation as a partner; `.partnership` is it."""

    def __init__(self, partnership: Partnership) -> None:
        super().__init__(_("This organisation is a partner already."))
        self.partnership = partnership


@dataclass(slots=True)
class NewPartner:
    """What is known when a partner is made: public facts, and in `fields` the provider's own.

    `own` are values of fields that the provider has made, by the names of the fields.
    """

    name: str
    kind: str
    business_id: str = ""
    municipality: str = ""
    industry: str = ""
    industry_version: str = ""
    legal_form: str = ""
    size: str = ""
    website: str = ""
    languages: str = ""
    source: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    tags: Sequence[str] = ()
    own: Given = field(default_factory=dict)


@transaction.atomic
def add_partner(new: NewPartner, *, provider: Provider, by: Person | None, on: date) -> Partnership:
    """Take an organisation as a partner; a public one is found by its Y-tunnus."""
    _one_at_a_time(provider)
    organisation = public_by_id(new.business_id) or own_by_id(provider, new.business_id)
    if organisation is not None:
        known = Partnership.objects.filter(provider=provider, organisation=organisation).first()
        if known and known.taken_back_on is None:
            raise PartnerAlready(known.absorbed_into or known)
        if known:
            return take_again(known, new=new, by=by, on=on)
    else:
        organisation = _private(new, provider)
        organisation.save()
    partnership = _partnership(new, organisation, provider, on)
    partnership.full_clean(exclude=["name_folded", "name_sort"], validate_unique=False)
    partnership.save()
    keep_partners_findable([partnership.pk])
    tell(partnership, [Difference("made", "", partnership.name)], by=by)
    set_tags(partnership, names=new.tags, by=by)
    give_own(partnership, new.own, by=by)
    return partnership


def _one_at_a_time(provider: Provider) -> None:
    """Whoever else takes the same organisation in waits, and is told that it is there."""
    Provider.objects.select_for_update().get(pk=provider.pk)


@transaction.atomic
def add_partners(
    many: Sequence[NewPartner], *, provider: Provider, by: Person | None, on: date, batch: str = ""
) -> list[Partnership]:
    """The set form: for imports and the demo. The caller has looked for those already there."""
    organisations = create([_private(new, provider) for new in many])
    partnerships = create(
        [
            _partnership(new, organisation, provider, on)
            for new, organisation in zip(many, organisations, strict=True)
        ]
    )
    make_findable(partnerships)
    note_many(
        [(row.key, [Difference("made", "", row.name)]) for row in partnerships],
        scope=provider.scope,
        by=by.user if by else None,
        batch=batch,
    )
    give_own_of_new(many, partnerships, provider=provider, by=by, batch=batch)
    return partnerships


def give_own_of_new(
    many: Sequence[NewPartner],
    rows: Sequence[Partnership],
    *,
    provider: Provider,
    by: Person | None,
    batch: str,
) -> None:
    """What is known of fields of the provider's own, for partners just made."""
    own = [(row, new.own) for new, row in zip(many, rows, strict=True)]
    give_own_many(own, provider=provider, by=by, batch=batch)


@transaction.atomic
def take_again(
    partnership: Partnership, *, new: NewPartner, by: Person | None, on: date, batch: str = ""
) -> Partnership:
    """What an import had made and its reversal put out of sight is a partner anew."""
    row = Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    if row.organisation.private_to_id == row.provider_id:
        fresh = _private(new, row.provider)
        fresh.pk = row.organisation_id
        fresh.save()
        row.organisation = fresh
    given = {"name": new.name, "since": on, "phase": Partnership.Phase.IDENTIFIED, **new.fields}
    for name, value in given.items():
        setattr(row, name, value)
    row.archived_on = row.archived_by = row.taken_back_on = None
    name_folds(row)
    row.full_clean(exclude=["name_folded", "name_sort"], validate_unique=False)
    row.save()
    keep_partners_findable([row.pk])
    tell(row, [Difference("made", "", row.name)], by=by, batch=batch)
    set_tags(row, names=new.tags, by=by, batch=batch)
    give_own(row, new.own, by=by, batch=batch)
    return row


def public_by_id(business_id: str) -> Organisation | None:
    if not business_id:
        return None
    return Organisation.objects.filter(private_to=None, business_id=business_id).first()


def own_by_id(provider: Provider, business_id: str) -> Organisation | None:
    if not business_id:
        return None
    return Organisation.objects.filter(private_to=provider, business_id=business_id).first()


def _private(new: NewPartner, provider: Provider) -> Organisation:
    organisation = Organisation(
        private_to=provider,
        name=new.name,
        kind=new.kind,
        business_id=new.business_id,
        municipality=new.municipality,
        industry=new.industry,
        industry_version=new.industry_version,
        legal_form=new.legal_form,
        size=new.size,
        website=new.website,
        languages=new.languages,
        source=new.source,
    )
    name_folds(organisation)
    return organisation


def _partnership(
    new: NewPartner, organisation: Organisation, provider: Provider, on: date
) -> Partnership:
    partnership = Partnership(
        provider=provider,
        organisation=organisation,
        **{"name": new.name, "since": on, **new.fields},
    )
    name_folds(partnership)
    return partnership


PRIVATE_FACTS = (
    "name",
    "kind",
    "business_id",
    "industry",
    "industry_version",
    "municipality",
    "legal_form",
    "size",
    "website",
    "languages",
    "ended_on",
)


@transaction.atomic
def edit_partner(
    partnership: Partnership,
    *,
    by: Person | None,
    fields: Mapping[str, Any],
    facts: Mapping[str, Any] | None = None,
    tags: Iterable[str] | None = None,
    own: Given | None = None,
    batch: str = "",
) -> Partnership:
    """Change what is the provider's own; facts only of an organisation private to it."""
    organisation = partnership.organisation
    if facts and organisation.private_to_id == partnership.provider_id:
        _edit_facts(partnership, facts, by=by, batch=batch)
    if tags is not None:
        set_tags(partnership, names=tags, by=by)
    give_own(partnership, own or {}, by=by, batch=batch)
    return change(partnership, by=by, fields=fields, batch=batch)


def _edit_facts(
    partnership: Partnership, facts: Mapping[str, Any], *, by: Person | None, batch: str
) -> None:
    ours = {name: value for name, value in facts.items() if name in PRIVATE_FACTS}
    partnership.organisation, changes = change_facts(partnership.organisation, ours)
    tell(partnership, changes, by=by, batch=batch)


@transaction.atomic
def move_partner(
    partnership: Partnership,
    *,
    fields: Mapping[str, Any],
    own: Given | None = None,
    reason: str,
    by: Person,
) -> Partnership:
    """To another stage of a board; why it went back is told to history beside the change."""
    give_own(partnership, own or {}, by=by)
    fresh = change(partnership, by=by, fields=fields)
    if reason:
        tell(fresh, [Difference("reason", "", reason)], by=by)
    return fresh


def archive(partnership: Partnership, *, by: Person, on: date, batch: str = "") -> Partnership:
    """Put away instead of deleting: gone from lists, kept with all that was done."""
    return change(partnership, by=by, fields={"archived_on": on, "archived_by": by}, batch=batch)


def restore(partnership: Partnership, *, by: Person | None, batch: str = "") -> Partnership:
    fields = {"archived_on": None, "archived_by": None}
    return change(partnership, by=by, fields=fields, batch=batch)


@transaction.atomic
def set_tags(
    partnership: Partnership, *, names: Iterable[str], by: Person | None, batch: str = ""
) -> None:
    """Exactly these tags; new ones are made, unused ones stay for the next partner."""
    wanted = {fold(name): name.strip() for name in names if name.strip()}
    tags = [
        Tag.objects.get_or_create(
            provider=partnership.provider, name_folded=folded, defaults={"name": name}
        )[0]
        for folded, name in sorted(wanted.items())
    ]
    before = list(partnership.taggings.select_related("tag").order_by("tag__name_folded"))
    old, new = ", ".join(t.tag.name for t in before), ", ".join(tag.name for tag in tags)
    if old == new:
        return
    partnership.taggings.exclude(tag__in=tags).delete()
    held = {tagging.tag_id for tagging in before}
    Tagging.objects.bulk_create(
        Tagging(provider=partnership.provider, partnership=partnership, tag=tag)
        for tag in tags
        if tag.pk not in held
    )
    tell(partnership, [Difference("tags", old, new)], by=by, batch=batch)


@transaction.atomic
def know(partnership: Partnership, *, person: Person, note: str, on: date) -> Acquaintance:
    """Say that one of us knows the partner."""
    row, made = Acquaintance.objects.update_or_create(
        partnership=partnership,
        person=person,
        defaults={"note": note, "provider": partnership.provider},
        create_defaults={"note": note, "provider": partnership.provider, "since": on},
    )
    if made:
        tell(partnership, [Difference("knows", "", str(person))], by=person)
    return row


@transaction.atomic
def pause(
    partnership: Partnership,
    *,
    by: Person,
    channel: str,
    reason: str,
    since: date,
    until: date | None,
) -> Pause:
    """No contact by the channel until the last day, with the reason that colleagues see."""
    row = Pause(
        provider=partnership.provider,
        partnership=partnership,
        channel=channel,
        reason=reason,
        since=since,
        until=until,
    )
    row.full_clean()
    row.save()
    tell(partnership, [Difference(f"pause.{channel}", "", reason)], by=by)
    return row


@transaction.atomic
def end_pause(row: Pause, *, by: Person, on: date) -> None:
    """Contact is fine again: the pause ends the day before; one begun today never was."""
    if row.since >= on:
        row.delete()
    else:
        row.until = date.fromordinal(on.toordinal() - 1)
        row.save(update_fields=["until"])
    owner = row.partnership or row.person
    tell(owner, [Difference(f"pause.{row.channel}", row.reason, "")], by=by)


@transaction.atomic
def add_site(partnership: Partnership, *, by: Person | None, fields: Mapping[str, Any]) -> Site:
    site = Site(provider=partnership.provider, partnership=partnership, **fields)
    name_folds(site)
    site.full_clean()
    site.save()
    keep_sites_findable([site.pk])
    tell(partnership, [Difference("site", "", site.name)], by=by)
    return site


def edit_site(site: Site, *, by: Person | None, fields: Mapping[str, Any], batch: str = "") -> Site:
    return change(site, by=by, fields=fields, batch=batch)
