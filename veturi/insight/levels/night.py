"""The work of the night: a job for each provider, so that one that fails holds up nobody else."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.directory.models import Partnership, Provider
from veturi.foundation.jobs.actions import ask
from veturi.foundation.jobs.models import Job
from veturi.insight.levels.actions.renewing import A_STEP, follow, pass_time

STEP = "veturi.insight.levels.night.step"
KEPT = timedelta(days=30)


def ask_everybody(*, on: date) -> None:
    """Ask a job for each provider; those of long ago are put away."""
    for provider in Provider.objects.order_by("pk"):
        ask(
            STEP,
            key=f"levels:{provider.pk}:{on.isoformat()}",
            scope=provider.scope,
            title=_("Renewing levels"),
            argument=f"{provider.pk}/{on.isoformat()}",
            total=Partnership.objects.standing().filter(provider=provider).count(),
            by=None,
            at=timezone.now(),
        )
    Job.objects.filter(step=STEP, finished_at__lt=timezone.now() - KEPT).delete()


def step(job: Job, *, at: datetime) -> bool:
    """The next partners; their verdicts and the bookmarks commit together."""
    key, night = job.argument.split("/")
    provider, on = Provider.objects.get(pk=key), timezone.localdate(at)
    last = pass_time(provider, on=on, night=date.fromisoformat(night), after=job.bookmark)
    if last is None:
        job.done = job.total
        return follow(provider, on=on)
    job.bookmark = last
    job.done = min(job.total, job.done + A_STEP)
    return True


def broken_night(provider: Provider) -> Job | None:
    """The provider's latest job of the night, if it broke off."""
    latest = Job.objects.filter(scope=provider.scope, step=STEP, finished_at__isnull=False)
    job = latest.order_by("-finished_at").first()
    return job if job is not None and job.failed_why else None
