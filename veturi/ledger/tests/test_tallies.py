"""Tallies under random sequences of record, retract and confirm: the audit finds nothing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from conftest import NOW
from veturi.ledger import journal
from veturi.ledger.auditing import differences
from veturi.ledger.entries import Entry
from veturi.ledger.kinds import all_deed_kinds
from veturi.ledger.models import Contribution, Deed, Sum

KINDS = [kind.code for kind in all_deed_kinds() if not kind.code.endswith(("_held", "_hosted"))]
deeds = some.tuples(
    some.just("record"),
    some.sampled_from(KINDS),
    some.dates(date(2024, 1, 1), date(2026, 11, 24)),
    some.sets(some.integers(0, 2), min_size=1),
    some.none() | some.decimals("0.01", "99", places=2),
)
retractions = some.tuples(some.just("retract"), some.integers(0, 30))
confirmations = some.tuples(some.just("confirm"), some.integers(0, 60), some.booleans())


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=some.lists(some.one_of(deeds, deeds, retractions, confirmations), max_size=12))
def test_the_audit_finds_nothing_after_any_sequence(college, workshop, bakery, aino, steps):
    from veturi.directory.tests.factories import PartnershipFactory

    partners = [workshop, bakery, PartnershipFactory(provider=college)]
    for step in steps:
        take(step, college, partners, aino)

    assert list(differences(college)) == []
    assert not Sum.objects.filter(hundredths__lt=0).exists()


def take(step, college, partners, by):
    match step:
        case ("record", kind, on, chosen, hours):
            keys = [partners[index].pk for index in chosen]
            entry = Entry(
                kind=kind,
                on=on,
                partners=keys,
                source="test.thing:1",
                hours=hours,
                euros=Decimal("12.34"),
            )
            journal.record(entry, provider=college, by=by, at=NOW)
        case ("retract", place):
            standing = list(Deed.objects.standing().filter(provider=college).order_by("pk"))
            if standing:
                journal.retract(standing[place % len(standing)], by=by, at=NOW)
        case ("confirm", place, equal):
            gifts = list(
                Contribution.objects.filter(
                    provider=college, confirmation=None, deed__retracted_by=None
                ).order_by("pk")
            )
            if gifts:
                gift = gifts[place % len(gifts)]
                journal.confirm(gift, hundredths=gift.hundredths + (not equal), on=NOW.date())
