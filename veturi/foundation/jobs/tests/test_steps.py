"""A job is asked once, takes each step once, and says how it ended."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from veturi.foundation.jobs import actions
from veturi.foundation.jobs.models import Job
from veturi.foundation.jobs.tests.asking import NOON, STEPS, asked, rows_of

pytestmark = pytest.mark.django_db


def deliver(delivery):
    """As the broker does: call, hand the outcome to the hook, take the delivery off the queue."""
    task = delivery.task
    try:
        actions.take_step(*task["args"])
        success = True
    except ZeroDivisionError:
        success = False
    actions.after_delivery(SimpleNamespace(success=success, args=task["args"]))
    delivery.delete()


def deliver_all():
    while delivery := OrmQ.objects.order_by("pk").first():
        deliver(delivery)


def test_all_steps_are_taken_and_the_job_is_over():
    job = asked()

    deliver_all()

    job.refresh_from_db()
    assert rows_of(job) == [0, 1, 2, 3, 4]
    assert (job.is_over, job.done, job.share, job.failed_why) == (True, 5, 1.0, "")
    assert not job.was_cancelled


def test_a_delivery_does_not_keep_the_worker_for_itself(monkeypatch):
    monkeypatch.setattr(actions.Conf, "TIMEOUT", 0)
    job = asked()

    deliver(OrmQ.objects.get())

    job.refresh_from_db()
    assert (rows_of(job), job.is_over, job.turn) == ([0], False, 1)
    assert OrmQ.objects.get().task["args"] == (job.pk, 1)


def test_the_same_work_is_asked_once():
    job = asked()
    deliver_all()

    again = asked()

    assert again.pk == job.pk
    assert OrmQ.objects.count() == 0


def test_a_delivery_whose_turn_is_over_finds_nothing_to_do(monkeypatch):
    monkeypatch.setattr(actions.Conf, "TIMEOUT", 0)
    job = asked()
    actions.take_step(job.pk, 0)

    actions.take_step(job.pk, 0)

    assert rows_of(job) == [0]


def test_a_step_that_raises_is_tried_again_and_then_the_job_ends_in_words():
    job = asked("stumble")

    deliver_all()

    job.refresh_from_db()
    assert (job.is_over, job.failed_why) == (True, actions.BROKE_OFF)
    assert job.started_at is not None
    assert rows_of(job) == []


def test_a_step_that_raises_is_tried_a_few_times(monkeypatch):
    job = asked("stumble")
    tried = []
    steps_own = actions.step_function
    monkeypatch.setattr(
        actions, "step_function", lambda step: tried.append(step) or steps_own(step)
    )

    deliver_all()

    assert len(tried) == actions.MOST_TRIES
    assert job.pk


def test_a_step_may_end_the_job_with_a_sentence_of_its_own():
    job = actions.run_to_end(asked("find_what_to_say"))

    assert (job.failed_why, job.result) == ("Sheet 2 has no headings.", {"found": 3})
    assert job.result_url == "/found/"


def test_cancelling_ends_before_the_next_step():
    job = asked()
    actions.cancel(job, at=NOON)

    deliver_all()

    job.refresh_from_db()
    assert (job.was_cancelled, rows_of(job), job.cancel_asked_at) == (True, [], NOON)


def test_what_is_over_cannot_be_cancelled():
    job = actions.run_to_end(asked())

    actions.cancel(job, at=NOON)

    assert job.cancel_asked_at is None


def test_a_command_takes_every_step_itself_and_the_queue_finds_nothing_left():
    job = actions.run_to_end(asked())

    deliver_all()

    assert rows_of(job) == [0, 1, 2, 3, 4]
    assert job.is_over


def test_a_delivery_that_lost_its_turn_takes_no_other_step():
    job = asked("lose_the_turn")

    actions.take_step(job.pk, 0)

    assert rows_of(job) == [0]


def test_what_is_over_is_not_run_again():
    job = actions.run_to_end(asked())

    actions.run_to_end(job)

    assert rows_of(job) == [0, 1, 2, 3, 4]


def test_a_command_hears_what_a_step_raises():
    job = asked("stumble")

    with pytest.raises(ZeroDivisionError):
        actions.run_to_end(job)


def test_only_our_own_functions_are_steps():
    with pytest.raises(actions.NotOurStep):
        actions.step_function("os.system")


def test_work_that_does_not_exist_is_refused_when_asked():
    with pytest.raises(ImportError):
        asked("fly")

    assert Job.objects.count() == 0


def test_quiet_jobs_are_delivered_again():
    quiet, busy = asked(key="quiet"), asked(key="busy")
    OrmQ.objects.all().delete()
    Job.objects.filter(pk=busy.pk).update(touched_at=timezone.now() + timedelta(seconds=1))

    actions.wake_quiet_jobs()

    assert [delivery.task["args"] for delivery in OrmQ.objects.all()] == [(quiet.pk, 0)]
    deliver_all()
    assert rows_of(quiet) == [0, 1, 2, 3, 4]


def test_jobs_are_seen_in_their_own_scope():
    own, other = asked(key="own"), asked(key="other", scope="naapuri")

    assert list(Job.objects.seen_by("opisto")) == [own]
    assert STEPS in other.step
