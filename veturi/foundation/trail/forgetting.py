"""Traces that have grown old are taken away, a sealed block at a step, from the oldest.

The seal stays with its digest: the chain is whole from the first seal on, though the rows are gone.
History is not forgotten here: it is kept as long as what it tells of.
"""

from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from veturi.foundation.jobs.actions import ask
from veturi.foundation.jobs.models import Job
from veturi.foundation.trail.guards import unlocked
from veturi.foundation.trail.models import Seal, Trace

STEP = "veturi.foundation.trail.forgetting.step"
TITLE = gettext_noop("Removing old traces from the access log")


def forget_old(*, on: date) -> None:
    """The work of the night, when there is any."""
    if _oldest(before=_limit(on)) is None:
        return
    ask(
        STEP,
        key=f"trail:{on}",
        scope="",
        title=TITLE,
        argument=on.isoformat(),
        total=0,
        by=None,
        at=timezone.now(),
    )


def _limit(on: date) -> datetime:
    """The first of the month, so many years ago."""
    first = on.replace(year=on.year - settings.TRAIL_YEARS, day=1)
    return timezone.make_aware(datetime.combine(first, time()))


def _oldest(*, before: datetime) -> Seal | None:
    """The oldest kept block of traces, when all of it is from before."""
    kept = Seal.objects.filter(table="trail", emptied_at=None).defer("entries")
    seal = kept.order_by("number").first()
    if seal is None:
        return None
    latest = _traces_of(seal).aggregate(latest=Max("at"))["latest"]
    return seal if latest is None or latest < before else None


def _traces_of(seal: Seal) -> "QuerySet[Trace]":
    return Trace.objects.filter(pk__gte=seal.first, pk__lte=seal.last)


def step(job: Job, *, at: datetime) -> bool:
    """The next block; whether there may be more."""
    seal = _oldest(before=_limit(date.fromisoformat(job.argument)))
    if seal is None:
        return False
    with unlocked():
        # The base class: what the tables' own querysets refuse.
        QuerySet.delete(_traces_of(seal))
        QuerySet.update(Seal.objects.filter(pk=seal.pk), entries=b"", emptied_at=at)
    job.done += seal.rows
    return True
