"""A worker killed in the middle of its work neither loses nor doubles a step."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from time import monotonic, sleep

import pytest
from django.db import connection

from veturi.foundation.jobs.tests.asking import asked

STEPS = 60
DONE = "SELECT new FROM history_change WHERE subject = 'jobs.job:try' ORDER BY id"
OVER = "SELECT finished_at FROM jobs_job WHERE finished_at IS NOT NULL"


class File:
    """The test's database copied to a file, where another process sees it."""

    def __init__(self, path):
        self.path = path
        self.address = f"sqlite:{path}"
        with closing(sqlite3.connect(path)) as file:
            connection.connection.backup(file)

    def column(self, query):
        with closing(sqlite3.connect(self.path, timeout=20)) as file:
            return [row[0] for row in file.execute(query)]


class Server:
    """The test's own database, which every process sees."""

    def __init__(self):
        known = connection.settings_dict
        self.address = (
            f"postgresql:{known['NAME']}?host={known['HOST']}&user={known['USER']}"
            f"&port={known['PORT']}&password={known['PASSWORD']}"
        )

    def column(self, query):
        with connection.cursor() as cursor:
            cursor.execute(query)
            return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def job(transactional_db):
    return asked("leave_a_row_slowly", total=STEPS)


@pytest.fixture
def database(job, tmp_path):
    return File(tmp_path / "killed.sqlite3") if connection.vendor == "sqlite" else Server()


@pytest.fixture
def start(database):
    """Start a worker; whatever was started ends with the test."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "veturi.settings",
        "VETURI_DATABASE": database.address,
        "VETURI_STEP_TIMEOUT": "1",
        "VETURI_STEP_RETRY": "2",
        "VETURI_POLL": "0.1",
    }
    workers = []

    def started():
        command = [sys.executable, "-m", "veturi", "worker"]
        workers.append(subprocess.Popen(command, env=env, start_new_session=True))
        return workers[-1]

    yield started
    for worker in workers:
        kill(worker)


def kill(worker):
    """kill -9 the worker and everything that it started."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def wait_for(met, seconds=15):
    until = monotonic() + seconds
    while not met():
        assert monotonic() < until, "The worker did not come so far."
        sleep(0.02)


@pytest.mark.timeout(60)
def test_a_killed_worker_neither_loses_nor_doubles_a_step(start, database):
    for enough in (STEPS // 4, STEPS // 2):
        worker = start()
        wait_for(lambda: len(database.column(DONE)) >= enough)
        kill(worker)
        assert database.column(OVER) == []

    start()
    wait_for(lambda: database.column(OVER))

    assert [int(new) for new in database.column(DONE)] == list(range(STEPS))
