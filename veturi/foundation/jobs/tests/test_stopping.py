"""A worker that is told to stop does so soon, whoever of its processes hears it."""

import os
import signal

import pytest
from django_q.models import Schedule


def by_itself(worker, number):
    worker.send_signal(number)


def with_its_group(worker, number):
    os.killpg(worker.pid, number)


@pytest.mark.parametrize("steps", [1, 30])
@pytest.mark.parametrize(
    ("tell", "number"),
    [
        (by_itself, signal.SIGTERM),
        (with_its_group, signal.SIGTERM),
        (with_its_group, signal.SIGINT),
    ],
)
def test_a_worker_stops_when_it_is_told(start, database, wait_for, tell, number, steps):
    worker = start()
    wait_for(lambda: len(database.column("SELECT new FROM history_change")) >= steps)

    tell(worker, number)

    assert worker.wait(20) == 0


def test_a_worker_that_is_told_before_it_began_stops_too(start, database, wait_for):
    worker = start()
    wait_for(lambda: database.column("SELECT name FROM django_q_schedule"))

    worker.terminate()

    assert worker.wait(20) == 0


def test_a_worker_whose_sentinel_is_killed_says_so(start, database, wait_for):
    worker = start()
    wait_for(lambda: database.column("SELECT new FROM history_change"))

    os.kill(sentinel_of(worker), signal.SIGKILL)

    assert worker.wait(20) == 1


def sentinel_of(worker):
    with open(f"/proc/{worker.pid}/task/{worker.pid}/children") as children:
        return int(children.read().split()[0])


def test_a_worker_makes_its_schedules(start, database, wait_for):
    start()

    wait_for(lambda: database.column(f"SELECT name FROM {Schedule._meta.db_table}"))
