"""What follows a merge in other modules: levels are judged anew; the scan is a job."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.directory.actions import merging
from veturi.directory.actions.scanning import scan
from veturi.directory.models import Merge, Partnership, Person, Provider, Thing
from veturi.foundation.jobs.actions import ask
from veturi.foundation.jobs.models import Job
from veturi.insight.levels.actions.renewing import renew

STEP = "veturi.surfaces.merging.doing.step"


@transaction.atomic
def join(
    stays: merging.Either,
    absorbed: merging.Either,
    *,
    take: Iterable[str],
    by: Person,
    at: datetime,
) -> Merge:
    """Make one of two; the level of the one that stays counts what both did."""
    row = merging.merge(stays, absorbed, take=take, by=by, at=at)
    _judge_again([row], on=timezone.localdate(at))
    return row


@transaction.atomic
def join_many(
    pairs: Sequence[tuple[merging.Either, merging.Either]], *, by: Person, at: datetime
) -> list[Merge]:
    """The set form of join."""
    rows = merging.merge_many(pairs, by=by, at=at)
    _judge_again(rows, on=timezone.localdate(at))
    return rows


@transaction.atomic
def part(row: Merge, *, keep: Iterable[str], by: Person, at: datetime) -> Merge:
    """Undo a merge; both are judged by their own deeds again."""
    undone = merging.undo(row, keep=keep, by=by, at=at)
    _judge_again([undone], on=timezone.localdate(at))
    return undone


def _judge_again(rows: Sequence[Merge], *, on: date) -> None:
    keys = [key for row in rows if row.thing == Thing.PARTNER for key in (row.stays, row.absorbed)]
    partners = list(
        Partnership.objects.filter(pk__in=keys, absorbed_into=None).select_related("organisation")
    )
    if partners:
        renew(partners, provider=rows[0].provider, on=on, why="merge")


def ask_for_scan(provider: Provider, *, by: Person, at: datetime) -> Job:
    """Look through everybody, in the background; asked twice within a minute it is one work."""
    return ask(
        STEP,
        key=f"scan:{provider.pk}:{at:%Y%m%d%H%M}",
        scope=provider.scope,
        title=_("Looking for duplicates"),
        argument=str(provider.pk),
        total=1,
        by=by.user,
        at=at,
        result_url=reverse("merging:index"),
    )


def step(job: Job, *, at: datetime) -> bool:
    """One step: the comparing takes seconds, and what it finds is written in one go."""
    job.result = {"pairs": scan(Provider.objects.get(pk=job.argument), at=at)}
    job.done = 1
    return False
