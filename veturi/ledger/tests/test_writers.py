"""Six writers at once: no deadlock, no lost tally, numbers without gaps. On PostgreSQL only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import connection

from conftest import NOW, TODAY
from veturi.directory.tests.factories import PartnershipFactory
from veturi.ledger import journal
from veturi.ledger.auditing import differences
from veturi.ledger.entries import Entry
from veturi.ledger.models import Deed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer at a time."
    ),
]
WRITERS, SETS, DEEDS = 6, 17, 98
KINDS = ("encounters.met", "encounters.called", "exchange.lecture_given", "projects.trial_run")


def entry(rng, partners, source):
    """One to three of the same few partners, in any order: where a deadlock would come from."""
    return Entry(
        kind=rng.choice(KINDS),
        on=TODAY - timedelta(days=rng.randrange(400)),
        partners=[partner.pk for partner in rng.sample(partners, rng.choice((1, 1, 2, 3)))],
        source=source,
        hours=Decimal(rng.choice((1, 2, 3))),
    )


def write(number, provider, partners):
    """A writer of its own connection: sets of deeds, and of each set one deed taken back."""
    rng = Random(number)
    try:
        for place in range(SETS):
            entries = [
                entry(rng, partners, f"test.writer{number}:{place}-{one}") for one in range(DEEDS)
            ]
            deeds = journal.record_many(entries, provider=provider, by=None, at=NOW)
            journal.retract(rng.choice(deeds), by=None, at=NOW)
    finally:
        connection.close()


def test_six_writers_record_ten_thousand_deeds(college):
    partners = [PartnershipFactory(provider=college) for _ in range(12)]

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, n, college, partners) for n in range(WRITERS)]:
            done.result(timeout=100)

    numbers = list(Deed.objects.order_by("number").values_list("number", flat=True))
    assert len(numbers) == WRITERS * SETS * (DEEDS + 1) > 10_000
    assert numbers == list(range(1, len(numbers) + 1))
    assert list(differences(college)) == []
