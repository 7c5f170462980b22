"""Asking for long work, taking its steps, cancelling it.

A job is a chain of short steps. Each step commits its effect and its bookmark together, and the
delivery that goes on from there is queued in that same transaction. So a worker killed at any
moment neither loses nor doubles a step: the broker delivers again, and a delivery whose turn is
over finds nothing to do.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop
from django_q.conf import Conf
from django_q.models import Task
from django_q.tasks import async_task

from veturi.foundation.accounts.models import User
from veturi.foundation.collecting import collected_seldom
from veturi.foundation.jobs.models import Job

MOST_TRIES = 4
BROKE_OFF = gettext_noop(
    "This ended on a fault that was not foreseen. What was done before it stands;"
    " the fault is in the log of the installation."
)


class NotOurStep(ValueError):
    """Only functions of this package are run as steps."""


class NotNow(Exception):
    """Raised by a step that somebody outside asked to wait; what it has done so far stands."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def ask(
    step: str,
    *,
    key: str,
    scope: str,
    title: str,
    argument: str,
    total: int,
    by: User | None,
    at: datetime,
    result_url: str = "",
) -> Job:
    """Ask for work; what was asked under the same key before is returned as it is."""
    step_function(step)
    asked = {
        "scope": scope,
        "title": title,
        "step": step,
        "argument": argument,
        "total": total,
        "asked_by": by,
        "asked_at": at,
        "touched_at": at,
        "result_url": result_url,
    }
    with transaction.atomic():
        job, is_new = Job.objects.get_or_create(key=key, defaults=asked)
        if is_new:
            _deliver(job)
    return job


def cancel(job: Job, *, at: datetime) -> None:
    """A step that is being taken comes to its end; no other is begun."""
    Job.objects.unfinished().filter(pk=job.pk, cancel_asked_at=None).update(cancel_asked_at=at)
    job.refresh_from_db()


def run_to_end(job: Job) -> Job:
    """For commands and tests: take the turn and every step here; a fault is raised here too."""
    Job.objects.filter(pk=job.pk).update(turn=F("turn") + 1)
    job.refresh_from_db()
    if _begin(job.pk, job.turn, at=timezone.now()):
        while _take(job.pk, job.turn, at=timezone.now()):
            pass
    job.refresh_from_db()
    return job


def take_step(job_pk: int, turn: int) -> None:
    """Called by the broker: take steps for a short while, then pass the turn on."""
    pass_on_at = monotonic() + Conf.TIMEOUT / 20
    if _begin(job_pk, turn, at=timezone.now()):
        with collected_seldom():
            while _take(job_pk, turn, at=timezone.now(), pass_on_at=pass_on_at):
                pass


def after_delivery(task: Task) -> None:
    """Called by the broker with the outcome: a step that failed is tried again at once."""
    if not task.success:
        for job in Job.objects.unfinished().filter(pk=task.args[0]):
            _deliver(job)


def wake_quiet_jobs() -> None:
    """Called every minute: deliver again what has been quiet for longer than the broker waits."""
    now = timezone.now()
    quiet_since = now - _quiet()
    with transaction.atomic():
        for job in Job.objects.quiet_since(quiet_since).select_for_update():
            job.touched_at = now
            job.save(update_fields=["touched_at"])
            _deliver(job)


def step_function(step: str) -> Callable[..., bool]:
    if not step.startswith("veturi."):
        raise NotOurStep(step)
    function: Callable[..., bool] = import_string(step)
    return function


def _begin(job_pk: int, turn: int, *, at: datetime) -> bool:
    """Count the try before it is made, so that a step which kills its worker is counted too."""
    mine = Job.objects.unfinished().filter(pk=job_pk, turn=turn)
    return bool(
        mine.update(tries=F("tries") + 1, started_at=Coalesce("started_at", at), touched_at=at)
    )


@transaction.atomic
def _take(job_pk: int, turn: int, *, at: datetime, pass_on_at: float | None = None) -> bool:
    """Take one step; whether this delivery goes on with the next."""
    unfinished = Job.objects.unfinished().select_for_update()
    job = unfinished.filter(pk=job_pk, turn=turn).first()
    if job is None:
        return False
    if job.cancel_asked_at or job.tries > MOST_TRIES:
        _end(job, at=at, why="" if job.cancel_asked_at else BROKE_OFF)
        return False
    try:
        goes_on = step_function(job.step)(job, at=at)
    except NotNow as wait:
        _rest(job, until=wait.until, at=at)
        return False
    if not goes_on:
        _end(job, at=at)
        return False
    _mark(job, at=at)
    if pass_on_at is None or monotonic() < pass_on_at:
        return True
    job.turn = turn + 1
    job.save(update_fields=["turn"])
    _deliver(job)
    return False


def _rest(job: Job, *, until: datetime, at: datetime) -> None:
    """Without a delivery it is quiet; the waking of every minute finds it when it is time."""
    _mark(job, at=max(at, until - _quiet()))


def _quiet() -> timedelta:
    """How long nothing happens to a job until it is delivered again."""
    return timedelta(seconds=2 * Conf.RETRY)


def _mark(job: Job, *, at: datetime) -> None:
    job.tries = 0
    job.touched_at = at
    job.save(update_fields=["bookmark", "done", "total", "result", "tries", "touched_at"])


def _end(job: Job, *, at: datetime, why: str = "") -> None:
    job.failed_why = job.failed_why or why
    job.finished_at = at
    job.save(update_fields=["failed_why", "finished_at", "result_url"])
    _mark(job, at=at)


def _deliver(job: Job) -> None:
    """In the caller's transaction: the broker's queue is a table of the same database."""
    async_task(
        "veturi.foundation.jobs.actions.take_step",
        job.pk,
        job.turn,
        hook="veturi.foundation.jobs.actions.after_delivery",
    )
