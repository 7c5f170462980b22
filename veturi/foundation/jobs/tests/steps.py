"""Steps that leave a row of history each, so that a test can count them."""

from datetime import timedelta
from time import sleep

from django.db.models import F

from veturi.foundation.history.models import Change
from veturi.foundation.jobs.actions import NotNow
from veturi.foundation.jobs.models import Job


def leave_a_row(job, *, at):
    Change.objects.create(
        scope=job.scope, subject=f"jobs.job:{job.key}", field="step", new=str(job.bookmark), at=at
    )
    job.bookmark += 1
    job.done = job.bookmark
    return job.bookmark < job.total


def leave_a_row_slowly(job, *, at):
    more = leave_a_row(job, at=at)
    sleep(0.02)
    return more


def stumble(job, *, at):
    leave_a_row(job, at=at)
    raise ZeroDivisionError


def lose_the_turn(job, *, at):
    """As when a command takes the job over in the middle of a delivery."""
    Job.objects.filter(pk=job.pk).update(turn=F("turn") + 1)
    return leave_a_row(job, at=at)


def find_what_to_say(job, *, at):
    job.result = {"found": 3}
    job.result_url = "/found/"
    job.failed_why = "Sheet 2 has no headings."
    return False


def leave_a_row_and_wait(job, *, at):
    """As when a register asks for a pause after each row."""
    if leave_a_row(job, at=at):
        raise NotNow(at + timedelta(hours=1))
    return False
