"""Sealing while others write, on PostgreSQL: no row is passed by, none is sealed twice.

SQLite has one writer at a time by itself, and its test database lives in one connection.
"""

import threading

import pytest
from django.db import connection, connections, transaction

from conftest import NOW
from veturi.foundation.trail import tables
from veturi.foundation.trail.actions import leave
from veturi.foundation.trail.checking import check
from veturi.foundation.trail.models import Seal, Trace, What
from veturi.foundation.trail.sealing import seal_everything, seal_table

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="several writers at once"),
]


def sign_in():
    leave(What.SIGNED_IN, scope="provider:1", by=None, at=NOW)


def in_a_thread(work):
    def run():
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_key_given_earlier_and_committed_later_is_not_passed_by(monkeypatch):
    monkeypatch.setattr(tables, "LONGEST_WAIT", 200)
    written, go_on = threading.Event(), threading.Event()

    def write_slowly():
        with transaction.atomic():
            sign_in()
            written.set()
            go_on.wait(20)

    slow = in_a_thread(write_slowly)
    written.wait(20)
    sign_in()
    assert seal_table("trail", at=NOW) == 0

    go_on.set()
    slow.join(20)
    assert seal_table("trail", at=NOW) == 2
    assert check().broken == ""


def test_two_who_seal_at_once_seal_each_row_once():
    for _ in range(5):
        sign_in()
    start, done = threading.Barrier(2), []

    def seal():
        start.wait(20)
        done.append(seal_everything(at=NOW))

    for thread in [in_a_thread(seal), in_a_thread(seal)]:
        thread.join(20)

    assert sum(done) == Trace.objects.count() == sum(Seal.objects.values_list("rows", flat=True))
    assert check().broken == ""
