"""Tallies under random sequences of all that the pen does: the audit finds nothing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from conftest import NOW
from veturi.directory.tests.factories import PartnershipFactory
from veturi.ledger import journal
from veturi.ledger.auditing import differences
from veturi.ledger.entries import Entry
from veturi.ledger.kinds import all_deed_kinds
from veturi.ledger.models import Confirmation, Contribution, Deed, Promise, Sum

KINDS = [kind.code for kind in all_deed_kinds() if not kind.code.endswith(("_held", "_hosted"))]
DAYS = some.dates(date(2024, 1, 1), date(2026, 11, 24))
PLACES = some.integers(0, 60)
# The fourth partner is another school's.
CHOSEN = some.sets(some.integers(0, 2), min_size=1) | some.sets(some.integers(0, 3), min_size=1)

deeds = some.tuples(
    some.just("record"),
    some.sampled_from(KINDS),
    DAYS,
    CHOSEN,
    some.none() | some.decimals("0.01", "99", places=2),
)
retractions = some.tuples(some.just("retract"), PLACES)
confirmations = some.tuples(some.just("confirm"), PLACES, some.booleans())
promises = some.tuples(some.just("promise"), CHOSEN)
keepings = some.tuples(some.just("keep"), PLACES, PLACES)
moves = some.tuples(some.just("move"), PLACES, DAYS)
withdrawals = some.tuples(some.just("withdraw"), PLACES)
ANY = some.one_of(deeds, deeds, retractions, confirmations, promises, keepings, moves, withdrawals)
REFUSALS = (
    journal.NotRecordable,
    journal.NotRetractable,
    journal.NotConfirmed,
    journal.NotKept,
)


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=some.lists(ANY, max_size=14))
def test_the_audit_finds_nothing_after_any_sequence(college, workshop, bakery, aino, sten, steps):
    theirs = PartnershipFactory(provider=sten.provider)
    partners = [workshop, bakery, PartnershipFactory(provider=college), theirs]
    for step in steps:
        before = trace()
        try:
            take(step, college, partners, aino)
        except REFUSALS:
            assert trace() == before

    assert list(differences(college)) == [] == list(differences(sten.provider))
    assert not Sum.objects.filter(hundredths__lt=0).exists()
    assert not Sum.objects.filter(partner=theirs).exists()
    assert not Promise.objects.filter(kept_by__retracted_by__isnull=False).exists()


def trace():
    """What a refusal leaves as it was."""
    counted = [model.objects.count() for model in (Deed, Contribution, Confirmation)]
    sums = list(Sum.objects.order_by("pk").values_list("pk", "hundredths"))
    standing = list(Promise.objects.order_by("pk").values_list("due", "kept_by", "withdrawn_on"))
    return counted, sums, standing


def take(step, college, partners, by):
    match step:
        case ("record", kind, on, chosen, hours):
            entry = Entry(
                kind=kind,
                on=on,
                partners=[partners[index].pk for index in chosen],
                source="test.thing:1",
                hours=hours,
                euros=Decimal("12.34"),
            )
            journal.record(entry, provider=college, by=by, at=NOW)
        case ("retract", place):
            for deed in nth(Deed, place):
                journal.retract(deed, by=by, at=NOW)
        case ("confirm", place, equal):
            for gift in nth(Contribution, place):
                journal.confirm(gift, hundredths=gift.hundredths + (not equal), on=NOW.date())
        case ("promise", chosen):
            journal.promise(
                "encounters.action_due",
                provider=college,
                partners=[partners[index].pk for index in chosen],
                due=NOW.date(),
                owner=by,
                source="test.thing:2",
                by=by,
                at=NOW,
            )
        case ("keep", place, of_deed):
            for promise in nth(Promise, place):
                for deed in nth(Deed, of_deed):
                    journal.keep(promise, deed=deed)
        case ("move", place, day):
            for promise in nth(Promise, place):
                journal.move(promise, due=day, owner=by, by=by, at=NOW)
        case ("withdraw", place):
            for promise in nth(Promise, place):
                journal.withdraw(promise, on=NOW.date())


def nth(model, place):
    """One of all there are, whatever has become of it; none when there is none."""
    rows = list(model.objects.order_by("pk"))
    return [rows[place % len(rows)]] if rows else []
