"""Promises: between somebody, open until they are kept or let go, and then no longer."""

from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from veturi.ledger import journal, reading
from veturi.ledger.entries import Entry
from veturi.ledger.models import Promise

pytestmark = pytest.mark.django_db


def promise(college, aino, *partners, due=TODAY):
    return journal.promise(
        "encounters.action_due",
        provider=college,
        partners=[partner.pk for partner in partners],
        due=due,
        owner=aino,
        source="test.thing:1",
        by=aino,
        at=NOW,
    )


def met(college, aino, workshop):
    entry = Entry(kind="encounters.met", on=TODAY, partners=[workshop.pk], source="test.thing:2")
    return journal.record(entry, provider=college, by=aino, at=NOW)


def test_a_promise_to_nobody_is_refused_and_leaves_no_trace(college, aino):
    with pytest.raises(journal.NotRecordable):
        promise(college, aino)

    assert not Promise.objects.exists()


def test_a_promise_is_kept_once(college, aino, workshop):
    row, deed = promise(college, aino, workshop), met(college, aino, workshop)
    journal.keep(row, deed=deed)

    with pytest.raises(journal.NotKept):
        journal.keep(row, deed=met(college, aino, workshop))

    assert Promise.objects.get().kept_by == deed


def test_what_was_let_go_is_neither_kept_nor_moved_nor_let_go_again(college, aino, workshop):
    row = promise(college, aino, workshop)
    journal.withdraw(row, on=TODAY)

    with pytest.raises(journal.NotKept):
        journal.keep(row, deed=met(college, aino, workshop))
    with pytest.raises(journal.NotKept):
        journal.withdraw(row, on=TODAY + timedelta(days=1))
    with pytest.raises(journal.NotKept):
        journal.move(row, due=TODAY + timedelta(days=1), owner=None, by=aino, at=NOW)

    row.refresh_from_db()
    assert (row.kept_by, row.withdrawn_on, row.due, row.owner) == (None, TODAY, TODAY, aino)


def test_what_is_open_on_a_day_is_not_overdue(college, aino, workshop):
    late = promise(college, aino, workshop, due=date(2026, 11, 23))
    today = promise(college, aino, workshop)

    assert list(Promise.objects.open_on(TODAY)) == [today]
    assert list(Promise.objects.overdue_on(TODAY)) == [late]
    assert (late.is_overdue_on(TODAY), today.is_overdue_on(TODAY)) == (True, False)
    assert list(reading.promises_seen_by(aino)) == [late, today]


def test_a_stranger_sees_no_promise(college, aino, sten, workshop):
    promise(college, aino, workshop)

    assert not reading.promises_seen_by(sten).exists()
    assert not reading.promises_of(workshop, seen_by=sten).exists()
