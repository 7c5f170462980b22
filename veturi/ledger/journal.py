"""The pen: record, retract, confirm; promise, keep, withdraw. Cooperation alone may hold it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Partnership, Person, Provider
from veturi.foundation.rows import create
from veturi.ledger.entries import Entry
from veturi.ledger.kinds import deed_kind, promise_kind
from veturi.ledger.models import Book, Confirmation, Contribution, Deed, Promise, PromiseParty
from veturi.ledger.months import month_of
from veturi.ledger.settings import Defaults
from veturi.ledger.tallying import Tallying, share_of, standing_confidence
from veturi.ledger.writing import Writing, write, writing


class NotRecordable(Exception):
    """The pen refuses: the sentence says why."""


class NotRetractable(Exception):
    """The deed cannot be taken back: the sentence says why."""


class NotKept(Exception):
    """The deed does not keep the promise: the sentence says why."""


class NotConfirmed(Exception):
    """The figure is not taken: the sentence says why."""


def record(entry: Entry, *, provider: Provider, by: Person | None, at: datetime) -> Deed:
    """Write one deed."""
    return record_many([entry], provider=provider, by=by, at=at)[0]


@transaction.atomic
def record_many(
    entries: Sequence[Entry], *, provider: Provider, by: Person | None, at: datetime
) -> list[Deed]:
    """Write a set of deeds with parties, contributions and tallies, in one transaction."""
    today = localdate(at)
    defaults = Defaults.of(provider)
    for entry in entries:
        _refuse_impossible(entry, today)
    _refuse_foreign(
        provider,
        partners=(partner for entry in entries for partner in entry.partners),
        persons=(person for entry in entries for person, _role in entry.persons),
        by=by,
    )
    number = _allocate(provider, len(entries))
    _refuse_second_months(entries, provider)
    writings = [
        writing(entry, number + index, provider=provider, by=by, at=at, defaults=defaults)
        for index, entry in enumerate(entries)
    ]
    deeds = write(writings)
    _tally(writings, provider)
    return deeds


def _refuse_impossible(entry: Entry, today: date) -> None:
    deed_kind(entry.kind)
    if entry.on > today:
        raise NotRecordable(_("A deed is recorded when it is done: the day is still to come."))
    if not entry.partners:
        raise NotRecordable(_("Name at least one partner."))
    if len(set(entry.partners)) != len(entry.partners):
        raise NotRecordable(_("A partner stands twice in the same deed."))
    if entry.until is not None and entry.until < entry.on:
        raise NotRecordable(_("The last day follows the first."))
    if not {gift.partner for gift in entry.given or ()} <= {None, *entry.partners}:
        raise NotRecordable(_("A gift is given by or to a partner of the deed."))


def _refuse_foreign(
    provider: Provider, *, partners: Iterable[int], persons: Iterable[int], by: Person | None
) -> None:
    """Whoever takes part is the provider's own."""
    ours: tuple[tuple[type[Partnership | Person], set[int]], ...] = (
        (Partnership, set(partners)),
        (Person, set(persons)),
    )
    strangers = by is not None and by.provider_id != provider.pk
    for model, keys in ours:
        there = model._default_manager.filter(provider=provider, pk__in=keys)
        strangers = strangers or (bool(keys) and there.count() != len(keys))
    if strangers:
        raise NotRecordable(_("A partner or a person here is not one of yours."))


def _allocate(provider: Provider, count: int) -> int:
    """Lock the provider's book and take the next numbers; returns the first of them."""
    book, _made = Book.objects.select_for_update().get_or_create(provider=provider)
    first = book.last_number + 1
    book.last_number += count
    book.save(update_fields=["last_number"])
    return first


def _refuse_second_months(entries: Sequence[Entry], provider: Provider) -> None:
    """Month deeds are unique by source, kind and month while not retracted."""
    monthly = [
        (entry.source, entry.kind, month_of(entry.on))
        for entry in entries
        if entry.kind.endswith(("_month_held", "_month_hosted"))
    ]
    if not monthly:
        return
    taken = _standing_months(provider, {source for source, _kind, _month in monthly})
    if len(set(monthly)) != len(monthly) or taken & set(monthly):
        raise NotRecordable(_("This month of the period is recorded already."))


def _standing_months(provider: Provider, sources: set[str]) -> set[tuple[str, str, int]]:
    # By source alone: SQLite, not knowing better, would go through all that is not retracted.
    deeds = Deed.objects.filter(source__in=sources).values_list(
        "pk", "retracts_id", "provider_id", "source", "kind", "done_on"
    )
    retracted = {retracts for _pk, retracts, *_rest in deeds if retracts is not None}
    return {
        (source, kind, month_of(done_on))
        for pk, retracts, owner, source, kind, done_on in deeds
        if retracts is None and pk not in retracted and owner == provider.pk
    }


def _tally(writings: Iterable[Writing], provider: Provider) -> None:
    tallying = Tallying(provider.pk)
    for deed, entry, portions in writings:
        month = month_of(deed.done_on)
        tallying.add(kind=deed.kind, month=month, partners=entry.partners)
        for share in portions:
            tallying.give(share, kind=deed.kind, month=month)
    tallying.write()


def retract(deed: Deed, *, by: Person | None, at: datetime) -> Deed:
    """Take a deed back by a second row."""
    return retract_many([deed], provider=deed.provider, by=by, at=at)[0]


@transaction.atomic
def retract_many(
    deeds: Sequence[Deed], *, provider: Provider, by: Person | None, at: datetime
) -> list[Deed]:
    """Take a set of deeds back; what they kept is open again."""
    number = _allocate(provider, len(deeds))
    keys = [deed.pk for deed in deeds]
    fresh = {deed.pk: deed for deed in _with_all(keys)}
    for deed in fresh.values():
        _refuse_retracted(deed)
    written = create(
        [_retraction(fresh[key], number + index, by=by, at=at) for index, key in enumerate(keys)]
    )
    tallying = Tallying(provider.pk)
    for deed in fresh.values():
        _take_away(tallying, deed)
    tallying.write()
    Promise.objects.filter(kept_by__in=keys).update(kept_by=None)
    return written


def _with_all(keys: Sequence[int]) -> Iterable[Deed]:
    return (
        Deed.objects.filter(pk__in=keys)
        .select_related("retracted_by")
        .prefetch_related("parties", "contributions__confirmation")
    )


def _refuse_retracted(deed: Deed) -> None:
    if deed.retracts_id is not None:
        raise NotRetractable(_("A retraction is not taken back: record the deed again."))
    if getattr(deed, "retracted_by", None) is not None:
        raise NotRetractable(_("This was taken back already."))


def _retraction(deed: Deed, number: int, *, by: Person | None, at: datetime) -> Deed:
    return Deed(
        provider_id=deed.provider_id,
        number=number,
        kind=deed.kind,
        done_on=deed.done_on,
        until=deed.until,
        recorded_at=at,
        recorded_by=by,
        source=deed.source,
        about=deed.about,
        retracts=deed,
    )


def _take_away(tallying: Tallying, deed: Deed) -> None:
    month = month_of(deed.done_on)
    partners = [party.partner_id for party in deed.parties.all() if party.partner_id]
    tallying.add(kind=deed.kind, month=month, partners=partners, sign=-1)
    for contribution in deed.contributions.all():
        share = share_of(contribution, confidence=standing_confidence(contribution))
        tallying.give(share, kind=deed.kind, month=month, sign=-1)


@transaction.atomic
def confirm(contribution: Contribution, *, hundredths: int, on: date) -> Confirmation:
    """The partner's figure of a contribution, beside ours; equal figures make it confirmed."""
    _allocate(contribution.provider, 0)
    if Deed.objects.filter(retracts=contribution.deed_id).exists():
        raise NotConfirmed(_("This was taken back already."))
    if Confirmation.objects.filter(contribution=contribution).exists():
        raise NotConfirmed(_("The partner has given its figure already."))
    row = Confirmation.objects.create(
        provider=contribution.provider, contribution=contribution, hundredths=hundredths, on=on
    )
    if row.agrees and contribution.confidence != "confirmed":
        deed = contribution.deed
        tallying = Tallying(contribution.provider_id)
        month = month_of(deed.done_on)
        for confidence, sign in ((contribution.confidence, -1), ("confirmed", 1)):
            share = share_of(contribution, confidence=confidence)
            tallying.give(share, kind=deed.kind, month=month, sign=sign)
        tallying.write()
    return row


@transaction.atomic
def promise(
    kind: str,
    *,
    provider: Provider,
    partners: Sequence[int],
    due: date,
    owner: Person | None,
    source: str,
    by: Person | None,
    at: datetime,
    about: str = "",
) -> Promise:
    """Say what is to come: between whom, by when, who sees to it."""
    promise_kind(kind)
    if not partners:
        raise NotRecordable(_("Name at least one partner."))
    _refuse_foreign(provider, partners=partners, persons=_keys(owner), by=by)
    row = Promise.objects.create(
        provider=provider,
        kind=kind,
        due=due,
        owner=owner,
        made_at=at,
        made_by=by,
        source=source,
        about=about,
    )
    PromiseParty.objects.bulk_create(
        PromiseParty(provider=provider, promise=row, partner_id=partner) for partner in partners
    )
    return row


def _keys(person: Person | None) -> list[int]:
    return [] if person is None else [person.pk]


@transaction.atomic
def keep(row: Promise, *, deed: Deed) -> Promise:
    """A person or the owner's action names the deed that kept the promise; never guessed."""
    _allocate(row.provider, 0)
    row = _open(row)
    if deed.retracts_id is not None or Deed.objects.filter(retracts=deed).exists():
        raise NotKept(_("This was taken back already."))
    if not row.catalogue.may_be_kept_by(deed.kind):
        raise NotKept(_("A deed of this kind does not keep the promise."))
    if not _same_parties(row, deed):
        raise NotKept(_("The deed has other parties than the promise."))
    row.kept_by = deed
    row.save(update_fields=["kept_by"])
    return row


def _open(row: Promise) -> Promise:
    """The promise, locked, while it may still be kept, moved or withdrawn."""
    row = Promise.objects.select_for_update().get(pk=row.pk)
    if row.kept_by_id is not None or row.withdrawn_on is not None:
        raise NotKept(_("This promise is no longer open."))
    return row


def _same_parties(row: Promise, deed: Deed) -> bool:
    return _partners_shown(row.parties.all()) <= _partners_shown(deed.parties.all())


def _partners_shown(parties: QuerySet[Any]) -> set[int]:  # of a promise or of a deed
    """A partner that was merged is the one that it is shown with."""
    keys = parties.exclude(partner=None).values_list("partner_id", "partner__absorbed_into_id")
    return {stays or key for key, stays in keys}


@transaction.atomic
def withdraw(row: Promise, *, on: date) -> Promise:
    """The promise no longer holds."""
    row = _open(row)
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    return row


@transaction.atomic
def move(
    row: Promise, *, due: date, owner: Person | None, by: Person | None, at: datetime
) -> Promise:
    """Another day, or another owner; the promise is the same."""
    row = _open(row)
    _refuse_foreign(row.provider, partners=(), persons=_keys(owner), by=by)
    if owner != row.owner:
        row.given_by, row.given_at = by, at
    row.due = due
    row.owner = owner
    row.save(update_fields=["due", "owner", "given_by", "given_at"])
    return row
