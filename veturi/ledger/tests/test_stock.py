"""What SQLite is told of the ledger by night, so that it looks by partner and not through all."""

import pytest
from django.db import connection

from conftest import NOW, TODAY
from veturi.foundation.jobs import upkeep
from veturi.ledger import journal
from veturi.ledger.entries import Entry

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own figures"),
]


def figures_of(column):
    """How many deeds there are, and with how many of them a value of the column is shared."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stat FROM sqlite_stat1, pragma_index_info(idx) AS info"
            " WHERE tbl = 'ledger_deed' AND info.name = %s",
            [column],
        )
        return [int(n) for n in cursor.fetchone()[0].split()]


def record(college, partner, times):
    entries = [
        Entry("encounters.met", TODAY, [partner.pk], f"thing.made:{n}") for n in range(times)
    ]
    journal.record_many(entries, provider=college, by=None, at=NOW)


def test_that_nearly_no_deed_retracts_another_is_known(college, workshop, monkeypatch):
    """Looking at the beginning of the index tells nothing of it: there all is nothing."""
    record(college, workshop, 20)
    monkeypatch.setattr(upkeep, "LOOKED_AT", 10)

    upkeep.take_stock(on=TODAY)

    rows, shared = figures_of("retracts_id")
    assert (rows >= 20, shared) == (True, rows // 2)


def test_what_is_not_nothing_keeps_its_figures(college, workshop, monkeypatch):
    record(college, workshop, 5)
    upkeep.take_stock(on=TODAY)
    before = figures_of("retracts_id")
    monkeypatch.setattr(upkeep, "LOOKED_AT", 10)

    upkeep.take_stock(on=TODAY)

    assert figures_of("retracts_id") == before
