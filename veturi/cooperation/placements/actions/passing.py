"""What time brings: periods begin and end by their days, and their months are recorded."""

from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.cooperation.placements.actions.settling import settle
from veturi.cooperation.placements.models import Guidance, Interruption, Period
from veturi.directory.models import Provider
from veturi.foundation.jobs.actions import ask
from veturi.foundation.jobs.models import Job

STEP = "veturi.cooperation.placements.actions.passing.step"
A_STEP = 100


def ask_everybody(*, on: date) -> None:
    """A job for each provider, so that one that fails holds up nobody else."""
    for provider in Provider.objects.order_by("pk"):
        ask(
            STEP,
            key=f"periods:{provider.pk}:{on.isoformat()}",
            scope=provider.scope,
            title=_("Workplace periods begin and end"),
            argument=str(provider.pk),
            total=moving(provider, on=on).count(),
            by=None,
            at=timezone.now(),
        )


def step(job: Job, *, at: datetime) -> bool:
    """The next periods; true while there are more."""
    provider = Provider.objects.get(pk=job.argument)
    rows = moving(provider, on=timezone.localdate(at)).filter(pk__gt=job.bookmark or 0)
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:A_STEP])
    if not keys:
        return False
    pass_time(keys, provider=provider, at=at)
    job.bookmark = keys[-1]
    job.done = min(job.total, job.done + len(keys))
    return True


def moving(provider: Provider, *, on: date) -> models.QuerySet[Period]:
    """Periods in force that have begun by the day and whose ledger is behind."""
    rows = Period.objects.in_force().filter(provider=provider, starts_on__lte=on)
    behind = models.Q(settled_on=None) | models.Q(settled_on__lt=on)
    return rows.filter(behind).exclude(ended_on__lte=models.F("settled_on"))


@transaction.atomic
def pass_time(keys: list[int], *, provider: Provider, at: datetime) -> None:
    """Begin what was to begin, end what is past its last day, and settle the ledger."""
    today = timezone.localdate(at)
    rows = Period.objects.in_force().filter(provider=provider, pk__in=keys)
    rows.filter(started_on=None, starts_on__lte=today).update(started_on=models.F("starts_on"))
    ending = rows.filter(ended_on=None, ends_on__lt=today)
    for model in (Guidance, Interruption):
        open_ones = model._default_manager.filter(period__in=ending, until=None)
        for row in open_ones.select_related("period"):
            model._default_manager.filter(pk=row.pk).update(until=row.period.ends_on)
    ending.update(ended_on=models.F("ends_on"))
    settle(keys, provider=provider, by=None, at=at)
