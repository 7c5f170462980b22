"""What can be done with encounters: log, correct, take back; agree on what is next."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.encounters.finding import named_lines
from veturi.cooperation.encounters.models import (
    Attachment,
    Encounter,
    FeedKey,
    Follow,
    NextStep,
    Party,
    Presence,
)
from veturi.directory.models import Partnership, Person, Provider
from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.files.models import kept
from veturi.foundation.history.actions import Difference, differences, note
from veturi.foundation.rows import create, insert
from veturi.foundation.search.keeping import enter, forget, put
from veturi.foundation.search.models import Shelf
from veturi.foundation.trail.actions import leave
from veturi.foundation.trail.models import What
from veturi.ledger import journal
from veturi.ledger.entries import Entry, Given
from veturi.ledger.models import Deed, Promise


class NotLogged(Exception):
    """The encounter is refused; the sentence says why."""


class NotPromised(Exception):
    """The promise cannot be changed so; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What happened, as plain values."""

    kind: str
    on: date
    partners: Sequence[Partnership]
    line: str = ""
    sight: str = Encounter.Sight.INTERNAL
    hours: Decimal | None = None
    people: int | None = None
    days: Decimal | None = None
    euros: Decimal = Decimal(0)
    until: date | None = None
    said_when: str = ""
    present: Sequence[Person] = field(default_factory=tuple)
    given: Sequence[Given] | None = None
    batch: str = ""


def log(what: Logged, *, by: Person, at: datetime, keeps: Promise | None = None) -> Encounter:
    """Write down what happened; the ledger is told in the same breath."""
    with transaction.atomic():
        encounter = log_many([what], provider=by.provider, by=by, at=at)[0]
        if keeps is not None:
            _keep(keeps, deed_of(encounter))
    return encounter


def _keep(promise: Promise, deed: Deed) -> None:
    try:
        journal.keep(promise, deed=deed)
    except journal.NotKept as refusal:
        raise NotLogged(str(refusal)) from refusal


@transaction.atomic
def log_many(
    many: Sequence[Logged], *, provider: Provider, by: Person | None, at: datetime
) -> list[Encounter]:
    """The set form, for imports and the demo."""
    whats = [_with_standing(what) for what in many]
    encounters = create([_encounter(what, provider=provider, by=by, at=at) for what in whats])
    pairs = list(zip(encounters, whats, strict=True))
    _seat_many(pairs)
    _record(pairs, provider=provider, by=by, at=at)
    enter(named_lines(encounters, provider=provider))
    return encounters


def _with_standing(what: Logged) -> Logged:
    """New rows go to the partner that stays after a merge."""
    if not what.partners:
        raise NotLogged(_("Choose the partner."))
    if all(partner.absorbed_into_id is None for partner in what.partners):
        return what
    stays = {(row.absorbed_into_id or row.pk): row.absorbed_into or row for row in what.partners}
    return replace(what, partners=list(stays.values()))


def _encounter(what: Logged, *, provider: Provider, by: Person | None, at: datetime) -> Encounter:
    return Encounter(
        provider=provider,
        kind=what.kind,
        on=what.on,
        until=what.until,
        said_when=what.said_when,
        hours=what.hours,
        people=what.people,
        days=what.days,
        euros=what.euros,
        line=what.line,
        sight=what.sight,
        made_at=at,
        made_by=by,
        batch=what.batch,
    )


def _seat_many(pairs: Sequence[tuple[Encounter, Logged]]) -> None:
    """Whose encounter it was, and who was there."""
    parties = [
        (encounter.provider_id, encounter.pk, partner.pk)
        for encounter, what in pairs
        for partner in what.partners
    ]
    present = [
        (encounter.provider_id, encounter.pk, person.pk)
        for encounter, what in pairs
        for person in what.present
    ]
    insert(Party, ("provider_id", "encounter_id", "partnership_id"), parties)
    insert(Presence, ("provider_id", "encounter_id", "person_id"), present)


def _record(
    pairs: Sequence[tuple[Encounter, Logged]],
    *,
    provider: Provider,
    by: Person | None,
    at: datetime,
) -> list[Deed]:
    entries = [
        Entry(
            kind=what.kind,
            on=what.on,
            until=what.until,
            partners=[partner.pk for partner in what.partners],
            source=encounter.key,
            hours=what.hours,
            people=what.people,
            days=what.days,
            euros=what.euros,
            given=what.given,
            persons=[(person.pk, "present") for person in what.present],
        )
        for encounter, what in pairs
    ]
    try:
        return journal.record_many(entries, provider=provider, by=by, at=at)
    except journal.NotRecordable as refusal:
        raise NotLogged(str(refusal)) from refusal


def deed_of(encounter: Encounter) -> Deed:
    """The deed that stands for the encounter."""
    return Deed.objects.standing().get(provider=encounter.provider_id, source=encounter.key)


CORRECTABLE = ("kind", "on", "until", "hours", "people", "days", "euros", "line", "sight")


@transaction.atomic
def correct(encounter: Encounter, *, what: Logged, by: Person, at: datetime) -> Encounter:
    """Mend what was written: the old deed is retracted, the right one recorded."""
    fresh = _locked(encounter)
    what = _with_standing(what)
    changes = _changes(fresh, what)
    for name in CORRECTABLE:
        setattr(fresh, name, getattr(what, name))
    fresh.save()
    _keep_line_findable(fresh)
    if {change.field for change in changes} - {"line", "sight"}:
        keeps = _retract(fresh, by=by, at=at)
        _seat(fresh, what)
        [deed] = _record([(fresh, what)], provider=fresh.provider, by=by, at=at)
        _keep_again(keeps, deed)
    scope = fresh.provider.scope
    note(f"encounters.encounter:{fresh.pk}", changes, scope=scope, by=by.user, at=at)
    return fresh


def _keep_line_findable(encounter: Encounter) -> None:
    if encounter.line:
        put(named_lines([encounter], provider=encounter.provider))
    else:
        forget(Shelf.LINE, [encounter.pk])


def _locked(encounter: Encounter) -> Encounter:
    fresh = Encounter.objects.select_for_update().get(pk=encounter.pk)
    if fresh.taken_back_at is not None:
        raise NotLogged(_("This was taken back already."))
    return fresh


def _changes(encounter: Encounter, what: Logged) -> list[Difference]:
    before = {name: getattr(encounter, name) for name in CORRECTABLE}
    after = {name: getattr(what, name) for name in CORRECTABLE}
    parties = sorted(party.partnership_id for party in encounter.parties.all())
    present = sorted(presence.person_id for presence in encounter.presences.all())
    before |= {"partners": parties, "present": present}
    after |= {
        "partners": sorted(partner.pk for partner in what.partners),
        "present": sorted(person.pk for person in what.present),
    }
    return differences(before, after)


def _retract(encounter: Encounter, *, by: Person, at: datetime) -> list[Promise]:
    """Take the deed back; the promises that it kept are returned, open again."""
    deed = deed_of(encounter)
    kept = list(deed.keeps.all())
    journal.retract(deed, by=by, at=at)
    return kept


def _keep_again(promises: Iterable[Promise], deed: Deed) -> None:
    """A corrected deed still keeps what the mistaken one kept, when its kind allows."""
    for promise in promises:
        if promise.catalogue.may_be_kept_by(deed.kind):
            journal.keep(promise, deed=deed)


def _seat(encounter: Encounter, what: Logged) -> None:
    encounter.parties.all().delete()
    encounter.presences.all().delete()
    _seat_many([(encounter, what)])


@transaction.atomic
def take_back(encounter: Encounter, *, by: Person, at: datetime) -> Encounter:
    """It did not happen: the deed is retracted, the row stays as a trace."""
    fresh = _locked(encounter)
    _retract(fresh, by=by, at=at)
    fresh.taken_back_at = at
    fresh.taken_back_by = by
    fresh.save(update_fields=["taken_back_at", "taken_back_by"])
    forget(Shelf.LINE, [fresh.pk])
    change = Difference("taken_back", "", fresh.line or str(fresh.catalogue.name))
    note(fresh.key, [change], scope=fresh.provider.scope, by=by.user, at=at)
    return fresh


@transaction.atomic
def take_back_batch(
    batch: str, *, provider: Provider, by: Person, at: datetime, but: Collection[int] = ()
) -> int:
    """Take back all that came with an import, but for some; the set form of take_back."""
    standing = Encounter.objects.standing().filter(provider=provider, batch=batch)
    # First the encounters, then the book, as in take_back: so no two wait for each other.
    rows = [row for row in standing.select_for_update().order_by("pk") if row.pk not in but]
    keys = [row.pk for row in rows]
    deeds = Deed.objects.standing().filter(provider=provider, source__in=[row.key for row in rows])
    journal.retract_many(list(deeds), provider=provider, by=by, at=at)
    forget(Shelf.LINE, keys)
    return Encounter.objects.filter(pk__in=keys).update(taken_back_at=at, taken_back_by=by)


@transaction.atomic
def agree_next(
    partner: Partnership,
    *,
    text: str,
    due: date,
    owner: Person,
    by: Person,
    at: datetime,
    encounter: Encounter | None = None,
    kind: str = "encounters.action_due",
) -> Promise:
    """What is agreed next becomes a promise with an owner and a day."""
    partner = partner.absorbed_into or partner
    promise = journal.promise(
        kind,
        provider=partner.provider,
        partners=[partner.pk],
        due=due,
        owner=owner,
        source=encounter.key if encounter else partner.key,
        by=by,
        at=at,
    )
    NextStep.objects.create(
        provider=partner.provider, promise=promise, encounter=encounter, text=text
    )
    return promise


def let_go(promise: Promise, *, on: date) -> Promise:
    """The promise no longer holds."""
    try:
        return journal.withdraw(promise, on=on)
    except journal.NotKept as refusal:
        raise NotPromised(str(refusal)) from refusal


@transaction.atomic
def move_promise(
    promise: Promise, *, due: date, owner: Person | None, by: Person, at: datetime
) -> Promise:
    """Another day or owner, for a promise that is open."""
    before = {"due": promise.due, "owner": promise.owner}
    try:
        moved = journal.move(promise, due=due, owner=owner, by=by, at=at)
    except (journal.NotKept, journal.NotRecordable) as refusal:
        raise NotPromised(str(refusal)) from refusal
    changes = differences(before, {"due": due, "owner": owner})
    scope = moved.provider.scope
    note(f"ledger.promise:{moved.pk}", changes, scope=scope, by=by.user, at=at)
    return moved


def pin(encounter: Encounter, *, on: date | None) -> None:
    """Keep an encounter on top of the line, or let it down again (no day)."""
    encounter.pinned_on = on
    encounter.save(update_fields=["pinned_on"])


@transaction.atomic
def follow(partner: Partnership, *, person: Person, on: date) -> None:
    Follow.objects.get_or_create(
        partnership=partner,
        person=person,
        defaults={"provider": partner.provider, "since": on},
    )


def unfollow(partner: Partnership, *, person: Person) -> None:
    Follow.objects.filter(partnership=partner, person=person).delete()


@transaction.atomic
def attach(encounter: Encounter, *, file: CheckedFile, by: Person, at: datetime) -> Attachment:
    """Add a file that was checked."""
    return Attachment.objects.create(
        provider=encounter.provider, encounter=encounter, added_at=at, added_by=by, **kept(file)
    )


@transaction.atomic
def open_feed(person: Person, *, at: datetime) -> str:
    """A new secret address for one's calendar; the former one ends. The secret is shown once."""
    FeedKey.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
    secret = FeedKey.new_secret()
    FeedKey.objects.create(
        provider=person.provider, person=person, digest=FeedKey.digest_of(secret), made_at=at
    )
    leave(What.FEED_OPENED, scope=person.provider.scope, by=person.user, at=at, subject=person.key)
    return secret


@transaction.atomic
def close_feed(person: Person, *, at: datetime) -> None:
    ended = FeedKey.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
    if ended:
        scope = person.provider.scope
        leave(What.FEED_ENDED, scope=scope, by=person.user, at=at, subject=person.key)
