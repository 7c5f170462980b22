"""What is done without an account, told to teachers: answers, what workplaces say, lost letters.

No notice names a student or a recipient: whoever reads it opens the page of the period.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from veturi.cooperation.placements.models import (
    Period,
    ProgressSignal,
    Signature,
    VisitTime,
    VisitWords,
)
from veturi.directory.access import Act
from veturi.directory.models import Provider
from veturi.foundation.mail.models import Letter
from veturi.surfaces.notices.audience import with_act
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.telling import News

# Done without us; what is entered by one of ours is known to them.
WAYS = (Signature.Way.LINK, Signature.Way.SERVICE)
TRIED_FOR = timedelta(days=10)


def of_links(
    provider: Provider, readers: frozenset[int], *, since: datetime, at: datetime
) -> list[News]:
    """Since a moment, each thing once; to whoever still sees students."""
    told = readers & with_act(provider, Act.SEE_STUDENTS, on=timezone.localdate(at))
    news = [
        *_of_signatures(provider, since=since),
        *_of_letters(provider, since=since, at=at),
        *_of_words(provider, since=since),
    ]
    return [one for one in news if one.person in told]


def _of_signatures(provider: Provider, *, since: datetime) -> Iterable[News]:
    answered = Q(signed_at__gt=since, way__in=WAYS) | Q(declined_at__gt=since)
    rows = Signature.objects.filter(answered, provider=provider).select_related(
        "version__agreement__period__partnership"
    )
    for row in rows.prefetch_related("version__signatures").order_by("pk"):
        day = timezone.localdate(row.signed_at or row.declined_at)
        yield _news(row.version.agreement.period, Kind.PAPER_ANSWERED, row.pk, _what(row), day)


def _what(row: Signature) -> str:
    """What the answer leaves to do: all have signed, it is our turn, others are waited for."""
    if row.declined_at is not None:
        return "declined"
    waiting = [one.party for one in row.version.signatures.all() if one.signed_at is None]
    if not waiting:
        return "all"
    return "ours" if waiting == ["provider"] else "signed"


def _of_letters(provider: Provider, *, since: datetime, at: datetime) -> Iterable[News]:
    lost = Letter.objects.failed().filter(
        scope=provider.scope,
        made_at__gt=at - TRIED_FOR,
        failed_at__gt=since,
        key__startswith="placements.pass:",
    )
    letters = {letter.pk: letter for letter in lost}
    keys = {int(one.about.rpartition(":")[2]) for one in letters.values()}
    periods = Period.objects.select_related("partnership").in_bulk(keys) if keys else {}
    for letter in letters.values():
        period = periods.get(int(letter.about.rpartition(":")[2]))
        if period is not None:
            day = timezone.localdate(letter.failed_at)
            yield _news(period, Kind.LETTER_FAILED, letter.pk, "", day)


def _of_words(provider: Provider, *, since: datetime) -> Iterable[News]:
    ours = {"provider": provider, "at__gt": since}
    talks = ProgressSignal.objects.filter(**ours, tone=ProgressSignal.Tone.TALK)
    for talk in talks.select_related("period__partnership"):
        yield _said(talk.period, "talk", talk.pk, talk.at)
    times = VisitTime.objects.standing().filter(**ours, agreed_at=None)
    for proposed in times.select_related("plan__period__partnership", "plan__promise"):
        period, who = proposed.plan.period, proposed.plan.promise.owner_id
        if period is not None:
            yield _said(period, "time", proposed.pk, proposed.at, to=who)
    for words in VisitWords.objects.filter(**ours).select_related("period__partnership"):
        yield _said(words.period, "words", words.pk, words.at)


def _said(period: Period, what: str, key: int, at: datetime, *, to: int | None = None) -> News:
    return _news(period, Kind.PLACE_SAID, f"{what}:{key}", what, timezone.localdate(at), to=to)


def _news(
    period: Period, kind: Kind, key: int | str, what: str, day: date, *, to: int | None = None
) -> News:
    partner = period.partnership
    return News(
        to or period.teacher_id or 0,
        kind,
        about=f"{period.key}:{key}",
        partner=partner.absorbed_into_id or partner.pk,
        on=day,
        what=what,
    )
