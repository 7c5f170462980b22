"""What time brings to teachers: periods that start or end, hosting not asked, what they were to do.

No notice names a student: whoever reads it opens the page of the period or the worry.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from veturi.cooperation.placements.models import Period, Termination, Worry
from veturi.directory.access import Act
from veturi.directory.models import Provider
from veturi.surfaces.notices.audience import readers_of, with_act
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.telling import News

WEEK, DAY = timedelta(days=7), timedelta(days=1)


def of_periods(provider: Provider, *, since: date, on: date) -> Iterable[News]:
    """Of the nights since `since`, each thing once; to whoever still sees students."""
    readers = readers_of(provider, on=on) & with_act(provider, Act.SEE_STUDENTS, on=on)
    rows = Period.objects.in_force().filter(provider=provider, teacher__in=readers)
    rows = rows.select_related("partnership")
    soon = (max(since + WEEK, on), on + WEEK)
    running = rows.filter(ended_on=None)
    yield from _of(running.filter(starts_on__range=soon), Kind.PERIOD_STARTS, "starts_on")
    yield from _of(running.filter(ends_on__range=soon), Kind.PERIOD_ENDS, "ends_on")
    ended = rows.filter(ended_on__range=(since - DAY, on - DAY), host_again="")
    yield from _of(ended, Kind.HOST_UNASKED, "ended_on")
    yield from _of_duties(provider, readers, since=since, on=on)
    yield from _of_worries(provider, readers, since=since, on=on)


def _of(rows: QuerySet[Period], kind: Kind, name: str) -> Iterable[News]:
    for period in rows.order_by("pk"):
        if period.teacher_id is not None:
            yield _news(period.teacher_id, kind, period, getattr(period, name))


def _of_duties(
    provider: Provider, readers: frozenset[int], *, since: date, on: date
) -> Iterable[News]:
    """Another way to learn was to be arranged by the day, and is not (75.6 and 76.6 §)."""
    duties = Termination.objects.filter(
        provider=provider, see_to_it__in=readers, see_to_it_by__range=(since, on), replaced_on=None
    )
    for row in duties.select_related("period__partnership").order_by("pk"):
        if row.see_to_it_id is not None and row.see_to_it_by is not None:
            yield _news(row.see_to_it_id, Kind.DUTY_DUE, row.period, row.see_to_it_by)


def _of_worries(
    provider: Provider, readers: frozenset[int], *, since: date, on: date
) -> Iterable[News]:
    """A worry was to be followed up by the day, and is still open; of no workplace is it told."""
    worries = Worry.objects.open().filter(
        provider=provider, owner__in=readers, due__range=(since, on)
    )
    for row in worries.order_by("pk"):
        if row.owner_id is not None:
            yield News(row.owner_id, Kind.WORRY_DUE, about=f"{row.key}:{row.due}", on=row.due)


def _news(person: int, kind: Kind, period: Period, day: date) -> News:
    partner = period.partnership
    return News(
        person,
        kind,
        about=f"{period.key}:{day}",
        partner=partner.absorbed_into_id or partner.pk,
        on=day,
    )
