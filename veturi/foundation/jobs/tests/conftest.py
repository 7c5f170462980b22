"""A real worker on a database of its own, for the tests that kill and stop it."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from time import monotonic, sleep

import pytest
from django.db import connection

from veturi.foundation.jobs.tests.asking import asked

STEPS = 60


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

    def run(self, statement):
        with closing(sqlite3.connect(self.path, timeout=20)) as file:
            file.execute(statement)
            file.commit()


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

    def run(self, statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)


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
        "VETURI_STEP_TIMEOUT": "2",
        "VETURI_STEP_RETRY": "3",
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
    """Kill -9 the worker and everything that it started."""
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


@pytest.fixture
def wait_for():
    def wait(met, seconds=30):
        until = monotonic() + seconds
        while not met():
            assert monotonic() < until, "The worker did not come so far."
            sleep(0.02)

    return wait
