"""A sender killed in the middle neither loses nor doubles a letter, but in the one moment
that SMTP leaves open: between the server's "taken" and our mark. That one is told here too."""

import os
import signal
import subprocess
import sys

import pytest
from django.utils import timezone

from veturi.foundation.jobs.tests.conftest import File, Server
from veturi.foundation.mail.actions import Draft, post_many
from veturi.foundation.mail.models import Letter

SUBJECTS = ["a", "b", "c", "d"]
SEND = (
    "import django; django.setup();"
    "from veturi.foundation.mail.sending import send_waiting; send_waiting()"
)


@pytest.fixture
def database(transactional_db, tmp_path):
    from django.db import connection

    drafts = [Draft(s, f"{s}@opisto.invalid", s, "Hei", is_urgent=True) for s in SUBJECTS]
    post_many(drafts, at=timezone.now())
    return File(tmp_path / "sent.sqlite3") if connection.vendor == "sqlite" else Server()


@pytest.fixture
def send(database, inbox):
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "veturi.settings",
        "VETURI_DATABASE": database.address,
        "VETURI_SMTP_HOST": "127.0.0.1",
        "VETURI_SMTP_PORT": str(inbox.port),
    }

    def started():
        sender = subprocess.Popen([sys.executable, "-c", SEND], env=env)
        inbox.sender = sender
        return sender.wait(60)

    return started


def kill_at(inbox, moment, step, letter):
    """Kill -9 the sender at this step of the letter of this number, once."""
    seen = []

    def kill(now):
        seen.extend([now] if now == step else [])
        if now == step and len(seen) == letter:
            os.kill(inbox.sender.pid, signal.SIGKILL)
            inbox.sender.wait()

    setattr(inbox, moment, kill)


def let_the_minutes_pass(database):
    """Whatever a dead sender had taken is free again."""
    database.run(f"UPDATE {Letter._meta.db_table} SET taken_until = made_at")


def sent(database):
    query = f"SELECT key FROM {Letter._meta.db_table} WHERE sent_at IS NOT NULL ORDER BY id"
    return database.column(query)


@pytest.mark.timeout(100)
@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_killed_sender_neither_loses_nor_doubles_a_letter(send, inbox, database, step):
    kill_at(inbox, "before", step, 2)
    assert send() == -signal.SIGKILL
    assert (inbox.subjects, sent(database)) == (["a"], ["a"])

    let_the_minutes_pass(database)
    assert send() == 0

    assert sorted(inbox.subjects) == SUBJECTS
    assert sent(database) == SUBJECTS


@pytest.mark.timeout(100)
def test_what_the_server_took_and_we_did_not_mark_comes_twice_by_the_same_name(
    send, inbox, database
):
    kill_at(inbox, "after", "DATA", 2)
    assert send() == -signal.SIGKILL
    assert (inbox.subjects, sent(database)) == (["a", "b"], ["a"])

    let_the_minutes_pass(database)
    send()

    assert sorted(inbox.subjects) == ["a", "b", "b", "c", "d"]
    names = [letter["Message-ID"] for letter in inbox.letters]
    assert len(set(names)) == len(SUBJECTS)


@pytest.mark.timeout(100)
def test_two_senders_at_once_send_each_letter_once(send, inbox, database):
    import threading

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(inbox.subjects) == SUBJECTS
