"""A step that somebody outside asked to wait: what it did stands, and it goes on when it is time."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django_q.models import OrmQ

from veturi.foundation.jobs import actions
from veturi.foundation.jobs.tests.asking import NOON, asked, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def resting():
    """A job that has taken its first step at noon and was asked to wait for an hour."""
    job = asked("leave_a_row_and_wait", total=2)
    OrmQ.objects.all().delete()
    with time_machine.travel(NOON, tick=False):
        actions.take_step(job.pk, job.turn)
    job.refresh_from_db()
    return job


def waking_at(moment):
    with time_machine.travel(moment, tick=False):
        actions.wake_quiet_jobs()
    return OrmQ.objects.count()


def test_what_was_done_stands_and_nothing_is_delivered(resting):
    assert (rows_of(resting), resting.bookmark, resting.is_over) == ([0], 1, False)
    assert OrmQ.objects.count() == 0


def test_it_is_left_alone_until_it_is_time(resting):
    assert waking_at(NOON + timedelta(minutes=59)) == 0
    assert waking_at(NOON + timedelta(minutes=61)) == 1


def test_it_goes_on_where_it_was(resting):
    waking_at(NOON + timedelta(minutes=61))

    actions.take_step(resting.pk, resting.turn)

    resting.refresh_from_db()
    assert (rows_of(resting), resting.is_over, resting.failed_why) == ([0, 1], True, "")


def test_waiting_is_not_counted_as_failing(resting):
    for _turn in range(actions.MOST_TRIES + 2):
        resting.total += 1
        resting.save(update_fields=["total"])
        actions.take_step(resting.pk, resting.turn)

    resting.refresh_from_db()
    assert (resting.is_over, resting.tries) == (False, 0)


def test_a_job_that_waits_can_be_stopped(resting):
    actions.cancel(resting, at=timezone.now())

    actions.take_step(resting.pk, resting.turn)

    resting.refresh_from_db()
    assert (resting.is_over, resting.was_cancelled, rows_of(resting)) == (True, True, [0])
