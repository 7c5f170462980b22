"""The audit: every kind of difference is found and named, and memory does not grow with deeds."""

from datetime import date
from decimal import Decimal

import pytest

from conftest import NOW, TODAY
from veturi.directory.tests.factories import PartnershipFactory
from veturi.ledger import auditing, journal
from veturi.ledger.auditing import Difference, Expected, differences
from veturi.ledger.entries import Entry
from veturi.ledger.models import Contribution, Deed, OwnSum, OwnTally, Sum, Tally
from veturi.ledger.months import month_of

pytestmark = pytest.mark.django_db
MONTH = month_of(TODAY)


def record(college, *partners, source="thing.made:1", on=TODAY, kind="encounters.met"):
    keys = [partner.pk for partner in partners]
    entry = Entry(kind=kind, on=on, partners=keys, source=source, hours=Decimal(2))
    return journal.record(entry, provider=college, by=None, at=NOW)


def expected(*partners, source="thing.made:1"):
    keys = tuple(sorted(partner.pk for partner in partners))
    return Expected(source, "encounters.met", TODAY.isoformat(), keys)


def replayed(college, *rows):
    return list(differences(college, [("thing", lambda _provider: iter(rows))]))


def test_a_tally_that_is_too_high_is_named_with_both_figures(college, workshop):
    record(college, workshop)
    Tally.objects.update(n=5)

    key = (college.pk, workshop.pk, "encounters.met", MONTH)
    assert list(differences(college)) == [Difference("Tally", key, 5, 1)]


def test_a_sum_that_is_missing_is_named(college, workshop):
    record(college, workshop)
    Sum.objects.filter(giver="partner").delete()

    key = (college.pk, workshop.pk, "encounters.met", MONTH)
    tail = ("expertise_hours", "partner", "logged")
    assert list(differences(college)) == [Difference("Sum", (*key, *tail), 0, 200)]


def test_the_providers_own_tallies_are_looked_at_too(college, workshop, bakery):
    record(college, workshop, bakery)
    OwnTally.objects.update(n=2)
    OwnSum.objects.filter(giver="provider").update(hundredths=1)

    found = [(row.where, row.kept, row.expected) for row in differences(college)]
    assert found == [("OwnTally", 2, 1), ("OwnSum", 1, 200)]


def test_tallies_of_many_partners_are_compared_in_parts(college, monkeypatch):
    monkeypatch.setattr(auditing, "AT_ONCE", 2)
    partners = [PartnershipFactory(provider=college) for _ in range(5)]
    for number, partner in enumerate(partners):
        record(college, partner, source=f"thing.made:{number}")
    Tally.objects.filter(partner=partners[4]).update(n=0)

    assert [row.key[1] for row in differences(college)] == [partners[4].pk]


def test_the_turn_of_the_year_is_counted_in_its_own_month(college, workshop):
    for day in (date(2025, 12, 31), date(2026, 1, 1)):
        record(college, workshop, on=day, source=f"thing.made:{day}")

    assert list(differences(college)) == []


def test_what_was_taken_back_or_confirmed_counts_as_it_stands(college, workshop):
    record(college, workshop)
    gone = record(college, workshop, source="thing.made:2")
    journal.retract(gone, by=None, at=NOW)
    gift = Contribution.objects.filter(giver="partner").earliest("pk")
    journal.confirm(gift, hundredths=200, on=TODAY)

    assert replayed(college, expected(workshop)) == []


def test_a_deed_of_which_its_module_knows_nothing_is_named(college, workshop):
    record(college, workshop)
    record(college, workshop, source="thing.made:2")

    assert replayed(college, expected(workshop)) == [
        Difference("thing", ("thing.made:2", "encounters.met"), 1, 0)
    ]


def test_a_deed_that_a_module_misses_is_named(college, workshop):
    record(college, workshop)

    assert replayed(college, expected(workshop), expected(workshop, source="thing.made:2")) == [
        Difference("thing", ("thing.made:2", "encounters.met"), 0, 1)
    ]


def test_a_deed_between_others_than_its_module_says_is_named_twice(college, workshop, bakery):
    record(college, workshop)

    found = replayed(college, expected(workshop, bakery))
    assert sorted((row.kept, row.expected) for row in found) == [(0, 1), (1, 0)]


def test_a_deed_written_twice_is_named(college, workshop):
    record(college, workshop)
    record(college, workshop)

    assert replayed(college, expected(workshop)) == [
        Difference("thing", ("thing.made:1", "encounters.met"), 2, 1)
    ]


def test_another_providers_deeds_are_not_ours(college, sten, workshop):
    theirs = PartnershipFactory(provider=sten.provider)
    record(sten.provider, theirs)
    record(college, workshop)

    assert replayed(college, expected(workshop)) == []


def test_it_asks_as_often_for_a_hundred_deeds_as_for_one(
    college, workshop, django_assert_num_queries
):
    record(college, workshop, source="thing.made:0")
    with django_assert_num_queries(10):
        replayed(college, expected(workshop, source="thing.made:0"))
    for number in range(1, 100):
        record(college, workshop, source=f"thing.made:{number}")

    assert Deed.objects.count() == 100
    rows = [expected(workshop, source=f"thing.made:{number}") for number in range(100)]
    with django_assert_num_queries(10):
        assert replayed(college, *rows) == []
