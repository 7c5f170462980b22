"""What comes as it happens: deeds past a bookmark, promises handed over, work that ended.

A deed's number tells its place in the ledger, so nothing is passed by. A promise and a job have
none: they are looked for an hour back, and what was told before is not written again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from veturi.directory.models import Person, Provider
from veturi.foundation.jobs.models import Job
from veturi.ledger.models import Book, Deed, Promise
from veturi.ledger.reading import recorded_since
from veturi.surfaces.notices.audience import Audience, audience_of
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.links import of_links
from veturi.surfaces.notices.models import Bookmark, Notice
from veturi.surfaces.notices.rules import is_news
from veturi.surfaces.notices.telling import News, tell

AT_ONCE = 1000
LOOKED_BACK = timedelta(hours=1)
MOVED_ON = timedelta(minutes=10)
LONGEST_JOB = timedelta(days=2)


def keep_up() -> None:
    """Called by the worker each minute."""
    for provider in Provider.objects.order_by("pk"):
        while follow(provider, at=timezone.now()):
            pass


@transaction.atomic
def follow(provider: Provider, *, at: datetime) -> bool:
    """Tell the next of what is new; whether there is more."""
    mark = bookmark_of(provider, at=at)
    deeds = recorded_since(provider, number=mark.number, first=AT_ONCE)
    promises = list(_handed(provider, since=mark.looked_at - LOOKED_BACK))
    keys = [party.partner_id for deed in deeds for party in deed.parties.all() if party.partner_id]
    keys += [party.partner_id for promise in promises for party in promise.parties.all()]
    audience = audience_of(provider, keys, on=timezone.localdate(at))
    news = [
        *_of_deeds(deeds, audience),
        *_of_promises(promises, audience),
        *of_links(provider, audience.readers, since=mark.looked_at - LOOKED_BACK, at=at),
        *_of_jobs(provider, audience, at=at, since=mark.looked_at - LOOKED_BACK),
    ]
    tell(news, provider=provider, at=at)
    _hush(provider, deeds, at=at)
    _move_on(mark, deeds, at=at)
    return len(deeds) == AT_ONCE


def bookmark_of(provider: Provider, *, at: datetime) -> Bookmark:
    """Locked; a provider's first one begins today, the past is no news."""
    last = Book.objects.filter(provider=provider).values_list("last_number", flat=True).first()
    start = {
        "number": last or 0,
        "looked_at": at,
        "told_on": timezone.localdate(at) - timedelta(days=1),
    }
    Bookmark.objects.get_or_create(provider=provider, defaults=start)
    return Bookmark.objects.select_for_update().get(provider=provider)


def _handed(provider: Provider, *, since: datetime) -> Iterable[Promise]:
    rows = Promise.objects.filter(provider=provider).handed_since(since)
    return rows.select_related("made_by", "given_by").prefetch_related("parties")


def _of_deeds(deeds: Sequence[Deed], audience: Audience) -> Iterable[News]:
    """What somebody logged, for whoever owns or follows the partner, but not for themselves."""
    taken_back = {deed.retracts_id for deed in deeds}
    for deed in deeds:
        recorded_on = timezone.localdate(deed.recorded_at)
        if deed.retracts_id or deed.pk in taken_back or deed.recorded_by_id is None:
            continue
        if not is_news(deed.done_on, recorded_on=recorded_on):
            continue
        for party in deed.parties.all():
            partner = audience.stays.get(party.partner_id or 0, 0)
            for person in audience.watching(partner) - {deed.recorded_by_id}:
                yield News(
                    person,
                    Kind.PARTNER_DEED,
                    about=deed.source,
                    partner=partner,
                    by=deed.recorded_by_id,
                    on=deed.done_on,
                    what=deed.kind,
                )


def _of_promises(promises: Iterable[Promise], audience: Audience) -> Iterable[News]:
    for promise in promises:
        giver, owner = promise.giver, promise.owner_id
        if giver is None or owner is None or owner not in audience.readers:
            continue
        handed_at = promise.given_at or promise.made_at
        yield News(
            owner,
            Kind.PROMISE_GIVEN,
            about=f"ledger.promise:{promise.pk}:{handed_at:%Y%m%d%H%M%S%f}",
            partner=_first_partner(promise, audience),
            promise=promise.pk,
            by=giver.pk,
            on=promise.due,
        )


def _first_partner(promise: Promise, audience: Audience) -> int | None:
    keys = [audience.stays.get(party.partner_id) for party in promise.parties.all()]
    return next((key for key in keys if key), None)


def _of_jobs(
    provider: Provider, audience: Audience, *, at: datetime, since: datetime
) -> Iterable[News]:
    """Work that has come to its end, for whoever asked for it; a cancelled one is no news."""
    over = Job.objects.filter(
        scope=provider.scope,
        asked_at__gt=at - LONGEST_JOB,
        finished_at__gt=since,
        cancel_asked_at=None,
        asked_by__isnull=False,
    ).exclude(result_url="")
    jobs = list(over)
    users = {job.asked_by_id for job in jobs}
    people = dict(
        Person.objects.filter(provider=provider, user__in=users).values_list("user_id", "pk")
    )
    for job in jobs:
        person = people.get(job.asked_by_id or 0)
        if person in audience.readers:
            what = "failed" if job.failed_why else "done"
            about = f"jobs.job:{job.pk}"
            yield News(person, Kind.WORK_READY, about, what=what, text=job.title)


def _hush(provider: Provider, deeds: Iterable[Deed], *, at: datetime) -> None:
    """What no longer holds needs nobody: deeds taken back, promises seen to."""
    sources = {deed.retracts.source for deed in deeds if deed.retracts}
    standing = Deed.objects.standing().filter(provider=provider, source__in=sources)
    gone = sources - set(standing.values_list("source", flat=True))
    unread = Notice.objects.filter(provider=provider).unread()
    unread.filter(kind=Kind.PARTNER_DEED, about__in=gone).update(read_at=at)
    Notice.objects.filter(provider=provider).moot().update(read_at=at)


def _move_on(mark: Bookmark, deeds: Sequence[Deed], *, at: datetime) -> None:
    """Nothing is written in a quiet minute."""
    if deeds or at - mark.looked_at > MOVED_ON:
        mark.number = deeds[-1].number if deeds else mark.number
        mark.looked_at = at
        mark.save(update_fields=["number", "looked_at"])
