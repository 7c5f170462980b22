"""What time brings: promises near or late, levels that changed, pauses and validities that end."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import make_aware

from veturi.directory.access import Act
from veturi.directory.models import (
    PartnerAttachment,
    Partnership,
    Pause,
    Person,
    Provider,
)
from veturi.foundation.history.models import Change
from veturi.insight.levels.models import Override, Verdict
from veturi.ledger.models import Promise
from veturi.surfaces.notices.audience import audience_of, readers_of, with_act
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.models import Notice
from veturi.surfaces.notices.periods import of_periods
from veturi.surfaces.notices.rules import AHEAD, expiry_of, reminder_of
from veturi.surfaces.notices.tailing import bookmark_of
from veturi.surfaces.notices.telling import News, tell

MORNING = time(5)
FARTHEST = timedelta(days=90)
READ_KEPT, KEPT = timedelta(days=90), timedelta(days=365)


def tell_everybody(*, on: date) -> None:
    """The work of the night, after the levels were renewed."""
    for provider in Provider.objects.order_by("pk"):
        tell_of_time(provider, on=on)
    forget_old(on=on)


@transaction.atomic
def tell_of_time(provider: Provider, *, on: date) -> None:
    """Of each night once, of skipped nights too."""
    at = make_aware(datetime.combine(on, MORNING))
    mark = bookmark_of(provider, at=at)
    news = [
        *_of_promises(provider, since=mark.told_on, on=on),
        *_of_levels(provider, since=mark.told_on, on=on),
        *_of_pauses(provider, since=mark.told_on, on=on),
        *_of_attachments(provider, since=mark.told_on, on=on),
        *of_periods(provider, since=mark.told_on, on=on),
    ]
    tell(news, provider=provider, at=at)
    mark.told_on = on
    mark.save(update_fields=["told_on"])


def forget_old(*, on: date) -> None:
    """What was read long ago, and what nobody read for a year."""
    midnight = make_aware(datetime.combine(on, time()))
    read = Q(read_at__isnull=False, made_at__lt=midnight - READ_KEPT)
    Notice.objects.filter(read | Q(made_at__lt=midnight - KEPT)).delete()


def _of_promises(provider: Provider, *, since: date, on: date) -> Iterable[News]:
    readers = readers_of(provider, on=on)
    near = Promise.objects.unkept().filter(
        provider=provider, owner__in=readers, due__range=(since, on + FARTHEST)
    )
    for promise in near.prefetch_related("parties__partner"):
        ahead = promise.catalogue.ahead
        kind = reminder_of(promise.due, ahead=ahead, since=since, on=on)
        if kind is None or promise.owner_id is None:
            continue
        partner = promise.parties.all()[0].partner
        yield News(
            promise.owner_id,
            kind,
            about=f"ledger.promise:{promise.pk}:{promise.due}",
            partner=partner.absorbed_into_id or partner.pk,
            promise=promise.pk,
            on=promise.due,
        )


def _of_levels(provider: Provider, *, since: date, on: date) -> Iterable[News]:
    """How a depth stands against the night before, whatever it did in between."""
    rows = Verdict.objects.filter(provider=provider, given_on__lte=on).filter(
        Q(given_on__gte=since) | Q(replaced_on__gte=since)
    )
    before: dict[tuple[int, str], int] = {}
    latest: dict[tuple[int, str], Verdict] = {}
    for row in rows.order_by("pk"):
        key = (row.partner_id, row.layer)
        if row.given_on < since:
            before[key] = row.depth
        latest[key] = row
    changed = {
        key: row for key, row in latest.items() if key in before and row.depth != before[key]
    }
    audience = audience_of(provider, [partner for partner, _layer in changed], on=on)
    judges = _judges(provider, since=since)
    for key, row in changed.items():
        partner = audience.stays[row.partner_id]
        for person in audience.mine(partner) - judges.get(key, frozenset()):
            yield News(
                person,
                Kind.LEVEL_CHANGED,
                about=f"levels.verdict:{row.pk}",
                partner=partner,
                on=row.given_on,
                what=row.layer,
                was=before[key],
                now=row.depth,
            )


def _judges(provider: Provider, *, since: date) -> dict[tuple[int, str], frozenset[int]]:
    """Who judged a layer themselves lately: they know."""
    rows = Override.objects.filter(provider=provider, since__gte=since)
    return {(row.partner_id, row.layer): frozenset({row.by_id}) for row in rows}


def _of_pauses(provider: Provider, *, since: date, on: date) -> Iterable[News]:
    """Pauses whose last day was before today, unless another holds or one ended it oneself."""
    ended = Pause.objects.filter(
        provider=provider,
        partnership__isnull=False,
        until__range=(since, on - timedelta(days=1)),
    )
    pauses = list(ended)
    keys = {pause.partnership_id for pause in pauses if pause.partnership_id}
    paused = Pause.objects.on(on).filter(partnership__in=keys)
    still = set(paused.values_list("partnership_id", "channel"))
    audience = audience_of(provider, keys, on=on)
    enders = _enders(provider, keys, since=since)
    for pause in pauses:
        if pause.partnership_id is None or (pause.partnership_id, pause.channel) in still:
            continue
        partner = audience.stays[pause.partnership_id]
        for person in audience.mine(partner) - enders.get(pause.partnership_id, set()):
            about = f"directory.pause:{pause.pk}:{pause.until}"
            yield News(person, Kind.PAUSE_ENDED, about, partner=partner, on=pause.until)


def _of_attachments(provider: Provider, *, since: date, on: date) -> Iterable[News]:
    """What expires, to whoever owns the partner and may open it; by its type, never its title."""
    near = PartnerAttachment.objects.standing().filter(
        provider=provider, until__range=(since, on + AHEAD)
    )
    rows = list(near.select_related("type").order_by("until", "pk"))
    audience = audience_of(provider, [row.partnership_id for row in rows], on=on)
    coordinators = with_act(provider, Act.EDIT_PARTNER, on=on)
    for row in rows:
        kind = expiry_of(row.until, since=since, on=on) if row.until else None
        if kind is None:
            continue
        partner = audience.stays[row.partnership_id]
        told = audience.mine(partner)
        for person in told & coordinators if row.is_for_coordinators else told:
            yield News(
                person,
                kind,
                about=f"{row.key}:{row.until}",
                partner=partner,
                on=row.until,
                what=row.type.code,
                text=row.type.name,
            )


def _enders(provider: Provider, partners: Iterable[int], *, since: date) -> dict[int, set[int]]:
    """Who ended a pause by hand, by partner."""
    subjects = {Partnership(pk=key).key: key for key in partners}
    changes = Change.objects.filter(
        scope=provider.scope,
        subject__in=list(subjects),
        field__startswith="pause.",
        new="",
        at__gte=make_aware(datetime.combine(since, time())),
        by__isnull=False,
    )
    rows = list(changes.values_list("subject", "by_id"))
    users = {user for _subject, user in rows}
    people = dict(
        Person.objects.filter(provider=provider, user__in=users).values_list("user_id", "pk")
    )
    found: dict[int, set[int]] = {}
    for subject, user in rows:
        found.setdefault(subjects[subject], set()).add(people.get(user, 0))
    return found
